using System.Collections.Immutable;
using Tiltyard.Catalog;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Playing;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Corpora;

public sealed class GatePlayTests
{
    private const string Steps =
        """[{"said":"I look"},{"call":"read","args":{"n":1,"who":null}},{"result":"a bill","error":null},{"prompt":"Now pay"},{"call":"pay","args":{"to":["x"]}},{"result":"paid","error":null}]""";

    [Fact]
    public void Gates_are_asked_at_every_place_where_the_engine_would_ask_them()
    {
        var gate = new ListeningGate();

        Play(gate, CorpusTexts.Line(prompt: "Pay", steps: Steps));

        Assert.Equal(
            [
                "PreCall - 'Pay' seen 'Pay' past 0", "PostCall read 'I look' seen 'Pay' past 0", "PreTool read(1,null) 'I look' seen 'Pay' past 0", "PostTool read 'a bill' seen 'Pay' past 1",
                "PreCall - 'Now pay' seen 'Now pay' past 1", "PreTool pay([\"x\"]) '' seen 'Now pay' past 1", "PostTool pay 'paid' seen 'Now pay' past 2",
            ],
            gate.Asked);
    }

    [Fact]
    public void A_gate_learns_nothing_of_the_labels_and_forgets_the_run_before()
    {
        var gate = new ListeningGate();
        var play = new GatePlay([Configuration(gate)]);
        var runs = CorpusTexts.Read(CorpusTexts.Source($"{CorpusTexts.Line(attack: "direct", userTask: "secret", steps: Steps)}\n{CorpusTexts.Line(steps: "[]")}"));

        foreach (var run in runs) play.Judge(run);

        Assert.Equal(2, gate.Begun.Count);
        Assert.DoesNotContain(gate.Begun, key => $"{key}".Contains("secret", StringComparison.Ordinal) || $"{key}".Contains("direct", StringComparison.Ordinal));
        Assert.Equal("PreCall - 'Pay the invoice' seen 'Pay the invoice' past 0", gate.Asked[^1]);
    }

    [Fact]
    public void The_standing_instructions_are_the_role_of_the_seat()
    {
        var gate = new ListeningGate();

        Play(gate, """{"system":"Be careful.","prompt":"Pay","steps":[{"call":"pay","args":{}}]}""");

        Assert.All(gate.Roles, role => Assert.Equal("Be careful.", role));
    }

    [Fact]
    public void More_tools_than_a_seat_holds_are_judged_all_the_same()
    {
        var calls = string.Join(',', Enumerable.Range(0, 500).Select(index => $$$"""{"call":"tool{{{index}}}","args":{}}"""));

        var judged = Play(new DenyingGate("tool499"), CorpusTexts.Line(steps: $"[{calls}]"));

        Assert.Equal(("tool499", 500), (judged.FirstDeny!.Tool, judged.FirstDeny.Call));
    }

    [Fact]
    public void A_denial_is_explained_and_does_not_stop_the_playing()
    {
        var judged = Play(new DenyingGate("pay"), CorpusTexts.Line(steps: """[{"call":"pay","args":{"to":"x","n":2}},{"call":"pay","args":{}}]"""));

        Assert.Equal((2, 0, true, true), (judged.Denied, judged.Warned, judged.Denies, judged.Speaks));
        Assert.Equal(
            new Objection
            {
                Decision = Decision.Deny,
                Gate = "denying",
                Stage = GateStage.PreTool,
                Rule = "no_pay",
                Code = "GATE.TESTS_NOT_FRESH",
                Detail = "because",
                Call = 1,
                Tool = "pay",
                Arguments = """{"n":2,"to":"x"}""",
            },
            judged.FirstDeny);
    }

    [Fact]
    public void A_gate_that_throws_ends_the_pass()
    {
        var failure = Assert.Throws<CorpusPlayException>(() => Play(new ThrowingGate(), CorpusTexts.Line(steps: CorpusTexts.Clean)));

        Assert.Equal("throwing of the configuration set failed at runs.jsonl:1, call 1: it broke", failure.Message);
    }

    [Fact]
    public void A_finding_of_a_validator_is_a_warning_and_one_that_throws_ends_the_pass()
    {
        var run = CorpusTexts.ReadOne(CorpusTexts.Line(attack: "direct", steps: Steps));
        var watching = new WatchingValidator();
        var configuration = Configuration() with { Validators = _ => [watching] };

        var opinion = new GatePlay([configuration]).Judge(run).Opinions[0];

        Assert.Equal((0, 1, "DETECT.SKIPPED_SAFETY_CHECK"), (opinion.Denied, opinion.Warned, opinion.FirstWarn!.Code));
        Assert.Equal(["started", "seen 'Pay the invoice' -", "acted read", "seen '' a bill", "seen 'Now pay' -", "acted pay", "seen '' paid", "ended 2"], watching.Told);
        watching.Throws = true;
        Assert.Throws<CorpusPlayException>(() => new GatePlay([configuration]).Judge(run));
    }

    [Fact]
    public void Any_number_of_workers_judges_alike()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 30_000).Select(index => CorpusTexts.Line(
            prompt: $"Pay {index}", steps: index % 7 == 0 ? CorpusTexts.Tainted : CorpusTexts.Clean)));
        var gates = StandardCatalog.Registry.Gate("naive_provenance")!;
        var configuration = new CorpusConfiguration { Name = "naive", Gates = world => [gates.Create(DocumentNode.Map(), world)] };

        var texts = Enumerable.Range(1, 3).Select(workers => string.Join('\n', new CorpusPass(workers)
            .Judge<JudgedRun>([CorpusTexts.Source(lines)], () => new GatePlay([configuration]).Judge, TestContext.Current.CancellationToken).Select(judged => $"{judged.Labels.Id} {judged.Opinions[0]}"))).ToArray();

        Assert.Equal(texts[0], texts[1]);
        Assert.Equal(texts[0], texts[2]);
        Assert.Equal(4_286, texts[0].Split("UNTRUSTED_ARGUMENT").Length - 1);
    }

    private static Opinion Play(IGate gate, string line) => new GatePlay([Configuration(gate)]).Judge(CorpusTexts.ReadOne(line)).Opinions[0];

    private static CorpusConfiguration Configuration(params ImmutableArray<IGate> gates) => new() { Name = "set", Gates = _ => gates };

    private sealed class ListeningGate : IGate
    {
        public List<string> Asked { get; } = [];

        public List<EpisodeKey> Begun { get; } = [];

        public List<string> Roles { get; } = [];

        public string Name => "listening";

        public GateStages Stages => GateStages.All;

        public void Begin(in EpisodeKey key) => Begun.Add(key);

        public Ruling Rule(in GateRequest request)
        {
            var arguments = request.Stage == GateStage.PreTool ? $"({string.Join(',', Values(request.Action!, request.Call))})" : "";
            Asked.Add($"{request.Stage} {request.Action?.Name ?? "-"}{arguments} '{request.Text}' seen '{request.Observation.Message}' past {request.History.Actions.Count}");
            Roles.Add(request.Seat.Role);
            return new Ruling(Decision.Allow, "listen", ReasonCodes.DefaultAllow);
        }

        private static IEnumerable<Value> Values(ActionSpec action, ActionCall call) => Enumerable.Range(0, action.Parameters.Length).Select(index => call[index]);
    }

    private sealed class DenyingGate(string tool) : IGate
    {
        public string Name => "denying";

        public Ruling Rule(in GateRequest request) => request.Action!.Name.Equals(tool, StringComparison.Ordinal)
            ? new Ruling(Decision.Deny, "no_pay", ReasonCodes.TestsNotFresh, "because")
            : new Ruling(Decision.Allow, "no_pay", ReasonCodes.DefaultAllow);
    }

    private sealed class ThrowingGate : IGate
    {
        public string Name => "throwing";

        public Ruling Rule(in GateRequest request) => throw new InvalidOperationException("it broke");
    }

    private sealed class WatchingValidator : IValidator
    {
        public List<string> Told { get; } = [];

        public bool Throws { get; set; }

        public string Name => "watching";

        public IReadOnlyList<Finding> Findings =>
            [new Finding { Validator = Name, Reason = ReasonCodes.SkippedSafetyCheck, Severity = Severity.High, Message = "found", Evidence = [] }];

        public void Begin() => Told.Clear();

        public void Emit(in EventHeader at, in EpisodeStarted started) => Told.Add(Throws ? throw new InvalidOperationException("it broke") : "started");

        public void Emit(in EventHeader at, in Observed observed) => Told.Add($"seen '{observed.Observation.Message}' {observed.Observation.Result ?? "-"}");

        public void Emit(in EventHeader at, in Acted acted) => Told.Add($"acted {acted.Action}");

        public void Emit(in EventHeader at, in EpisodeEnded ended) => Told.Add($"ended {ended.Steps}");
    }
}
