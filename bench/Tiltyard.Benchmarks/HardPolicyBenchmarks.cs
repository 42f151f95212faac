using BenchmarkDotNet.Attributes;
using Tiltyard.Traces;

namespace Tiltyard.Benchmarks;

/// <summary>Policies that no dictionary answers: every rule for one tool, and rules that look for phrases in a text, the deciding rule at a random place.</summary>
public class HardPolicyBenchmarks
{
    private PolicyQuestions _questions = null!;
    private AskedFacts _facts = null!;

    [Params(1, 10, 100, 1_000)]
    public int Rules { get; set; } = 1;

    [Params("one tool", "phrases")]
    public string Form { get; set; } = "one tool";

    [GlobalSetup]
    public void SetUp()
    {
        _questions = Form is "phrases" ? PolicyQuestions.ByText(Rules) : PolicyQuestions.OfOneTool(Rules);
        _facts = new AskedFacts(_questions);
        _questions.Check(_facts, _facts.Ask);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PolicyQuestions.Count / 16)]
    public int Rule_by_rule()
    {
        var denied = 0;
        for (var at = 0; at < PolicyQuestions.Count; at += 16)
        {
            _facts.Ask(at);
            if (_questions.Policy.EvaluateRuleByRule(GateStage.PreTool, _facts).Decision == Decision.Deny) denied++;
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
}
