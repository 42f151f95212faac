using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Contact;

/// <summary>The groups of digits of one number as it is written, with what stands between them.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Groups
{
    private const int MostDigits = 20;
    private const int MostGroups = 8;

    private DigitRow _digits;
    private LengthRow _lengths;

    public int Start { get; private set; }

    public int End { get; private set; }

    public int Digits { get; private set; }

    public int Count { get; private set; }

    public bool HasPlus { get; private set; }

    public bool HasBrackets { get; private set; }

    public readonly int First => _lengths[0];

    /// <summary>The length of the longest group.</summary>
    public readonly int Most
    {
        get
        {
            var most = 0;
            for (var at = 0; at < Count; at++) most = Math.Max(most, _lengths[at]);
            return most;
        }
    }

    /// <summary>Written as large numbers are: every group but the first has three digits.</summary>
    public readonly bool IsThousands
    {
        get
        {
            for (var at = 1; at < Count; at++)
            {
                if (_lengths[at] != 3) return false;
            }

            return _lengths[0] <= 3;
        }
    }

    [UnscopedRef]
    public readonly ReadOnlySpan<char> Number => ((ReadOnlySpan<char>)_digits)[..Digits];

    public readonly bool HasForm(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length != Count) return false;
        for (var at = 0; at < lengths.Length; at++)
        {
            if (_lengths[at] != lengths[at]) return false;
        }

        return true;
    }

    /// <summary>Reads the number whose first group is the lexeme; the index of its last lexeme.</summary>
    public int Read(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, int start)
    {
        (Start, Digits, Count) = (start, 0, 0);
        HasPlus = text[start] == '+' || (text[start] == '(' && start + 1 < text.Length && text[start + 1] == '+');
        HasBrackets = text[start..items[at].Start].Contains('(');
        var last = at;
        var mark = '\0';
        for (var next = at; next < items.Length && Count < MostGroups; next++)
        {
            var length = Plain(items[next].Of(text));
            if (length == 0 || Digits + length > MostDigits) break;
            if (next > at && !IsGap(text[items[next - 1].End..items[next].Start], ref mark)) break;
            items[next].Of(text)[..length].CopyTo(((Span<char>)_digits)[Digits..]);
            Digits += length;
            _lengths[Count++] = length;
            last = next;
            if (length < items[next].Length) break;
        }

        End = items[last].End;
        if (End < text.Length && text[End] == ')' && HasBrackets && Count == 1) End++;
        Extend(text, items, last);
        return last;
    }

    /// <summary>The digits of a group: all of it, or those in front of an extension as in 3621x0135; none of anything else.</summary>
    private static int Plain(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) return word.Length;
        return digits >= 3 && word[digits] is 'x' && word.Length - digits is >= 2 and <= 7 && !word[(digits + 1)..].ContainsAnyExceptInRange('0', '9') ? digits : 0;
    }

    /// <summary>One sign, or a bracket with a space or hyphen; never two kinds of sign but for the first and a bracket's.</summary>
    private bool IsGap(ReadOnlySpan<char> gap, ref char mark)
    {
        if (gap.ContainsAny('(', ')'))
        {
            if (gap.Length > 3 || gap.ContainsAnyExcept("() -") || gap.ContainsAny('\n', '\r')) return false;
            HasBrackets = true;
            return true;
        }

        if (gap.Length != 1 || gap[0] is not (' ' or '-' or '.' or '/')) return false;
        if (mark == '\0' || Count <= 1 || HasBrackets || HasPlus) mark = gap[0];
        return mark == gap[0] || mark is ' ' or '-' && gap[0] is ' ' or '-';
    }

    /// <summary>An extension behind an x.</summary>
    private void Extend(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        if (last + 1 >= items.Length || Digits < 7) return;
        var next = items[last + 1];
        var word = next.Of(text);
        if (next.Start <= End + 1 && word.Length is >= 2 and <= 7 && word[0] is 'x' && CheckedDigits(word[1..])) End = next.End;
    }

    private static bool CheckedDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    [InlineArray(MostDigits)]
    private struct DigitRow
    {
        private char _first;
    }

    [InlineArray(MostGroups)]
    private struct LengthRow
    {
        private int _first;
    }
}
