using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>Tries the identifiers at every place where one can begin: a run of letters and digits with a digit in it or shortly after.</summary>
internal sealed class IdentifierScanner
{
    /// <summary>How many runs further on the first digit of an identifier may stand, as in HH AB 1234.</summary>
    private const int Ahead = 2;

    /// <summary>Letters in front of the digits of an identifier are at most this many.</summary>
    private const int MostLetters = 7;

    private readonly ImmutableArray<Identifier>[] _byFirst = new ImmutableArray<Identifier>[128];

    public IdentifierScanner(IEnumerable<Identifier> identifiers)
    {
        var all = identifiers.ToList();
        for (var code = 0; code < _byFirst.Length; code++)
            _byFirst[code] = char.IsAsciiLetterOrDigit((char)code) ? [.. all.Where(identifier => identifier.BeginsWith((char)code))] : [];
    }

    public void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            if (!CanBegin(text, items, at)) continue;
            var first = text[items[at].Start];
            if (first >= _byFirst.Length) continue;
            foreach (var identifier in _byFirst[first]) Try(identifier, text, lexemes, items[at].Start, into);
        }
    }

    private static bool CanBegin(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        var start = items[at].Start;
        if (start > 0 && text[start - 1] == '_') return false;
        if (items[at].HasDigit)
        {
            // The second half of a number is no number.
            return start < 2 || text[start - 1] is not ('-' or '/' or '.' or ',' or ':') || !char.IsAsciiDigit(text[start - 2]) || !char.IsAsciiDigit(text[start]);
        }

        if (items[at].Length > MostLetters) return false;
        for (var next = at + 1; next < items.Length && next <= at + Ahead; next++)
        {
            if (items[next].Start > items[next - 1].End + 1) return false;
            if (items[next].HasDigit) return true;
        }

        return false;
    }

    private static void Try(Identifier identifier, ReadOnlySpan<char> text, Lexemes lexemes, int start, Candidates into)
    {
        Span<char> compact = stackalloc char[IdentifierTemplate.MostCharacters];
        foreach (var template in identifier.Templates)
        {
            var end = template.Match(text, start, compact, out var length);
            if (end < 0) continue;
            var soundness = identifier.Check?.Invoke(compact[..length]) ?? Soundness.Plausible;
            if (soundness == Soundness.Broken) continue;
            var isNamed = Context.Says(text, lexemes, start, end, identifier.Words);
            into.Add(identifier.Type, start, end, identifier.Confidence(soundness, isNamed), isNamed ? "form_and_word" : "form");
            return;
        }
    }
}
