using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>Letters written apart, as in "i g n o r e" or "i.g.n.o.r.e".</summary>
internal static class SpacedLetters
{
    private const int Fewest = 5;

    /// <summary>Fills the buffer with the letters of a run that begins here; length 0 when there is no run of at least five.</summary>
    public static SpacedRun Run(ReadOnlySpan<char> letters, int at, Span<char> buffer)
    {
        if (at + 2 >= letters.Length || !char.IsLetter(letters[at]) || (at > 0 && char.IsLetterOrDigit(letters[at - 1]))) return default;
        var separator = letters[at + 1];
        if (separator is not (' ' or '.' or '-' or '_' or '*' or '|' or '+' or '/')) return default;
        var (count, end) = (0, at);
        for (var index = at; index < letters.Length && count < buffer.Length && char.IsLetter(letters[index]);)
        {
            if (index + 1 < letters.Length && char.IsLetterOrDigit(letters[index + 1])) break;
            buffer[count++] = letters[index];
            end = index + 1;
            index++;
            var gap = index;
            while (index < letters.Length && index - gap < 4 && (letters[index] == separator || letters[index] == ' ')) index++;
            if (index == gap) break;
        }

        return count >= Fewest ? new SpacedRun(count, end) : default;
    }
}

/// <summary>How many letters a run has, and where it ends.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpacedRun(int Length, int End);
