using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Finance;

/// <summary>
/// Payment cards: twelve to nineteen digits that begin as an issuer's do, are as many as that issuer's are, and pass Luhn's check. A bare
/// number of another length than 15 or 16 needs a word beside it.
/// </summary>
internal static class CardScanner
{
    public const string Type = "credit_card";

    private const int Least = 12;
    private const int Most = 19;

    private static readonly Words Labels = Words.Of(
        "card cards credit debit cc visa mastercard maestro amex american express diners discover jcb unionpay pan payment pay charge billing expires expiry cvv cvc",
        "karte kreditkarte kartennummer carte bancaire tarjeta crédito carta credito cartão kort kaart karta");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        Span<char> digits = stackalloc char[Most];
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            if (!items[at].IsDigits || Continues(text, items[at].Start)) continue;
            var last = Chain(text, items, at, digits, out var length);
            if (length < Least) continue;
            Judge(text, lexemes, items[at].Start, items[last].End, digits[..length], last > at, into);
            at = last;
        }
    }

    /// <summary>A card number with the right first digits and length, whatever its check digit.</summary>
    public static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        var four = (int)CheckDigits.Number(digits[..4]);
        var (three, two) = (four / 10, four / 100);
        return digits.Length switch
        {
            12 => IsMaestro(two, four),
            13 => digits[0] == '4' || IsMaestro(two, four),
            14 => three is >= 300 and <= 305 or 309 || two is 36 or 38 or 39 || IsMaestro(two, four),
            15 => two is 34 or 37 || four is 1800 or 2131 || IsMaestro(two, four),
            16 => digits[0] == '4' || two is >= 51 and <= 55 || four is >= 2221 and <= 2720 || four == 6011 || three is >= 644 and <= 649 || two == 65
                  || four is >= 3528 and <= 3589 || two is 62 or 81 or 60 || three is 636 || IsMaestro(two, four) || two is 36 or 38 or 39 || three is >= 300 and <= 305,
            17 or 18 => two == 62 || IsMaestro(two, four),
            _ => digits[0] == '4' || two is 62 or 65 || four == 6011 || three is >= 644 and <= 649 || four is >= 3528 and <= 3589 || IsMaestro(two, four),
        };
    }

    private static bool IsMaestro(int two, int four) => two is 50 or 56 or 57 or 58 or 63 or 67 or 68 || four is 6304 or 6706 or 6771 or 6709 or 604 or 2200 or 2201 or 2202 or 2203 or 2204;

    private static bool Continues(ReadOnlySpan<char> text, int start) =>
        start > 0 && (text[start - 1] == '_' || (start > 1 && text[start - 1] is '-' or '.' or ',' or '/' or ':' && Lexemes.Joins(text, start - 2) && char.IsAsciiDigit(text[start - 2])));

    /// <summary>Groups of at least three digits with the same sign between them; the index of the last.</summary>
    private static int Chain(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, Span<char> digits, out int length)
    {
        length = 0;
        var last = at;
        for (var next = at; next < items.Length && items[next].IsDigits; next++)
        {
            if (next > at)
            {
                var gap = text[items[next - 1].End..items[next].Start];
                if (gap.Length != 1 || gap[0] is not (' ' or '-') || gap[0] != text[items[at].End] || items[at].Length > 6 || items[next].Length > 7) break;
            }

            if (length + items[next].Length > digits.Length)
            {
                length = next == at || text[items[next - 1].End] == '-' ? 0 : length;
                return last;
            }

            items[next].Of(text).CopyTo(digits[length..]);
            length += items[next].Length;
            last = next;
        }

        return last;
    }

    private static void Judge(ReadOnlySpan<char> text, Lexemes lexemes, int start, int end, ReadOnlySpan<char> digits, bool isGrouped, Candidates into)
    {
        if (!CheckDigits.Luhn(digits) || CheckDigits.IsOneDigit(digits) || Continued(text, end)) return;
        var isLabelled = Context.Says(text, lexemes, start, end, Labels);
        // Behind a label also the whole 35 of JCB, of which 3528 to 3589 are in use.
        if (!HasIssuer(digits) && !(isLabelled && digits.Length == 16 && digits.StartsWith("35"))) into.Add(Type, start, end, isLabelled ? 0.4 : 0.1, "luhn");
        else if (isLabelled) into.Add(Type, start, end, 0.98, "luhn_issuer_label");
        else into.Add(Type, start, end, isGrouped ? 0.8 : digits.Length is 15 or 16 ? 0.6 : 0.35, "luhn_issuer");
    }

    private static bool Continued(ReadOnlySpan<char> text, int end) =>
        Lexemes.Joins(text, end) || (end + 1 < text.Length && text[end] is '-' or '.' && char.IsAsciiDigit(text[end + 1]));
}
