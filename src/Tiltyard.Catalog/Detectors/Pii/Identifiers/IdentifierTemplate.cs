using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>
/// The written form of an identifier. <c>9</c> is a digit, <c>A</c> a Latin letter, <c>N</c> either, <c>[...]</c> one of these with
/// ranges, <c>'...'</c> these letters, <c>~</c> at most one of space, hyphen, dot and slash, <c>_</c> at most one space, anything else
/// itself; <c>{m}</c>, <c>{m,n}</c> and <c>?</c> repeat what stands before. Letters match in either case. What a template can match is
/// bounded, and so is the time it takes.
/// </summary>
internal sealed class IdentifierTemplate
{
    /// <summary>The most characters that a match may have, separators left out.</summary>
    public const int MostCharacters = 64;

    private readonly ImmutableArray<Part> _parts;

    public IdentifierTemplate(string form)
    {
        Form = form;
        _parts = Read(form);
    }

    public string Form { get; }

    /// <summary>Whether a match can begin with the character.</summary>
    public bool BeginsWith(char letter)
    {
        foreach (var part in _parts)
        {
            if (part.Contains(letter)) return true;
            if (part.Least > 0) return false;
        }

        return false;
    }

    /// <summary>
    /// The end of a match that begins at the place, or -1. Its letters and digits, in capitals and without separators, are written to
    /// <paramref name="compact"/>.
    /// </summary>
    public int Match(ReadOnlySpan<char> text, int start, Span<char> compact, out int length) => Match(text, start, 0, compact, 0, out length);

    private int Match(ReadOnlySpan<char> text, int at, int index, Span<char> compact, int held, out int length)
    {
        length = held;
        if (index == _parts.Length) return Ends(text, at) ? at : -1;
        var part = _parts[index];
        var taken = 0;
        while (taken < part.Most && at + taken < text.Length && part.Contains(text[at + taken]))
        {
            if (!part.IsSeparator) compact[held + taken] = ToUpper(text[at + taken]);
            taken++;
        }

        for (; taken >= part.Least; taken--)
        {
            var end = Match(text, at + taken, index + 1, compact, part.IsSeparator ? held : held + taken, out length);
            if (end >= 0) return end;
        }

        return -1;
    }

    private static bool Ends(ReadOnlySpan<char> text, int at)
    {
        if (Reading.Lexemes.Joins(text, at)) return false;
        // A number that goes on behind a separator is another number.
        return at + 1 >= text.Length || at == 0 || !char.IsAsciiDigit(text[at - 1]) || text[at] is not ('-' or '/' or '.' or ',' or ':') || !char.IsAsciiDigit(text[at + 1]);
    }

    private static char ToUpper(char letter) => letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter;

    private static ImmutableArray<Part> Read(string form)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var at = 0;
        while (at < form.Length)
        {
            if (form[at] == '\'')
            {
                for (at++; form[at] != '\''; at++) parts.Add(Part.Of(form[at]));
                at++;
                continue;
            }

            var part = ReadPart(form, ref at);
            parts.Add(Repeated(part, form, ref at));
        }

        return parts.DrainToImmutable();
    }

    private static Part ReadPart(string form, ref int at)
    {
        switch (form[at++])
        {
            case '9': return Part.Between('0', '9');
            case 'A': return Part.Between('A', 'Z');
            case 'N': return Part.Between('0', '9').With('A', 'Z');
            case '~': return Part.AtMostOneOf(" -./");
            case '_': return Part.AtMostOneOf(" ");
            case '[':
                var part = default(Part) with { Least = 1, Most = 1 };
                for (; form[at] != ']'; at++)
                {
                    var isRange = form[at + 1] == '-' && form[at + 2] != ']';
                    part = part.With(form[at], isRange ? form[at + 2] : form[at]);
                    if (isRange) at += 2;
                }

                at++;
                return part with { IsSeparator = !part.HasLetterOrDigit };
            default: return Part.Of(form[at - 1]);
        }
    }

    private static Part Repeated(Part part, string form, ref int at)
    {
        if (at == form.Length) return part;
        if (form[at] == '?')
        {
            at++;
            return part with { Least = 0 };
        }

        if (form[at] != '{') return part;
        var close = form.IndexOf('}', at);
        var bounds = form[(at + 1)..close].Split(',');
        at = close + 1;
        return part with { Least = int.Parse(bounds[0]), Most = int.Parse(bounds[^1]) };
    }

    /// <summary>A set of characters below 128 and how often one of them stands.</summary>
    private readonly record struct Part(ulong Low, ulong High, int Least, int Most, bool IsSeparator)
    {
        public static Part Of(char letter) => new Part(0, 0, 1, 1, !char.IsAsciiLetterOrDigit(letter)).With(letter, letter);

        public static Part Between(char first, char last) => new Part(0, 0, 1, 1, false).With(first, last);

        public static Part AtMostOneOf(string letters)
        {
            var part = new Part(0, 0, 0, 1, true);
            foreach (var letter in letters) part = part.With(letter, letter);
            return part;
        }

        /// <summary>The digits are bits 48 to 57 below 64, the letters bits 1 to 26 above.</summary>
        public bool HasLetterOrDigit => (Low & (0x3FFUL << 48)) != 0 || (High & 0x07FFFFFEUL) != 0;

        public bool Contains(char letter) => letter < 64 ? ((Low >> letter) & 1) != 0 : letter < 128 && ((High >> (letter - 64)) & 1) != 0;

        public Part With(char first, char last)
        {
            var (low, high) = (Low, High);
            for (var code = first; code <= last; code++)
            {
                Add(ref low, ref high, code);
                if (char.IsAsciiLetter(code)) Add(ref low, ref high, (char)(code ^ 32));
            }

            return this with { Low = low, High = high };
        }

        private static void Add(ref ulong low, ref ulong high, char code)
        {
            if (code < 64) low |= 1UL << code;
            else high |= 1UL << (code - 64);
        }
    }
}
