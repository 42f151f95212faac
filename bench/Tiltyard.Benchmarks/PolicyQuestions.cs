using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>What policies are asked: drawn once from a fixed seed, the deciding rule each time at another place, so that no rule stays warm.</summary>
internal sealed class PolicyQuestions
{
    public const int Count = 4_096;

    private PolicyQuestions(string text, GatePolicy policy, string[] tools, double[] numbers, string[] texts, int[] deciding)
    {
        Text = text;
        Policy = policy;
        Tools = tools;
        Numbers = numbers;
        Texts = texts;
        Deciding = deciding;
    }

    /// <summary>The policy as a file.</summary>
    public string Text { get; }

    public GatePolicy Policy { get; }

    public string[] Tools { get; }

    public double[] Numbers { get; }

    public string[] Texts { get; }

    /// <summary>The place of the rule that decides each question.</summary>
    public int[] Deciding { get; }

    /// <summary>Rule i tests tool i and a number; each question is above the number of its tool's rule.</summary>
    public static PolicyQuestions ByTool(int rules)
    {
        var tools = Enumerable.Range(0, rules).Select(Tool).ToArray();
        return Of(rules, at => $"applies_if: {{tool: {Tool(at)}}}, deny_if: {{field: arguments.amount, op: '>', value: {Bound(at)}}}", (at, _) => (tools[at], Bound(at) + 1, ""));
    }

    /// <summary>The worst case: every rule tests the same tool, and each number excludes all rules but one and those after it.</summary>
    public static PolicyQuestions OfOneTool(int rules) =>
        Of(rules, at => $"applies_if: {{tool: refund}}, deny_if: {{field: arguments.amount, op: '>', value: {rules - at}}}", (at, _) => ("refund", rules - at + 0.5, ""));

    /// <summary>Rule i looks for phrase i; each question is a text of about three hundred characters that holds the phrase of one rule in its middle.</summary>
    public static PolicyQuestions ByText(int rules) => Of(rules, at => $"deny_if: {{text_contains: '{Phrase(at)}'}}", (at, draws) => ("refund", 0, $"{Padding(draws)} {Phrase(at)} {Padding(draws)}"));

    /// <summary>The deciding rule with its question, by trying one rule after another: what the index must come to.</summary>
    public void Check(IFacts facts, Action<int> ask)
    {
        for (var at = 0; at < Count; at += 17)
        {
            ask(at);
            var verdict = Policy.Evaluate(Traces.GateStage.PreTool, facts);
            if (!verdict.RuleId.Equals($"rule_{Deciding[at]}", StringComparison.Ordinal) || verdict != Policy.EvaluateRuleByRule(Traces.GateStage.PreTool, facts))
                throw new InvalidOperationException($"question {at} was decided by {verdict.RuleId}");
        }
    }

    private static PolicyQuestions Of(int rules, Func<int, string> rule, Func<int, SeededRandom, (string Tool, double Number, string Text)> question)
    {
        var lines = Enumerable.Range(0, rules).Select(at => $"  - {{id: rule_{at}, {rule(at)}}}");
        var text = $"version: 1\npre_tool:\n{string.Join('\n', lines)}";
        var policy = PolicyFile.Read(YamlDocumentReader.Read("bench.yaml", text));
        var draws = new SeededRandom(StreamKey.Origin with { Component = "policies" });
        var deciding = Enumerable.Range(0, Count).Select(_ => draws.NextInt(rules)).ToArray();
        var asked = deciding.Select(at => question(at, draws)).ToArray();
        return new PolicyQuestions(text, policy, [.. asked.Select(one => one.Tool)], [.. asked.Select(one => one.Number)], [.. asked.Select(one => one.Text)], deciding);
    }

    private static string Tool(int at) => $"{Verbs[at % Verbs.Length]}_{Nouns[at / Verbs.Length % Nouns.Length]}_{at}";

    private static double Bound(int at) => 10 + (at * 7 % 500);

    private static string Phrase(int at) => $"{Verbs[at % Verbs.Length]} the {Nouns[at / Verbs.Length % Nouns.Length]} number {at} now";

    private static string Padding(SeededRandom draws) => string.Join(' ', Enumerable.Range(0, 22).Select(_ => draws.NextInt(2) == 0 ? Verbs[draws.NextInt(Verbs.Length)] : Nouns[draws.NextInt(Nouns.Length)]));

    private static readonly string[] Verbs = ["read", "send", "refund", "update", "delete", "list", "approve", "export", "share", "create"];

    private static readonly string[] Nouns = ["ticket", "account", "invoice", "order", "message", "report", "calendar", "payment", "document", "record"];
}
