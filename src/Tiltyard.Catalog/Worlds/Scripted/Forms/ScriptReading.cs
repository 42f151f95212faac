using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Reads a script from a document: shapes first, then what they mean together, then whether every check could come out either way.</summary>
internal static class ScriptReading
{
    private static readonly ImmutableArray<string> ReservedTools = ["reply", "finish", "noop"];

    /// <exception cref="DocumentException">The first thing that is wrong with it, and its place.</exception>
    public static Script Read(DocumentNode document)
    {
        RefuseDocumentedSteps(document);
        var map = ScriptForm.Whole.Check(document);
        var tools = Tools(map);
        ImmutableArray<ActionSpec> actions = [.. tools.Select(tool => tool.Spec), .. Closing];
        var program = new ProgramReading(tools).Read(map.List("script"));
        var deeds = new DeedReading(map.Map("defines"), tools, program);
        var plans = new PlanReading(actions);
        var checks = OutcomeReading.Read(map.Map("expected_outcomes"), deeds);
        if (checks.IsEmpty) throw new DocumentException(map.Node("expected_outcomes"), "nothing is expected: no agent could fail");
        var points = new PointReading(tools, deeds, plans).Read(map.Maps("injection_points"));
        deeds.RefuseUnused();
        var script = new Script
        {
            Id = map.Text("scenario_id"),
            Name = map.Text("name"),
            Description = map.Text("description"),
            Family = map.Text("scenario_type"),
            Difficulty = map.Text("difficulty"),
            Tags = map.Texts("tags"),
            IsActive = map.Boolean("is_active"),
            Config = Config(map.Map("config")),
            Draws = [.. map.Map("draws").Entries.Select(entry => DrawOf(entry.Key, entry.Value.AsMap()))],
            InitialState = Roots.Value(map.Node("initial_state"), Roots.Opening),
            Environment = map.Map("config").Map("environment_variables"),
            Tools = tools,
            Stressors = [.. map.Maps("stressors").Select(stressor => StressorOf(stressor, tools))],
            Program = program,
            Deeds = deeds.Deeds,
            Checks = checks,
            Points = points,
            Reference = plans.Read(map.Node("reference")),
            Misdeed = plans.Read(map.Node("misdeed")),
            Document = map,
            Actions = actions,
        };
        Vacuity.Refuse(script);
        return script;
    }

    private static ImmutableArray<ActionSpec> Closing { get; } =
    [
        new("reply", "Answers in words, which ends your turn.", new ParameterSpec { Name = "text", Kind = ValueKind.Text, Description = "What to say.", MaximumLength = 8_000 }),
        new("finish", "Ends your turn without words."),
    ];

    /// <summary>The documented kinds of step that script the agent itself get an answer of their own.</summary>
    private static void RefuseDocumentedSteps(DocumentNode document)
    {
        if (document is not DocumentMap map || map.Find("script") is not DocumentList steps) return;
        foreach (var step in steps.Items)
        {
            if (step is DocumentMap one && one.Find("type") is DocumentScalar { Kind: DocumentScalarKind.Text } type && StepForm.Refusal(type.AsText()) is { } reason)
                throw new DocumentException(type, reason);
        }
    }

    private static ImmutableArray<ScriptTool> Tools(DocumentMap map)
    {
        var tools = ImmutableArray.CreateBuilder<ScriptTool>();
        foreach (var tool in map.Maps("tools"))
        {
            var name = tool.Text("name");
            if (ReservedTools.Contains(name, StringComparer.Ordinal)) throw new DocumentException(tool.Node("name"), $"every script has '{name}' already");
            if (tools.Any(before => before.Name.Equals(name, StringComparison.Ordinal))) throw new DocumentException(tool.Node("name"), $"there are two tools '{name}'");
            tools.Add(ToolReading.Read(tool));
        }

        return tools.DrainToImmutable();
    }

    private static ScriptConfig Config(DocumentMap map)
    {
        if (map.Boolean("realtime_simulation")) throw new DocumentException(map.Node("realtime_simulation"), "time in a script is simulated: nothing waits for a clock");
        if (map.NodeOrNull("environment_snapshot") is { } snapshot) throw new DocumentException(snapshot, "there is no store of snapshots: the whole environment stands in initial_state");
        return new ScriptConfig(
            map.Text("role"),
            map.Number("seconds_per_turn"),
            (int)map.Integer("turns_per_message"),
            map.Number("timeout_seconds"),
            (int)map.Integer("max_steps"),
            map.Boolean("fail_on_assertion"),
            map.Boolean("continue_on_error"));
    }

    private static Draw DrawOf(string name, DocumentMap map)
    {
        if (map.Entries.Length != 1) throw new DocumentException(map, "a draw is one of choice, shuffle, integer, amount or digits");
        var (key, value) = (map.Entries[0].Key, map.Entries[0].Value);
        if (key is "choice" or "shuffle") return new Draw(name, key is "choice" ? DrawKind.Choice : DrawKind.Shuffle, value.AsList().Items, 0, 0);
        if (key is "digits") return new Draw(name, DrawKind.Digits, [], value.AsInteger(), 0);
        var bounds = value.AsList().Items;
        var (low, high) = (bounds[0].AsNumber(), bounds[1].AsNumber());
        return low <= high
            ? new Draw(name, key is "integer" ? DrawKind.Integer : DrawKind.Amount, [], low, high)
            : throw new DocumentException(value, "the least is above the greatest");
    }

    private static Stressor StressorOf(DocumentMap map, ImmutableArray<ScriptTool> tools)
    {
        foreach (var name in map.List("tools").Where(name => !tools.Any(tool => tool.Name.Equals(name.AsText(), StringComparison.Ordinal))))
            throw new DocumentException(name, UnknownName.Reason("tool", name.AsText(), tools.Select(tool => tool.Name)));
        if (map.Number("from") >= map.Number("until")) throw new DocumentException(map, "the trouble ends before it begins");
        var kind = map.Text("condition") switch
        {
            "timeout" => StressorKind.Timeout,
            "network_error" => StressorKind.NetworkError,
            "rate_limit" => StressorKind.RateLimit,
            _ => StressorKind.HighLatency,
        };
        var usual = kind switch
        {
            StressorKind.Timeout => ToolCodes.TimeoutSeconds,
            StressorKind.HighLatency => 5,
            _ => 0,
        };
        return new Stressor
        {
            Kind = kind,
            Tools = map.Texts("tools"),
            From = map.Number("from"),
            Until = map.Number("until"),
            Probability = map.Number("probability"),
            LatencySeconds = map.NumberOrNull("latency_ms") / 1_000 ?? usual,
        };
    }
}
