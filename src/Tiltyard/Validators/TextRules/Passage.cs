using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Validators.TextRules;

/// <summary>Tokens First up to End that say one thing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Clause(int First, int End, int Sentence, bool IsAsked);

/// <summary>An answer taken apart into clauses, with what is quoted in it marked.</summary>
internal sealed class Passage
{
    private static readonly ImmutableArray<string> Abbreviations = ["mr", "mrs", "ms", "dr", "vs", "approx", "e", "g"];

    /// <summary>How many tokens or clauses are looked back at, so that no text costs more than its length.</summary>
    public const int Window = 60;

    private readonly bool[] _quoted;

    public Passage(string text)
    {
        Tokens = TextRules.Tokens.Of(text);
        _quoted = Quotations.In(text, Tokens);
        Clauses = Joined(Cut());
    }

    public ImmutableArray<Token> Tokens { get; }

    public ImmutableArray<Clause> Clauses { get; }

    public bool IsQuoted(int token) => _quoted[token];

    public int ClauseAt(int token)
    {
        var (low, high) = (0, Clauses.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (token < Clauses[middle].End) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    public bool Any(int first, int end, IReadOnlySet<string> words)
    {
        for (var at = first; at < end; at++)
        {
            if (Tokens[at].Kind == TokenKind.Word && words.Contains(Tokens[at].Text)) return true;
        }

        return false;
    }

    public bool HasMoney(in Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if (Tokens[at].Kind == TokenKind.Money) return true;
        }

        return false;
    }

    private List<Clause> Cut()
    {
        var clauses = new List<Clause>();
        var sentence = 0;
        var sentenceStart = 0;
        var first = 0;
        for (var at = 0; at <= Tokens.Length; at++)
        {
            var isEnd = at == Tokens.Length || EndsSentence(at);
            if (!isEnd && !SplitsAt(first, at)) continue;
            if (at > first) clauses.Add(new Clause(first, at, sentence, IsAsked: false));
            // a conjunction begins its clause, a mark belongs to none
            first = at < Tokens.Length && Tokens[at].Kind == TokenKind.Word ? at : at + 1;
            if (!isEnd) continue;
            if (at < Tokens.Length && Tokens[at].Is("?")) MarkAsked(clauses, sentenceStart);
            sentence++;
            sentenceStart = clauses.Count;
        }

        return clauses;
    }

    private bool EndsSentence(int at)
    {
        var token = Tokens[at];
        if (token.Kind != TokenKind.Mark) return false;
        if (token.Is("!") || token.Is("?") || token.Is("\n") || token.Is(";")) return true;
        if (!token.Is(".")) return false;
        var isInside = at + 1 < Tokens.Length && Tokens[at + 1].Start == token.End && Tokens[at + 1].Kind != TokenKind.Mark;
        return !isInside && !(at > 0 && at + 1 < Tokens.Length && Abbreviations.Contains(Tokens[at - 1].Text, StringComparer.Ordinal));
    }

    private bool SplitsAt(int first, int at)
    {
        var token = Tokens[at];
        if (token.Kind == TokenKind.Mark) return token.Text is "," or ":" or "(" or ")" or "—" or "–" || IsDash(at);
        if (at == first || token.Kind != TokenKind.Word || !Lexicon.Splitters.Contains(token.Text)) return false;
        if (!token.Is("and") && !token.Is("or")) return true;
        if (at + 1 >= Tokens.Length || Tokens[at + 1].Kind != TokenKind.Money) return true;
        // "$50 and $900 were refunded" is one clause, "$50 was refunded and $900 was refused" is two
        return Any(Math.Max(first, at - Window), at, Lexicon.Auxiliaries) && at + 2 < Tokens.Length
            && (Lexicon.Auxiliaries.Contains(Tokens[at + 2].Text) || Lexicon.Modals.Contains(Tokens[at + 2].Text));
    }

    private bool IsDash(int at) => Tokens[at].Is("-") && at > 0 && at + 1 < Tokens.Length && Tokens[at - 1].End < Tokens[at].Start && Tokens[at].End < Tokens[at + 1].Start;

    private void MarkAsked(List<Clause> clauses, int from)
    {
        var isAsked = false;
        for (var at = from; at < clauses.Count; at++)
        {
            isAsked |= FirstWord(clauses[at]) is { } word && Lexicon.Questions.Contains(word);
            if (isAsked) clauses[at] = clauses[at] with { IsAsked = true };
        }
    }

    private string? FirstWord(in Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if (Tokens[at].Kind == TokenKind.Word && !Lexicon.Splitters.Contains(Tokens[at].Text)) return Tokens[at].Text;
        }

        return null;
    }

    /// <summary>Joins a mere amount, and a predicate without a subject, to what stands before.</summary>
    private ImmutableArray<Clause> Joined(List<Clause> cut)
    {
        var joined = ImmutableArray.CreateBuilder<Clause>(cut.Count);
        foreach (var clause in cut)
        {
            if (joined.Count > 0 && joined[^1].Sentence == clause.Sentence && (IsFragment(clause) || IsPredicate(clause)))
                joined[^1] = joined[^1] with { End = clause.End };
            else
                joined.Add(clause);
        }

        return joined.DrainToImmutable();
    }

    private bool IsFragment(in Clause clause)
    {
        var words = 0;
        for (var at = clause.First; at < clause.End; at++)
        {
            if (Tokens[at].Kind != TokenKind.Word) continue;
            words++;
            var word = Tokens[at].Text;
            if (Lexicon.Acts.Contains(word) || Lexicon.WeakActs.Contains(word) || Lexicon.Auxiliaries.Contains(word) || Lexicon.Modals.Contains(word)
                || Lexicon.Negations.Contains(word) || Lexicon.Progressives.Contains(word)) return false;
        }

        return words <= 4 && HasMoney(clause);
    }

    private bool IsPredicate(in Clause clause) => !clause.IsAsked && Tokens[clause.First].Kind == TokenKind.Word && Lexicon.Auxiliaries.Contains(Tokens[clause.First].Text);
}
