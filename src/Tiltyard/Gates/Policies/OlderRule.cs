using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Gates.Policies;

/// <summary>Compiles a rule of config.json that its form has checked.</summary>
internal static class OlderRule
{
    public static (GateStage Stage, PolicyRule Rule) Read(DocumentMap rule, string id, FactPaths paths)
    {
        var decision = (Decision)Rulings.Decisions.IndexOf(rule.Text("action"), StringComparer.Ordinal);
        var verdict = PolicyCodes.Verdict(
            decision, id, rule.Text("reason_code"), rule.Node("reason_code"), rule.TextOrNull("message"), rule.TextOrNull("severity"));
        var stage = rule.Text("stage").Equals("pre", StringComparison.Ordinal) ? GateStage.PreCall : GateStage.PostCall;
        return (stage, new PolicyRule(id, Condition.Always, new PolicyAnswer(Match(rule.Map("match"), paths), verdict)));
    }

    private static Condition Match(DocumentMap map, FactPaths paths)
    {
        if (map.Find("all") is { } all) return new AllOf(Each(all, paths));
        if (map.Find("any") is { } any) return new AnyOf(Each(any, paths));
        if (map.Find("not") is { } not) return new Not(Match(not.AsMap(), paths));
        if (map.Find("text_contains") is { } phrases)
            return new TextContains(phrases is DocumentList list ? [.. list.Items.Select(item => item.AsText())] : [phrases.AsText()]);
        if (map.Find("context") is { } path) return Compare(new Fact(paths.Of(path.AsText())), map);
        return Compare(map.Text("signal").Equals("amount", StringComparison.Ordinal) ? new AmountSignal() : new ApprovalSignal(), map);
    }

    private static Condition Compare(Operand actual, DocumentMap map)
    {
        var (op, value) = (map.Text("op"), map.Node("value"));
        if (op is ">" or ">=" or "<" or "<=" && Operand.NumberOf(value) is null) throw new DocumentException(value, $"'{op}' needs a number, got {value.Describe()}");
        if (op is "in" && value is not DocumentList and not DocumentScalar { Kind: DocumentScalarKind.Text })
            throw new DocumentException(value, $"'{op}' needs a list or a text, got {value.Describe()}");
        return Comparison.Of(actual, Comparison.Names[op], Operand.Of(value));
    }

    private static ImmutableArray<Condition> Each(DocumentNode node, FactPaths paths) => [.. node.AsList().Items.Select(item => Match(item.AsMap(), paths))];
}
