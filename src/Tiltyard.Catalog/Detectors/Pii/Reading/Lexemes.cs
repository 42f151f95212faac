using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tiltyard.Catalog.Detectors.Pii.Reading;

/// <summary>
/// The words and numbers of one text, in order. The buffer is kept from text to text. Scripts that write words without spaces end a
/// run of Latin letters and digits: a number in front of a Korean particle is a number.
/// </summary>
internal sealed class Lexemes
{
    private const int Other = 1;
    private const int Lower = 2;
    private const int Upper = 3;
    private const int Digit = 4;
    private const int Wide = 5;

    private static readonly byte[] Kinds = MakeKinds();

    private Lexeme[] _items = new Lexeme[256];

    public int Count { get; private set; }

    public ReadOnlySpan<Lexeme> Items => _items.AsSpan(0, Count);

    public void Read(ReadOnlySpan<char> text)
    {
        Count = 0;
        var at = 0;
        var startsLine = true;
        while (at < text.Length)
        {
            var kind = Kind(text[at]);
            if (kind == 0)
            {
                startsLine |= text[at] == '\n';
                at++;
                continue;
            }

            at = Run(text, at, kind, startsLine);
            startsLine = false;
        }
    }

    /// <summary>The first lexeme that ends after the place; the count where there is none.</summary>
    public int At(int place)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_items[middle].End > place) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>Whether a letter, digit or underscore of the same script stands there, so that no value can begin or end beside it.</summary>
    public static bool Joins(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length && (text[at] == '_' || Kind(text[at]) is > 0 and < Wide);

    private int Run(ReadOnlySpan<char> text, int start, int kind, bool startsLine)
    {
        var form = startsLine ? LexemeForm.StartsLine : LexemeForm.None;
        if (kind == Upper) form |= LexemeForm.StartsUpper;
        var isWide = kind == Wide;
        var at = start;
        do
        {
            form |= FormOf(kind, text[at]);
            at++;
            if (at == text.Length) break;
            kind = Kind(text[at]);
        }
        while (kind != 0 && kind == Wide == isWide);
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = new Lexeme(start, at - start, form);
        return at;
    }

    private static LexemeForm FormOf(int kind, char letter) => kind switch
    {
        Digit => LexemeForm.HasDigit,
        Lower => LexemeForm.HasLower | (letter < 0x80 ? LexemeForm.HasLatin : LexemeForm.HasOther),
        Upper => LexemeForm.HasUpper | (letter < 0x80 ? LexemeForm.HasLatin : LexemeForm.HasOther),
        _ => LexemeForm.HasOther,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Kind(char letter) => Kinds[letter];

    private static byte[] MakeKinds()
    {
        var kinds = new byte[0x10000];
        for (var code = 0; code < kinds.Length; code++) kinds[code] = (byte)Classify((char)code);
        return kinds;
    }

    private static int Classify(char letter)
    {
        if (letter is >= '\u0E00' and <= '\u0EFF' or >= '\u1100' and <= '\u11FF' or >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3') return char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? Wide : 0;
        return char.GetUnicodeCategory(letter) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Upper,
            UnicodeCategory.LowercaseLetter => Lower,
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Other,
            UnicodeCategory.DecimalDigitNumber => letter is >= '0' and <= '9' ? Digit : Other,
            _ => 0,
        };
    }
}
