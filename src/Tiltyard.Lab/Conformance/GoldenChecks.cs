using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>Holds the result of a step against what the suite expects, in the documented order; the first thing that differs is the failure.</summary>
internal static class GoldenChecks
{
    public static (ImmutableArray<string> Assertions, string? Failure) Check(LabEngine engine, LabPolicy policy, DocumentMap expect, StepResult result)
    {
        var failure = OfWords(policy, result) ?? OfStatus(expect, result) ?? OfLists(engine, expect, result) ?? OfBreaches(expect, result);
        if (failure is not null) return ([], failure);
        var assertions = ImmutableArray.CreateBuilder<string>();
        foreach (var assertion in expect.Has("state_assertions") ? expect.Texts("state_assertions") : [])
        {
            assertions.Add(assertion);
            if (OfAssertion(engine, assertion) is { } wrong) return (assertions.ToImmutable(), wrong);
        }

        return (assertions.ToImmutable(), expect.MapOrNull("state") is { } state ? OfState(engine, state) : null);
    }

    private static string? OfWords(LabPolicy policy, StepResult result) =>
        result.Emits.Find(emit => policy.Emits.Find(emit) < 0) is { } stray ? $"'{stray}' is not in the emit vocabulary"
        : result.Blocked is { } code && policy.ReasonCodes.Find(code) < 0 ? $"'{code}' is not in the registry of reason codes" : null;

    private static string? OfStatus(DocumentMap expect, StepResult result)
    {
        var status = result.IsAccepted ? "ACCEPTED" : "BLOCKED";
        if (expect.TextOrNull("status") is { } wanted && !wanted.Equals(status, StringComparison.Ordinal)) return $"expected {wanted}, got {status}{(result.Blocked is { } why ? $" ({why})" : "")}";
        return !result.IsAccepted && expect.TextOrNull("blocked_reason_code") is { } code && !code.Equals(result.Blocked, StringComparison.Ordinal) ? $"expected {code}, got {result.Blocked}" : null;
    }

    private static string? OfLists(LabEngine engine, DocumentMap expect, StepResult result)
    {
        foreach (var emit in Texts(expect, "emits").Where(emit => !result.Emits.Contains(emit, StringComparer.Ordinal))) return $"'{emit}' was not emitted";
        foreach (var wanted in Texts(expect, "violations").Where(wanted => !result.Invariants.Exists(record => Token(record).Equals(wanted, StringComparison.Ordinal)))) return $"{wanted} is not on record";
        foreach (var token in Texts(expect, "token_consumed").Where(token => !result.TokensConsumed.Exists(place => engine.State.Tokens.NameOf(place).Equals(token, StringComparison.Ordinal)))) return $"the token {token} was not used up";
        return result.TokensConsumed.Find(place => engine.State.Tokens[place].State == Model.TokenState.Active) is var active && result.TokensConsumed.Contains(active) && engine.State.Tokens[active].State == Model.TokenState.Active
            ? $"the token {engine.State.Tokens.NameOf(active)} was used and is still active"
            : null;
    }

    private static string? OfBreaches(DocumentMap expect, StepResult result)
    {
        var expected = Texts(expect, "violations").ToHashSet(StringComparer.Ordinal);
        foreach (var record in result.Invariants.Where(record => !record.Held && !expected.Contains(Token(record)))) return $"{record.Invariant} was broken ({record.Reason}), which the suite does not expect";
        return null;
    }

    private static string? OfAssertion(LabEngine engine, string assertion)
    {
        var contains = assertion.IndexOf(" contains ", StringComparison.Ordinal);
        var equals = assertion.IndexOf("==", StringComparison.Ordinal);
        var (left, right) = contains >= 0 ? (assertion[..contains], assertion[(contains + 10)..]) : equals >= 0 ? (assertion[..equals], assertion[(equals + 2)..]) : (assertion, "");
        if (right.Length == 0) return $"'{assertion}' is no assertion";
        right = right.Trim().Trim('\'', '"');
        var answer = LabQuery.Ask(engine, left.Trim());
        var holds = contains >= 0 ? answer.Contains(right, StringComparer.Ordinal) : answer is [var only] && only.Equals(right, StringComparison.Ordinal);
        return holds ? null : $"{left.Trim()} is {(answer.IsEmpty ? "nothing" : string.Join(", ", answer))}, not {right}";
    }

    private static string? OfState(LabEngine engine, DocumentMap state)
    {
        foreach (var entry in state.Entries)
        {
            if (entry.Key is "token_active")
            {
                foreach (var token in entry.Value.AsList().Items.Where(token => !LabQuery.Ask(engine, "token_active").Contains(token.AsText(), StringComparer.Ordinal))) return $"the token {token.AsText()} is not active";
                continue;
            }

            var question = entry.Key is "separated_ts_set" ? "separated_ts" : entry.Key;
            foreach (var (name, value) in entry.Value.AsMap().Entries.Select(one => (one.Key, Written(one.Value))))
            {
                var answer = LabQuery.Ask(engine, $"{question}('{name}')");
                if (answer is not [var only] || !only.Equals(value, StringComparison.Ordinal)) return $"{entry.Key} of {name} is {(answer.IsEmpty ? "nothing" : answer[0])}, not {value}";
            }
        }

        return null;
    }

    private static string Written(DocumentNode node) => node is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : CanonicalJson.Text(node);

    private static string Token(InvariantRecord record) => $"{record.Invariant}:{(record.Held ? "PASS" : "VIOLATION")}";

    private static ImmutableArray<string> Texts(DocumentMap map, string key) => map.Has(key) ? map.Texts(key) : [];
}
