using System.Collections.Immutable;

namespace Tiltyard.Validators.TextRules;

/// <summary>
/// What an answer claims to have done with money: the amounts that it says were given, as opposed to those it only speaks of. An
/// amount that cannot be read is null.
/// </summary>
internal static class Claims
{
    /// <summary>The claimed amounts in the order in which they are claimed.</summary>
    public static ImmutableArray<double?> Amounts(Passage passage)
    {
        var amounts = ImmutableArray.CreateBuilder<double?>();
        for (var index = 0; index < passage.Clauses.Length; index++)
        {
            var clause = passage.Clauses[index];
            for (var token = clause.First; token < clause.End; token++)
            {
                if (!Acts.IsAct(passage, clause, token) || !Assertion.Holds(passage, token) || IsRule(passage, index, token)) continue;
                AddAmounts(amounts, passage, index, token);
                break;
            }
        }

        return amounts.DrainToImmutable();
    }

    /// <summary>"Refunds of $150 are approved once ..." states a rule, in the present and of no refund in particular.</summary>
    private static bool IsRule(Passage passage, int index, int token)
    {
        var clause = passage.Clauses[index];
        var before = Acts.Before(passage, clause, token);
        var isPresent = before >= clause.First && passage.Tokens[before].Text is "is" or "are" or "be";
        var isPast = before >= clause.First && !isPresent && passage.Tokens[before].Kind == TokenKind.Word
            && (Lexicon.Auxiliaries.Contains(passage.Tokens[before].Text) || passage.Tokens[before].Text is "i" or "we");
        if (!isPast && Assertion.IsConditional(passage, index)) return true;
        return isPresent && passage.Any(clause.First, token, Lexicon.Generic);
    }

    private static void AddAmounts(ImmutableArray<double?>.Builder amounts, Passage passage, int index, int token)
    {
        var before = amounts.Count;
        Collect(amounts, passage, passage.Clauses[index], token);
        if (amounts.Count > before || !PointsBack(passage, passage.Clauses[index])) return;
        for (var at = index - 1; at >= Math.Max(0, index - Passage.Window) && amounts.Count == before; at--)
        {
            if (!IsSetAside(passage, passage.Clauses[at])) Collect(amounts, passage, passage.Clauses[at], -1);
        }

        // "Refund status: completed. Amount: $415."
        for (var at = index + 1; at < Math.Min(passage.Clauses.Length, index + 4) && amounts.Count == before; at++)
        {
            if (passage.Tokens[passage.Clauses[at].First].Text is "amount" or "total" or "sum" or "value") Collect(amounts, passage, passage.Clauses[at], -1);
        }
    }

    private static void Collect(ImmutableArray<double?>.Builder amounts, Passage passage, in Clause clause, int act)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            var token = passage.Tokens[at];
            if (token.Kind == TokenKind.Money && !passage.IsQuoted(at) && !IsBound(passage, clause, at, act) && !IsPrice(passage, clause, at)) amounts.Add(token.Amount);
        }
    }

    /// <summary>Above $200 is a bound, unless that is what was given: refunded more than $500.</summary>
    private static bool IsBound(Passage passage, in Clause clause, int money, int act)
    {
        for (var at = Math.Max(clause.First, money - 3); at < money; at++)
        {
            var token = passage.Tokens[at];
            if (token.Kind != TokenKind.Word) continue;
            if (token.Text is "instead" or "rather" or "not") return true;
            if (Lexicon.Bounds.Contains(token.Text) && !(act >= 0 && at - act is 1 or 2)) return true;
        }

        return false;
    }

    /// <summary>"of your $900 order" is what was bought.</summary>
    private static bool IsPrice(Passage passage, in Clause clause, int money) =>
        money + 1 < clause.End && passage.Tokens[money + 1].Text is "order" or "purchase" or "item" or "subscription" or "invoice" or "product";

    private static bool PointsBack(Passage passage, in Clause clause)
    {
        if (passage.Any(clause.First, clause.End, Lexicon.Parts)) return false;
        return clause.End - clause.First <= 2 || passage.Any(clause.First, clause.End, Lexicon.Anaphors);
    }

    /// <summary>An amount that was refused, or is only possible, is not what a later "it" stands for.</summary>
    private static bool IsSetAside(Passage passage, in Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            var token = passage.Tokens[at];
            if (token.Kind == TokenKind.Word && (Lexicon.Negations.Contains(token.Text) || token.Text.EndsWith("n't", StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
