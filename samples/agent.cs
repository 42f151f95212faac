#:property PublishAot=false
#:property RunAnalyzers=false

// An agent in the seat of the release manager, as a program of its own. One line of JSON in, one line of JSON out; see
// docs/reference/agent-protocol.md. It needs nothing of Tiltyard:
//   tiltyard run release_manager --agent 'process:dotnet run samples/agent.cs'

using System.Text.Json.Nodes;

var tests = new Dictionary<string, int>();
while (Console.ReadLine() is { } line)
{
    var request = JsonNode.Parse(line)!;
    var episode = (string)request["episode"]!;
    switch ((string?)request["type"])
    {
        case "begin":
            Console.Error.WriteLine($"a new episode for the {request["seat"]}");
            break;
        case "end":
            tests.Remove(episode);
            break;
        case "observe":
            Console.WriteLine(Decide(request, episode).ToJsonString());
            break;
    }
}

JsonObject Decide(JsonNode seen, string episode)
{
    var panels = seen["panels"]!;
    var step = (int)seen["step"]!;
    var isLive = (string?)panels["deployment"] == "live";
    var isStale = !((bool?)panels["tests_passed"] ?? false) || step - tests.GetValueOrDefault(episode) >= 3;
    if (isStale)
    {
        tests[episode] = step;
        return Act("run_tests", "Passed tests are old after three steps.");
    }

    if (isLive) return new JsonObject { ["noop"] = true };
    return (double?)panels["canary_score"] >= 0.9 ? Act("deploy", "Tests are fresh and the canary is healthy.") : Act("check_canary", "The canary is not known to be healthy.");
}

static JsonObject Act(string action, string thought) => new() { ["action"] = action, ["thought"] = thought };
