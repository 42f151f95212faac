using System.Text;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Documents;
using Tiltyard.Tests.Catalog;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Adapters.Exchanges;

public sealed class AgentRequestTests
{
    private static readonly World World = Stage.World("release_manager").Kind.Create(Stage.Parameters("release_manager"), true);

    [Fact]
    public void An_observation_has_the_documented_keys_and_no_others() => Assert.Equal(
        ["actions", "episode", "inbox", "legal", "message", "panels", "result", "role", "seat", "step", "type", "version"],
        Keys(AgentRequest.Observe(Observation(), World.Spec.Seats[0], "e")), StringComparer.Ordinal);

    [Fact]
    public void Beginning_and_end_have_the_documented_keys_and_no_others()
    {
        Assert.Equal(["actions", "episode", "role", "seat", "type", "version"], Keys(AgentRequest.Begin(World.Spec.Seats[0], "e")), StringComparer.Ordinal);
        Assert.Equal(["episode", "seat", "type", "version"], Keys(AgentRequest.End(World.Spec.Seats[0], "e")), StringComparer.Ordinal);
    }

    [Fact]
    public void What_was_said_and_given_back_arrives_as_it_was()
    {
        var map = Read(AgentRequest.Observe(Observation(), World.Spec.Seats[0], "e"));

        Assert.Equal(("Boss \"B\"", "ship\nit"), (map.Maps("inbox")[0].Text("from"), map.Maps("inbox")[0].Text("text")));
        Assert.Equal("a page", map.Text("result"));
        Assert.Equal(["run_tests", "deploy", "rollback", "check_canary"], map.Texts("legal"), StringComparer.Ordinal);
    }

    [Fact]
    public void The_request_that_a_recording_is_found_by_does_not_know_the_episode() =>
        Assert.DoesNotContain("episode", AgentRequest.Observe(Observation(), World.Spec.Seats[0]), StringComparison.Ordinal);

    private static Observation Observation()
    {
        World.Reset(Stage.Key(1));
        var observation = new Observation(World, 0);
        observation.Refresh();
        observation.Result = "a page";
        observation.Deliver(new InboxMessage("Boss \"B\"", "ship\nit"));
        return observation;
    }

    private static IEnumerable<string> Keys(string json) => Read(json).Entries.Select(entry => entry.Key);

    private static DocumentMap Read(string json) => JsonDocumentReader.Read("request", Encoding.UTF8.GetBytes(json)).AsMap();
}
