using BenchmarkDotNet.Attributes;
using Tiltyard.Catalog.Gates.Policy;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>
/// Policy decisions, rule i testing one tool and one number, the deciding rule at a random place. The yardstick is what one would write by
/// hand for just that: a dictionary from tool to limit and one comparison.
/// </summary>
public class PolicyBenchmarks
{
    private PolicyQuestions _questions = null!;
    private AskedFacts _facts = null!;
    private Dictionary<string, (double Limit, string Rule)> _byHand = null!;
    private IGate _gate = null!;
    private GateRequest[] _requests = null!;

    [Params(1, 10, 100, 1_000)]
    public int Rules { get; set; } = 1;

    [GlobalSetup]
    public void SetUp()
    {
        _questions = PolicyQuestions.ByTool(Rules);
        _facts = new AskedFacts(_questions);
        _questions.Check(_facts, _facts.Ask);
        _byHand = new Dictionary<string, (double, string)>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < PolicyQuestions.Count; at++) _byHand[_questions.Tools[at]] = (_questions.Numbers[at] - 1, $"rule_{_questions.Deciding[at]}");
        PrepareGate();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PolicyQuestions.Count)]
    public int Dictionary_by_hand()
    {
        var denied = 0;
        for (var at = 0; at < PolicyQuestions.Count; at++)
        {
            if (_byHand.TryGetValue(_questions.Tools[at], out var rule) && _questions.Numbers[at] > rule.Limit) denied++;
        }

        return denied;
    }

    [Benchmark(OperationsPerInvoke = PolicyQuestions.Count)]
    public int Policy()
    {
        var denied = 0;
        for (var at = 0; at < PolicyQuestions.Count; at++)
        {
            _facts.Ask(at);
            if (_questions.Policy.Evaluate(GateStage.PreTool, _facts).Decision == Decision.Deny) denied++;
        }

        return denied;
    }

    /// <summary>The same through the gate that an engine asks.</summary>
    [Benchmark(OperationsPerInvoke = PolicyQuestions.Count)]
    public int Policy_gate()
    {
        var denied = 0;
        for (var at = 0; at < PolicyQuestions.Count; at++)
        {
            if (_gate.Rule(_requests[_questions.Deciding[at]]).Decision == Decision.Deny) denied++;
        }

        return denied;
    }

    /// <summary>What it would cost to try one rule after another.</summary>
    [Benchmark(OperationsPerInvoke = PolicyQuestions.Count)]
    public int Rule_by_rule()
    {
        var denied = 0;
        for (var at = 0; at < PolicyQuestions.Count; at++)
        {
            _facts.Ask(at);
            if (_questions.Policy.EvaluateRuleByRule(GateStage.PreTool, _facts).Decision == Decision.Deny) denied++;
        }

        return denied;
    }

    private void PrepareGate()
    {
        var seat = new SeatSpec("agent", "works", FieldNames.None);
        var world = new WorldSpec { Name = "bench", Seats = [seat], State = FieldNames.None, Horizon = 1, DefaultThreshold = 0, UtilityMeaning = "none" };
        var document = YamlDocumentReader.Read("bench.yaml", _questions.Text);
        _gate = PolicyGate.Kind.Create(PolicyGate.Kind.Options.Check(DocumentNode.Map(("document", document))), world);
        var amount = new ParameterSpec { Name = "amount", Kind = ValueKind.Number, Description = "how much" };
        var observation = new Observation("agent", FieldNames.None, [], "", []);
        var (facts, history) = (new RequestFacts(FieldNames.None), new ActionHistory());
        _requests = new GateRequest[Rules];
        for (var at = 0; at < PolicyQuestions.Count; at++)
        {
            _requests[_questions.Deciding[at]] = new GateRequest(
                GateStage.PreTool, 1, seat, new ActionSpec(_questions.Tools[at], "does it", amount), new ActionCall(0, Value.Of(_questions.Numbers[at])), observation, history, "", facts);
        }
    }
}
