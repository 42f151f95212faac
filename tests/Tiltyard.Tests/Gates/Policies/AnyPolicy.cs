using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

/// <summary>Policies and facts drawn from one number: few names and values, so that rules meet, contradict and shadow each other.</summary>
internal sealed class AnyPolicy(int seed)
{
    private static readonly string[] Paths = ["tool", "task", "seat", "arguments.amount", "amount", "policy.hard_limit", "verified", "text", "text_lower", "stage"];
    private static readonly string[] Tools = ["send", "SEND", "Refund", "refund", "read", "\u212Aelvin", "kelvin", "pre_tool"];
    private static readonly string[] Phrases = ["ab", "aba", "b", "bab a", "K", "\u212A", "\u017F", "s", "\u0130", "i", "\u00DF", "BA"];
    private static readonly string[] Answers = ["deny", "warn", "allow"];
    private static readonly string[] Bounds = ["-1", "0", "1", "2", "2.5", "'3'", "100", "1e300"];

    private readonly SeededRandom _draws = new(StreamKey.Origin with { Episode = seed });

    public string Text { get; private set; } = "";

    public GatePolicy Policy(FactSemantics semantics)
    {
        var rules = Enumerable.Range(0, 1 + Next(12)).Select(Rule);
        Text = $"version: 1\npre_tool:\n{string.Join('\n', rules)}";
        return PolicyFile.Read(YamlDocumentReader.Read("any.yaml", Text), semantics);
    }

    public FactTable Facts() => new(
        string.Concat(Enumerable.Range(0, Next(5)).Select(_ => One(Phrases) + One(["", " ", "a", "\u200b"]))),
        Paths.Where(_ => Next(4) > 0).Select(path => (path, Fact(path))).ToArray());

    private string Rule(int number)
    {
        var applies = Next(3) > 0 ? $", applies_if: {Condition(2)}" : "";
        var answers = string.Concat(Answers.Where(_ => Next(2) == 0).Select(answer => $", {answer}_if: {Condition(2)}"));
        return $"  - {{id: r{number}{applies}{(answers.Length > 0 ? answers : $", deny_if: {Condition(2)}")}}}";
    }

    private string Condition(int depth) => Next(depth > 0 ? 16 : 11) switch
    {
        0 or 1 or 2 => $"{{tool: {Quoted(One(Tools))}}}",
        3 => $"{{tool: [{Quoted(One(Tools))}, {One([Quoted(One(Tools)), "1"])}]}}",
        4 or 5 or 6 => $"{{field: {One(Paths)}, op: '{One([">", ">=", "<", "<="])}', {One([$"value: {One(Bounds)}", $"value: {One(Bounds)}", $"value_from: {One(Paths)}"])}}}",
        7 => $"{{field: {One(Paths)}, op: '{One(["==", "!=", "contains", "exists"])}', value: {One([One(Bounds), Quoted(One(Tools)), "true", "null"])}}}",
        8 => $"{{field: {One(Paths)}, op: {One(["in", "not_in"])}, {One([$"value_from: {One(Paths)}", $"one_of: [{Quoted(One(Tools))}, 1]", $"value: {Quoted(One(Tools))}"])}}}",
        9 => $"{{text_contains: {One([Quoted(One(Phrases)), $"[{Quoted(One(Phrases))}, {Quoted(One(Phrases))}]"])}}}",
        10 => One(["true", "false", $"{{text_not_contains: {Quoted(One(Phrases))}}}", "{text_regex: 'a+b'}"]),
        11 or 12 => $"{{all: [{Condition(depth - 1)}, {Condition(depth - 1)}]}}",
        13 => $"{{any: [{Condition(depth - 1)}, {Condition(depth - 1)}]}}",
        14 => $"{{not: {Condition(depth - 1)}}}",
        _ => $"[{Condition(depth - 1)}, {Condition(depth - 1)}]",
    };

    private Value Fact(string path) => Next(path is "tool" ? 10 : 8) switch
    {
        0 => Value.Null,
        1 => Value.Of(Next(2) == 0),
        2 => Value.Json("""["send",1,null]"""),
        3 or 4 => Value.Of(Next(7) - 2L),
        5 => Value.Of((Next(9) - 2) / 2.0),
        6 => Value.Of(One(["2", " 2.5 ", "x", "", "1e300", "NaN"])),
        _ => Value.Of(One(Tools)),
    };

    private static string Quoted(string text) => $"\"{text}\"";

    private string One(string[] of) => of[Next(of.Length)];

    private int Next(int below) => _draws.NextInt(below);
}
