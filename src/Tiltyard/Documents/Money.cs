using System.Collections.Immutable;
using System.Globalization;

namespace Tiltyard.Documents;

/// <summary>An amount of money in a text, from Start up to End; null where it is marked as money and cannot be read, such as $1.5.0.</summary>
public readonly record struct MoneyMention(int Start, int End, double? Amount);

/// <summary>
/// Finds amounts of money in prose: $1,500, 1500.00 USD, $1.2k, fifteen hundred dollars, and a plain number where the words before it
/// call it an amount ("a refund of 1500"). Numbers of orders, days and the like are not amounts.
/// </summary>
public static class Money
{
    private static readonly string[] Units = ["dollar", "dollars", "buck", "bucks", "usd", "euro", "euros", "eur", "pound", "pounds", "gbp"];

    private static readonly string[] Marks = ["usd", "eur", "gbp"];

    /// <summary>Words after which a plain number is an amount.</summary>
    private static readonly string[] Introductions =
    [
        "of", "for", "amount", "amounts", "amounting", "total", "totalling", "totaling", "refund", "refunded", "issued", "credited", "paid", "sent",
        "transferred", "returned", "granted", "approved", "reimbursed", "released", "exactly", "full",
    ];

    /// <summary>Words before which a plain number counts things, not money.</summary>
    private static readonly string[] Counted =
    [
        "day", "days", "business", "working", "hour", "hours", "minute", "minutes", "second", "seconds", "week", "weeks", "month", "months", "year", "years",
        "item", "items", "order", "orders", "unit", "units", "piece", "pieces", "time", "times", "percent", "cent", "cents", "ticket", "tickets",
        "customer", "customers", "step", "steps", "am", "pm", "people", "points", "character", "characters", "january", "february", "march", "april",
        "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>Every amount, in the order of the text. Never throws.</summary>
    public static ImmutableArray<MoneyMention> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = ImmutableArray.CreateBuilder<MoneyMention>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                at = Digits(text, at, found);
            }
            else if (char.IsAsciiLetter(text[at]))
            {
                var end = NumberWords.Read(text, at, out var number);
                if (end > at && UnitAfter(text, end) is var unit and > 0)
                {
                    found.Add(new MoneyMention(at, unit, number));
                    at = unit;
                }
                else
                {
                    at = Math.Max(end, WordEnd(text, at));
                }
            }
            else
            {
                at++;
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>Takes the number at a digit, keeps it where it is money, and gives the place after it.</summary>
    private static int Digits(string text, int start, ImmutableArray<MoneyMention>.Builder found)
    {
        var mark = MarkBefore(text, start);
        // a mark that is already part of the amount before it marks nothing else
        if (found.Count > 0 && mark < found[^1].End) mark = start;
        var end = NumeralEnd(text, start, mark < start);
        var scaled = ScaleAfter(text, end, out var factor);
        var unit = UnitAfter(text, scaled);
        if (mark < start || unit > 0)
        {
            found.Add(new MoneyMention(mark, unit > 0 ? unit : scaled, Value(text.AsSpan(start, end - start)) * factor));
        }
        else if (IsIntroduced(text, start, end) && Value(text.AsSpan(start, end - start)) is { } amount && !CountsThings(text, scaled))
        {
            found.Add(new MoneyMention(start, scaled, amount * factor));
        }

        return Math.Max(end, unit);
    }

    /// <summary>Digits with points, commas and, after a mark, spaces or apostrophes between groups of three.</summary>
    private static int NumeralEnd(string text, int start, bool isMarked)
    {
        var at = start;
        while (at < text.Length)
        {
            if (char.IsAsciiDigit(text[at])) at++;
            else if (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at++;
            else if (isMarked && text[at] is ' ' or '\'' && IsGroup(text, at + 1)) at++;
            else break;
        }

        return at;
    }

    private static bool IsGroup(string text, int at) =>
        at + 3 <= text.Length && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2])
        && (at + 3 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 3]));

    /// <summary>1500, 1,500, 1,500.00, 1 500; null for anything else, such as 1,50 or 1.5.0.</summary>
    private static double? Value(ReadOnlySpan<char> numeral)
    {
        Span<char> plain = stackalloc char[24];
        if (numeral.Length > plain.Length) return null;
        var point = numeral.LastIndexOf('.');
        var whole = point < 0 ? numeral : numeral[..point];
        if (whole.Contains('.') || numeral[whole.Length..].ContainsAny(',', ' ', '\'')) return null;
        var length = 0;
        var group = -1;
        foreach (var code in numeral)
        {
            if (char.IsAsciiDigit(code))
            {
                plain[length++] = code;
                if (group >= 0) group++;
                continue;
            }

            // every group after the first has three digits
            if (group is >= 0 and not 3 || (group < 0 && code != '.' && length > 3)) return null;
            if (code == '.') plain[length++] = code;
            group = code == '.' ? -1 : 0;
        }

        if (group is >= 0 and not 3) return null;
        return double.Parse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    private static int ScaleAfter(string text, int end, out double factor)
    {
        factor = 1;
        if (end < text.Length && text[end] is 'k' or 'K' && WordEnd(text, end) == end + 1)
        {
            factor = 1_000;
            return end + 1;
        }

        var word = NextWord(text, end, out var wordEnd);
        factor = word switch
        {
            _ when Is(word, "hundred") => 100,
            _ when Is(word, "thousand") || Is(word, "grand") => 1_000,
            _ when Is(word, "million") => 1_000_000,
            _ => 1,
        };
        return factor > 1 ? wordEnd : end;
    }

    /// <summary>Where the sign or word of a currency before the number starts, or the number's own start.</summary>
    private static int MarkBefore(string text, int start)
    {
        var at = start;
        while (at > 0 && text[at - 1] == ' ') at--;
        if (at > 0 && text[at - 1] is '$' or '€' or '£' or '¥') return at - 1;
        return IsOneOf(PreviousWord(text, at, out var from), Marks) ? from : start;
    }

    /// <summary>The end of a currency's sign or name after a number, or 0.</summary>
    private static int UnitAfter(string text, int end)
    {
        if (end < text.Length && text[end] is '$' or '€' or '£') return end + 1;
        if (end + 1 < text.Length && text[end] == ' ' && text[end + 1] is '€' or '£') return end + 2;
        return IsOneOf(NextWord(text, end, out var wordEnd), Units) ? wordEnd : 0;
    }

    private static bool IsIntroduced(string text, int start, int end)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '#' or '_' or '-' or '/' or '.')) return false;
        if (end < text.Length && (char.IsLetter(text[end]) || text[end] is '-' or '/' or '%' or '_' or ':')) return false;
        var at = start;
        while (at > 0 && text[at - 1] is ' ' or ':' or '=') at--;
        var word = PreviousWord(text, at, out _);
        // a long plain number after "for" is the number of an order
        return IsOneOf(word, Introductions) && !(Is(word, "for") && end - start > 4 && !text.AsSpan(start, end - start).ContainsAny('.', ','));
    }

    private static bool CountsThings(string text, int end) => IsOneOf(NextWord(text, end, out _), Counted);

    private static ReadOnlySpan<char> NextWord(string text, int from, out int end)
    {
        var at = from;
        while (at < text.Length && text[at] is ' ' or '-') at++;
        end = WordEnd(text, at);
        return text.AsSpan(at, end - at);
    }

    private static ReadOnlySpan<char> PreviousWord(string text, int end, out int from)
    {
        from = end;
        while (from > 0 && char.IsAsciiLetter(text[from - 1])) from--;
        return text.AsSpan(from, end - from);
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        return at;
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        if (word.IsEmpty) return false;
        foreach (var one in words)
        {
            if (Is(word, one)) return true;
        }

        return false;
    }
}
