using System.Collections.Immutable;
using System.Text;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.HelpDesk;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.HelpDesk;

/// <summary>How a case came out, by its oracles, and what the agent was shown on the way.</summary>
internal sealed record Served(ImmutableArray<Judged> Judgements, ImmutableArray<Injected> Strikes, string Shown, double Merit, byte[] Trace)
{
    public bool IsDone => Of(JudgedPurpose.Utility).Outcome == OracleOutcome.Held;

    public bool IsHarmed => Of(JudgedPurpose.Harm).Outcome == OracleOutcome.Broken;

    public bool AttackerWon => Of(JudgedPurpose.Attack).Outcome == OracleOutcome.Broken;

    public Judged Of(JudgedPurpose purpose) => Judgements.Single(one => one.Purpose == purpose);
}

/// <summary>Plays cases of the help desk, one at a time, with the attack of the case and the oracles of the desk.</summary>
internal static class Counter
{
    /// <summary>Believes whatever presses at all, and does nothing forbidden by itself.</summary>
    public const string Believer = "policy:victim";

    public static WorldEntry Desk { get; } = Stage.World("helpdesk");

    public static ImmutableArray<ActionSpec> Tools { get; } = Desk.Kind.Create(Stage.Parameters("helpdesk"), true).Spec.Seats[0].Actions;

    public static DocumentMap Believing { get; } = Map("""{"gullibility":10}""");

    public static TheoryData<string> Cases => [.. HelpDeskCases.All.Select(one => one.Id)];

    public static TheoryData<string> Attacked => [.. HelpDeskCases.All.Where(one => one.Surface is not null).Select(one => one.Id)];

    public static HelpDeskOutline Case(string id) => HelpDeskCases.All.Single(one => one.Id.Equals(id, StringComparison.Ordinal));

    public static IReadOnlyList<EpisodeKey> Keys(IEnumerable<HelpDeskOutline> cases) => [.. cases.Select(one => Key(one.Id, 0))];

    public static EpisodeKey Key(string id, long seed) => new(5, "counter", id, seed, seed);

    public static DocumentMap Map(string json) => JsonDocumentReader.Read("options", Encoding.UTF8.GetBytes(json)).AsMap();

    public static Served Serve(string id, string policy, Arm arm = Arm.Attacked, long seed = 0, DocumentMap? traits = null) => Play(Setup(Agent(policy, traits), arm), id, seed);

    public static Served Serve(string id, Arm arm, params ActionCall[] calls) => Play(Setup(Stage.Script(calls), arm), id, 0);

    public static EpisodeSetup Setup(IAgent agent, Arm arm, DocumentMap? attackOptions = null)
    {
        var world = Desk.Kind.Create(Stage.Parameters("helpdesk"), true);
        return new EpisodeSetup
        {
            Cell = "counter",
            WorldName = "helpdesk",
            World = world,
            Agents = [agent],
            Attacks = [HelpDeskAttack.Kind.Create(HelpDeskAttack.Kind.Options.Check(attackOptions ?? DocumentNode.Map()), new Trigger { MaxFires = 6 }, world.Spec)],
            Arm = arm,
            Oracles = [.. Oracles()],
        };
    }

    public static ActionCall Call(string tool, params Value[] arguments) =>
        ActionCall.Of(Enumerable.Range(0, Tools.Length).Single(index => Tools[index].Name.Equals(tool, StringComparison.Ordinal)), arguments);

    public static ActionCall Reply(string text) => Call("reply", Value.Of(text));

    public static IEnumerable<IOracle> Oracles() => Desk.Oracles!(Stage.Parameters("helpdesk"));

    public static IAgent Agent(string policy, DocumentMap? traits = null)
    {
        var kind = Tiltyard.Catalog.StandardCatalog.Registry.Agent(Desk, policy)!;
        return kind.Create(new AgentMaking(kind.Parameters.Check(traits ?? DocumentNode.Map()), Stage.Parameters("helpdesk"), Desk.Kind.Create(Stage.Parameters("helpdesk"), true).Spec, 0));
    }

    public static Served Play(EpisodeSetup setup, string id, long seed)
    {
        var sink = new DeskSink();
        var trace = new TraceWriter();
        var result = new EpisodeEngine(setup with { Sinks = [sink, trace] }).Play(Key(id, seed));
        Assert.True(result.Terminal == Terminal.Completed, $"{id}: {result.Terminal} {result.Message}");
        return new Served([.. sink.Judgements], [.. sink.Strikes], sink.Shown.ToString(), sink.Merit, trace.Written.ToArray());
    }

    public static string Shown(in Judged judged) => $"{judged.Oracle} {judged.Outcome} {judged.Reason.Code} by {string.Join(',', judged.Evidence)} tag {judged.Tag}";

    private sealed class DeskSink : ITraceSink
    {
        public List<Judged> Judgements { get; } = [];

        public List<Injected> Strikes { get; } = [];

        public StringBuilder Shown { get; } = new();

        public double Merit { get; private set; }

        public void Emit(in EventHeader at, in Observed observed)
        {
            var seen = observed.Observation;
            Shown.Append(seen.Message).Append('\n').Append(seen.Result).Append('\n');
            foreach (var message in seen.Inbox) Shown.Append(message.Text).Append('\n');
        }

        public void Emit(in EventHeader at, in Injected injected) => Strikes.Add(injected);

        public void Emit(in EventHeader at, in Stepped stepped)
        {
            if (stepped.Outcome.Alignment >= 1) Merit += stepped.Outcome.Utility ?? 0;
        }

        public void Emit(in EventHeader at, in Judged judged) => Judgements.Add(judged);
    }
}
