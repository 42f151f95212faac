using System.Text;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>
/// Reads a text into its plain form: invisible characters left out, dressed letters and look-alikes folded, escapes of JSON, YAML and
/// HTML resolved. One pass, and a second only over words that mix scripts.
/// </summary>
internal static class PlainReader
{
    public static void Read(ReadOnlySpan<char> text, PlainText into)
    {
        into.Begin(text.Length);
        var hidden = CharMarks.None;
        var foreign = false;
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (letter < 0x80 && letter is not ('\\' or '&' or '\''))
            {
                if (letter >= ' ' || letter is '\n' or '\t')
                {
                    into.Add(FoldingTable.Fold(letter), at, letter is >= 'A' and <= 'Z' ? hidden | CharMarks.Capital : hidden);
                    hidden = CharMarks.None;
                }

                at++;
                continue;
            }

            if (letter < 0x80)
            {
                at += Escaped(text, at, into);
                hidden = CharMarks.None;
                continue;
            }

            foreign = true;
            at += Foreign(text, at, into, ref hidden);
        }

        if (foreign) LookAlikes.Fold(into);
    }

    /// <summary>A back-slash, ampersand or apostrophe, with what it stands for; gives how much was read.</summary>
    private static int Escaped(ReadOnlySpan<char> text, int at, PlainText into)
    {
        if (text[at] == '\'')
        {
            into.Add('\'', at, CharMarks.None);
            var doubled = 1;
            while (at + doubled < text.Length && text[at + doubled] == '\'') doubled++;
            return doubled;
        }

        var taken = text[at] == '\\' ? Escapes.BackSlash(text[at..], out var value) : Escapes.Entity(text[at..], out value);
        if (value != '\0') into.Add(FoldingTable.Fold(value), at, CharMarks.Escaped | (char.IsAsciiLetterUpper(value) ? CharMarks.Capital : CharMarks.None));
        return taken;
    }

    private static int Foreign(ReadOnlySpan<char> text, int at, PlainText into, ref CharMarks hidden)
    {
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out var taken) != System.Buffers.OperationStatus.Done)
        {
            into.Add('\ufffd', at, hidden);
            return 1;
        }

        if (rune.Value is >= 0xe0020 and <= 0xe007e)
        {
            into.Add(FoldingTable.Fold((char)(rune.Value - 0xe0000)), at, CharMarks.Tag);
            return taken;
        }

        if (InvisibleCharacters.Contains(rune))
        {
            hidden |= InvisibleCharacters.Joins(rune) ? CharMarks.None : CharMarks.Hidden;
            return taken;
        }

        var marks = hidden | (Rune.IsUpper(rune) ? CharMarks.Capital : CharMarks.None);
        hidden = CharMarks.None;
        if (!rune.IsBmp)
        {
            var dressed = DressedLetters.Plain(rune);
            into.Add(dressed == '\0' ? '\ufffd' : dressed, at, dressed == '\0' ? marks : marks | CharMarks.Dressed);
            return taken;
        }

        AddOne((char)rune.Value, at, marks, into);
        return taken;
    }

    private static void AddOne(char letter, int at, CharMarks marks, PlainText into)
    {
        switch (letter)
        {
            case 'ß' or 'ẞ': Two('s', 's'); return;
            case 'æ' or 'Æ': Two('a', 'e'); return;
            case 'œ' or 'Œ': Two('o', 'e'); return;
            case 'ﬁ': Two('f', 'i'); return;
            case 'ﬂ': Two('f', 'l'); return;
            case 'ﬀ': Two('f', 'f'); return;
            case 'þ': Two('t', 'h'); return;
        }

        var folded = FoldingTable.Fold(letter);
        var dressed = letter is >= '\uff01' and <= '\uff5e' or >= '\u2460' and <= '\u24e9' or >= '\u1d00' and <= '\u1dbf' or >= '\u0250' and <= '\u02af';
        into.Add(folded, at, dressed && char.IsAsciiLetterOrDigit(folded) ? marks | CharMarks.Dressed : marks);

        void Two(char first, char second)
        {
            into.Add(first, at, marks);
            into.Add(second, at, marks);
        }
    }
}
