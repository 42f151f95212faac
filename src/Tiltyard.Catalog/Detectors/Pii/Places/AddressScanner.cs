using System.Buffers;
using Tiltyard.Catalog.Detectors.Pii.Names;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Places;

/// <summary>
/// Postal addresses. An anchor, a word of streets beside a number, a part of a building, a post-office box, a military unit, is widened
/// over numbers and capitals: to the left within its line, to the right through town, state, code and country.
/// </summary>
internal static class AddressScanner
{
    private static readonly SearchValues<char> LineSigns = SearchValues.Create(" ,.'’-#");

    private static readonly SearchValues<char> BlockSigns = SearchValues.Create(" ,.'’-\n\r#>?()/\t");

    private const int MostLeft = 8;
    private const int MostRight = 16;

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, NameReading reading, Candidates into)
    {
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            var weight = Anchor(text, items, reading, at);
            if (weight <= 0) continue;
            var first = Left(text, items, reading, at);
            var last = Right(text, items, reading, at);
            if (!HasNumber(items, first, last)) continue;
            into.Add(PiiTypes.Address, items[first].Start, items[last].End, weight, "grammar");
            at = last;
        }
    }

    private static double Anchor(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        if (!items[at].IsWord) return Numbered(text, items, reading, at) ? 0.6 : 0;
        if (IsBox(text, items, at) || IsMilitary(text, items, at)) return 0.85;
        var isNextNumber = at + 1 < items.Length && items[at + 1].HasDigit && items[at + 1].Start - items[at].End <= 2;
        if (reading.Is(at, WordKinds.Unit) && isNextNumber && (items[at].IsCapitalised || reading.IsBlind) && items[at].Length > 2) return at > 0 && IsNear(text, items, reading, at) ? 0.7 : 0;
        if (!reading.Is(at, WordKinds.StreetBehind | WordKinds.StreetForm | WordKinds.StreetBefore)) return 0;
        if (!items[at].IsCapitalised && !reading.IsBlind && !reading.Is(at, WordKinds.StreetBefore) && !(reading.Is(at, WordKinds.StreetBehind) && at > 0 && items[at - 1].IsCapitalised)) return 0;
        if (reading.Is(at, WordKinds.StreetForm)) return isNextNumber || HasNumberLeft(text, items, reading, at, 2) ? 0.75 : 0;
        if (reading.Is(at, WordKinds.StreetBehind) && at > 0 && IsNamePart(items, reading, at - 1) && (isNextNumber || HasNumberLeft(text, items, reading, at, 4))) return 0.75;
        return reading.Is(at, WordKinds.StreetBefore) && NumberRight(text, items, reading, at) ? 0.7 : 0;
    }

    /// <summary>A number, one to four capitals and a number again on one line: 28 Any Name 5.</summary>
    private static bool Numbered(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        if (!items[at].IsDigits || items[at].Length > 5) return false;
        var next = at + 1;
        while (next < items.Length && next <= at + 4 && IsSpace(text, items, next - 1) && IsNamePart(items, reading, next)) next++;
        return next > at + 1 && next < items.Length && IsSpace(text, items, next - 1) && items[next].IsDigits && items[next].Length <= 4;
    }

    private static bool IsBox(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (!items[at].Of(text).Equals("box", StringComparison.OrdinalIgnoreCase) || at + 1 >= items.Length || !items[at + 1].IsDigits || at == 0) return false;
        return items[at - 1].Of(text).Equals("o", StringComparison.OrdinalIgnoreCase) || items[at - 1].Of(text).Equals("po", StringComparison.OrdinalIgnoreCase) || items[at - 1].HasDigit
               || items[at - 1].Of(text).Equals("office", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsMilitary(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at) =>
        at + 2 < items.Length && items[at].Length == 3 && items[at].Of(text) is "APO" or "FPO" or "DPO" or "apo" or "fpo" or "dpo" && items[at + 1].Length == 2 && items[at + 2].IsDigits;

    /// <summary>Whether a number or a street stands shortly before.</summary>
    private static bool IsNear(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 5; back--)
        {
            if (items[back].HasDigit || reading.Is(back, WordKinds.StreetBehind | WordKinds.StreetForm)) return true;
        }

        return at + 2 < items.Length && items[at + 2].HasDigit && IsGap(text, items, at + 1);
    }

    private static bool HasNumberLeft(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at, int most)
    {
        for (var back = at - 1; back >= 0 && back >= at - most && IsSpace(text, items, back); back--)
        {
            if (items[back].HasDigit) return true;
            if (!IsNamePart(items, reading, back)) return false;
        }

        return false;
    }

    private static bool NumberRight(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        var next = at + 1;
        while (next < items.Length && next <= at + 6 && IsStreetGap(text, items, next - 1) && (IsNamePart(items, reading, next) || reading.Is(next, WordKinds.Particle))) next++;
        if (next == at + 1) return false;
        if (next < items.Length && items[next].HasDigit && items[next].Length <= 5 && IsStreetGap(text, items, next - 1)) return true;
        return at > 0 && items[at - 1].HasDigit && IsSpace(text, items, at - 1);
    }

    private static int Left(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        var first = at;
        var number = -1;
        for (var back = at - 1; back >= 0 && back >= at - MostLeft; back--)
        {
            var gap = text[items[back].End..items[back + 1].Start];
            if (gap.ContainsAnyExcept(LineSigns) || gap.Length > 3 || (gap.Contains('.') && items[back].Length > 4 && !items[back].HasDigit)) break;
            if (items[back].HasDigit)
            {
                if (items[back].Length > 6) break;
                number = back;
            }
            else if (!IsNamePart(items, reading, back) && !reading.Is(back, WordKinds.Unit | WordKinds.StreetBefore | WordKinds.Particle) && items[back].Of(text) is not ("P" or "O" or "PO" or "p" or "o" or "po" or "PSC" or "psc" or "Unit" or "unit" or "CMR" or "Box" or "box"))
            {
                break;
            }

            if (number == back || reading.Is(back, WordKinds.StreetBefore) || (number < 0 && !reading.Is(at, WordKinds.Unit) && IsNamePart(items, reading, back)) || items[back].Of(text) is "P" or "p" or "PO" or "po" or "PSC" or "psc" or "Unit" or "unit" or "Apt" or "Suite") first = back;
        }

        return number >= 0 ? Math.Min(first, number) : first;
    }

    private static int Right(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        var last = at;
        for (var next = at + 1; next < items.Length && next <= at + MostRight; next++)
        {
            if (!IsGap(text, items, next - 1)) break;
            var isPart = items[next].IsDigits ? items[next].Length <= 6 : items[next].HasDigit ? items[next].Length <= 8
                : IsNamePart(items, reading, next) || reading.Is(next, WordKinds.Unit | WordKinds.StreetBehind | WordKinds.StreetBefore)
                  || (items[next].Length == 2 && items[next].IsUpper) || (reading.Is(next, WordKinds.Particle) && next + 1 < items.Length && IsNamePart(items, reading, next + 1));
            if (!isPart || IsLabel(text, items, next)) break;
            last = next;
        }

        while (last > at && items[last].IsWord && (items[last].Length == 1 || reading.Is(last, WordKinds.Particle))) last--;
        return last;
    }

    /// <summary>Phone: and the like begin the next field.</summary>
    private static bool IsLabel(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at) => items[at].End < text.Length && text[items[at].End] is ':' or '@' || (items[at].StartsLine && items[at].HasDigit && items[at].Length < 4 && at + 1 < items.Length && items[at + 1].HasDigit && !items[at + 1].StartsLine);

    private static bool IsGap(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        var gap = text[items[at].End..items[at + 1].Start];
        if (gap.Length > 16 || gap.ContainsAnyExcept(BlockSigns)) return false;
        if (gap.Count('\n') > 2 || gap.Contains("? ", StringComparison.Ordinal)) return false;
        return !gap.Contains('.') || gap.Contains('\n') || items[at].Length <= 5 && items[at].IsWord;
    }

    private static bool IsSpace(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at) => text[items[at].End..items[at + 1].Start] is " " or ". " or "-" or "'" or "’";

    private static bool IsStreetGap(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at) => text[items[at].End..items[at + 1].Start] is " " or ". " or "." or ", " or "'" or "’" or "-";

    private static bool IsNamePart(ReadOnlySpan<Lexeme> items, NameReading reading, int at) =>
        items[at].IsWord && reading.IsNameLike(items, at) && (!reading.Is(at, WordKinds.Ordinary) || reading.Is(at, WordKinds.Doubtful | WordKinds.Place | WordKinds.StreetBehind)) && !reading.Is(at, WordKinds.Title);

    private static bool HasNumber(ReadOnlySpan<Lexeme> items, int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            if (items[at].HasDigit) return true;
        }

        return false;
    }
}
