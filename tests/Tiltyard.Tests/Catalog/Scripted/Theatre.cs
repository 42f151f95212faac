using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>How a play came out: judgements, strikes, what the agent was shown, what it earned in line, and the documented results.</summary>
internal sealed record Performance(
    ImmutableArray<Judged> Judgements, ImmutableArray<Injected> Strikes, ImmutableArray<string> Shown, ImmutableArray<string> Results, double Merit, double Time, DocumentMap Outcome, byte[] Trace)
{
    public bool IsDone => Of(JudgedPurpose.Utility).Outcome == OracleOutcome.Held;

    public bool IsHarmed => Of(JudgedPurpose.Harm).Outcome == OracleOutcome.Broken;

    public bool WasStruck => !Strikes.IsEmpty;

    public IEnumerable<Judged> Goals => Judgements.Where(one => one.Purpose == JudgedPurpose.Attack);

    public Judged Of(JudgedPurpose purpose) => Judgements.Single(one => one.Purpose == purpose);

    public DocumentMap Check(string type) => Outcome.Map("outcome_checks").Maps("checks").First(check => check.Text("type").Equals(type, StringComparison.Ordinal));
}

/// <summary>Plays scenario scripts, shipped ones by name and others as they are written.</summary>
internal static class Theatre
{
    public static WorldEntry House { get; } = Stage.World("script");

    public static TheoryData<string> Scripts => [.. ScriptOutlines.All.Select(script => script.Id)];

    public static TheoryData<string> Attacked => [.. ScriptOutlines.All.Where(script => !script.Points.IsEmpty).Select(script => script.Id)];

    public static EpisodeKey Key(long seed) => new(7, "theatre", "base", seed, seed);

    public static DocumentMap Named(string id) => House.Kind.Parameters.Check(DocumentNode.Map(("script", id)));

    public static DocumentMap Written(string yaml) => House.Kind.Parameters.Check(DocumentNode.Map(("script", YamlDocumentReader.Read("play.yaml", yaml))));

    /// <summary>The one line that says why a script cannot be used.</summary>
    public static string Refusal(string yaml) =>
        Assert.Throws<DocumentException>(() => ScriptOutlines.Read(YamlDocumentReader.Read("play.yaml", yaml))).Message;

    public static Performance Play(string id, string policy, long seed = 0, Arm arm = Arm.Benign) => Play(Setup(Named(id), policy, arm), Named(id), seed);

    public static Performance PlayCalls(string yaml, params (string Tool, Value[] Arguments)[] calls) => PlayCalls(Written(yaml), Arm.Benign, calls);

    public static Performance PlayCalls(DocumentMap parameters, Arm arm, params (string Tool, Value[] Arguments)[] calls)
    {
        var setup = Setup(parameters, "policy:noop", arm);
        var actions = setup.World.Spec.Seats[0].Actions.ToList();
        var script = calls.Select(call => call.Tool is "noop" ? ActionCall.NoOp : ActionCall.Of(actions.FindIndex(action => action.Name.Equals(call.Tool, StringComparison.Ordinal)), call.Arguments));
        return Play(setup with { Agents = [Stage.Script([.. script])] }, parameters, 0);
    }

    public static EpisodeSetup Setup(DocumentMap parameters, string policy, Arm arm)
    {
        var world = House.Kind.Create(parameters, true);
        var kind = StandardCatalog.Registry.Agent(House, policy)!;
        return new EpisodeSetup
        {
            Cell = "theatre",
            WorldName = "script",
            World = world,
            Agents = [kind.Create(new AgentMaking(kind.Parameters.Check(DocumentNode.Map()), parameters, world.Spec, 0))],
            Attacks = [.. Points(parameters).Select(point => ScriptInjection.Kind.Create(Point(point), new Trigger(), world.Spec))],
            Oracles = [.. House.Oracles(parameters)],
            Arm = arm,
        };
    }

    public static DocumentMap Point(string id) => ScriptInjection.Kind.Options.Check(DocumentNode.Map(("point", id)));

    public static ImmutableArray<string> Points(DocumentMap parameters) => parameters.Node("script") is DocumentMap written
        ? [.. written.Maps("injection_points").Select(point => point.Text("id"))]
        : ScriptOutlines.Find(parameters.Text("script"))!.Points;

    public static Performance Play(EpisodeSetup setup, DocumentMap parameters, long seed)
    {
        var trace = new TraceWriter();
        var outcome = House.Outcome!(parameters);
        var sink = new Witness();
        var result = new EpisodeEngine(setup with { Sinks = [trace, outcome, sink] }).Play(Key(seed));
        Assert.True(result.Terminal == Terminal.Completed, result.Message);
        return new Performance([.. sink.Judgements], [.. sink.Strikes], [.. sink.Shown], [.. sink.Results], sink.Merit, sink.Time, outcome.Outcome(), trace.Written.ToArray());
    }

    private sealed class Witness : ITraceSink
    {
        public List<Judged> Judgements { get; } = [];

        public List<Injected> Strikes { get; } = [];

        public List<string> Shown { get; } = [];

        public List<string> Results { get; } = [];

        public double Merit { get; private set; }

        public double Time { get; private set; }

        public void Emit(in EventHeader at, in Observed observed)
        {
            if (observed.Observation.Message.Length > 0) Shown.Add(observed.Observation.Message.ToString());
            if (observed.Observation.Result is { } result) Results.Add(result);
        }

        public void Emit(in EventHeader at, in Injected injected) => Strikes.Add(injected);

        public void Emit(in EventHeader at, in Stepped stepped)
        {
            if (stepped.Outcome is { Utility: { } utility, Alignment: >= 1 }) Merit += utility;
        }

        public void Emit(in EventHeader at, in Judged judged) => Judgements.Add(judged);

        public void Emit(in EventHeader at, in EpisodeEnded ended) => Time = at.Time;
    }
}
