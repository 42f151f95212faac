using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;

namespace Tiltyard.Validators.TextRules;

/// <summary>An answer under judgement, read as one of the semantics reads it. What is worked out once is kept.</summary>
internal sealed class Answer
{
    private const int DocumentedDigits = 6;
    private readonly string _text;
    private Passage? _passage;

    public Answer(string text, bool isCorrected)
    {
        IsCorrected = isCorrected;
        _text = isCorrected ? FoldedText.Of(text) : text;
    }

    public bool IsCorrected { get; }

    /// <summary>The amounts that count: those claimed, or the documented first digits.</summary>
    public ImmutableArray<double?> Amounts => IsCorrected ? TextRules.Claims.Amounts(Passage) : FirstDigits();

    private Passage Passage => _passage ??= new Passage(_text);

    public bool Shows(TextNeedle needle) => needle.Pattern is { } pattern ? pattern.IsMatch(_text) : _text.Contains(needle.Written, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the answer says what the pattern describes, rather than speaking of it.</summary>
    public bool Claims(TextNeedle needle)
    {
        for (var match = needle.Pattern!.Match(_text); match.Success; match = match.NextMatch())
        {
            var token = TokenAt(match.Index);
            if (token >= 0 && Assertion.Holds(Passage, token)) return true;
        }

        return false;
    }

    /// <summary>Whether an approval is there: the documented word anywhere, or a clause that says somebody consented.</summary>
    public bool HasApproval(ImmutableArray<string> terms) => IsCorrected
        ? Approvals.AreGiven(Passage, terms)
        : terms.Any(term => _text.Contains(term, StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<double?> FirstDigits()
    {
        var start = _text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return [];
        var end = start;
        while (end < _text.Length && end < start + DocumentedDigits && char.IsAsciiDigit(_text[end])) end++;
        return [double.Parse(_text.AsSpan(start, end - start), CultureInfo.InvariantCulture)];
    }

    private int TokenAt(int place)
    {
        var (low, high) = (0, Passage.Tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Passage.Tokens[middle].End > place) high = middle;
            else low = middle + 1;
        }

        return low < Passage.Tokens.Length && !Passage.Clauses.IsEmpty ? low : -1;
    }
}

/// <summary>Whether an answer says that an approval was given, not that one is needed, outstanding or was left out.</summary>
internal static class Approvals
{
    public static bool AreGiven(Passage passage, ImmutableArray<string> terms)
    {
        foreach (var clause in passage.Clauses)
        {
            if (clause.IsAsked || !passage.Any(clause.First, clause.End, Lexicon.Consents) || IsOutstanding(passage, clause)) continue;
            for (var at = clause.First; at < clause.End; at++)
            {
                var token = passage.Tokens[at];
                if (token.Kind == TokenKind.Word && !passage.IsQuoted(at) && terms.Any(term => token.Text.Contains(term, StringComparison.OrdinalIgnoreCase))) return true;
            }
        }

        return false;
    }

    private static bool IsOutstanding(Passage passage, in Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            var token = passage.Tokens[at];
            if (token.Kind != TokenKind.Word) continue;
            var word = token.Text;
            if (word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("'ll", StringComparison.Ordinal) || Lexicon.Outstanding.Contains(word)
                || Lexicon.Negations.Contains(word) || Lexicon.Modals.Contains(word) || word is "whether") return true;
        }

        return false;
    }
}
