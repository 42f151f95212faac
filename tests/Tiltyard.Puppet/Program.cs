// An agent over the process protocol that does as its arguments say: tests need one that behaves and several that do not.
//   act ACTION [COUNT]   answers with the action; after COUNT answers in an episode it passes
//   die CODE STEP        ends with the code when it is asked at the step, with last words on standard error
//   pid                  states its own id as its thought and passes
//   twice                answers every question twice
//   hang STEP            never answers the question of the step
//   say STEP TEXT        writes the text at the step in place of an answer
//   flood BYTES          writes a line of so many bytes in place of an answer
//   chatty BYTES         writes so much to standard error before every answer
//   deaf                 reads nothing and writes nothing
//   env NAME             states the variable as its thought and passes
//   children             starts a process of its own, states its id as its thought and passes
//   count                states the numbers of begin and end notices so far as its thought and passes
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

var begun = 0;
var ended = 0;
var answered = 0;
if (args[0] is "deaf") Thread.Sleep(Timeout.Infinite);
while (await Console.In.ReadLineAsync() is { } line)
{
    using var request = JsonDocument.Parse(line);
    switch (request.RootElement.GetProperty("type").GetString())
    {
        case "begin":
            begun++;
            answered = 0;
            break;
        case "end":
            ended++;
            break;
        default:
            await Console.Out.WriteLineAsync(Answer(request.RootElement.GetProperty("step").GetInt32()));
            break;
    }
}

return 0;

string Answer(int step)
{
    switch (args[0])
    {
        case "act":
            return args.Length > 2 && answered++ >= Number(2) ? Pass(null) : $$"""{"action":"{{args[1]}}"}""";
        case "die" when step == Number(2):
            Console.Error.WriteLine("first words");
            Console.Error.Write("the \u001b[31mlast\u001b[0m words\n\n");
            Environment.Exit(Number(1));
            return "";
        case "pid":
            return Pass(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        case "twice":
            return Pass(null) + "\n" + Pass(null);
        case "hang" when step == Number(1):
            Thread.Sleep(Timeout.Infinite);
            return "";
        case "say" when step == Number(1):
            return args[2];
        case "flood":
            return new string('x', Number(1));
        case "chatty":
            Console.Error.Write(new string('y', Number(1)));
            return Pass(null);
        case "env":
            return Pass(Environment.GetEnvironmentVariable(args[1]) ?? "not there");
        case "children":
            var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
            start.ArgumentList.Add("deaf");
            return Pass(Process.Start(start)!.Id.ToString(CultureInfo.InvariantCulture));
        case "count":
            return Pass($"{begun} begun, {ended} ended");
        default:
            return Pass(null);
    }
}

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);

static string Pass(string? thought) => thought is null ? """{"noop":true}""" : $$"""{"noop":true,"thought":{{JsonSerializer.Serialize(thought)}}}""";
