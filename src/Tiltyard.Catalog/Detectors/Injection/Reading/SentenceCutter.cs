using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>A stretch of plain text that is judged as one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sentence(int Start, int End);

/// <summary>
/// Cuts plain text into sentences. A line that was only wrapped goes on in the next; a new field, item or paragraph begins a new
/// sentence; none is longer than <see cref="Longest"/>, so a phrase in a long text is not diluted by it.
/// </summary>
internal static class SentenceCutter
{
    public const int Longest = 400;
    private const int Wrapped = 60;

    public static void Cut(ReadOnlySpan<char> text, List<Sentence> into)
    {
        var (start, line) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\n')
            {
                if (EndsAtLine(text, line, at)) Close(text, ref start, at, into);
                line = at + 1;
            }
            else if (letter is '.' or '!' or '?' && EndsSentence(text, start, at))
            {
                Close(text, ref start, at + 1, into);
            }
            else if (at - start >= Longest && letter is ' ' or ',' or ';' or '>')
            {
                Close(text, ref start, at, into);
            }
            else if (at - start >= Longest * 2)
            {
                Close(text, ref start, at, into);
            }
        }

        Close(text, ref start, text.Length, into);
    }

    private static void Close(ReadOnlySpan<char> text, ref int start, int end, List<Sentence> into)
    {
        var (first, last) = (start, end);
        start = end;
        while (first < last && text[first] is ' ' or '\n') first++;
        while (last > first && text[last - 1] is ' ' or '\n') last--;
        if (last > first) into.Add(new Sentence(first, last));
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int start, int at)
    {
        if (at + 1 == text.Length) return true;
        var next = text[at + 1];
        if (next is '.' or '!' or '?') return false;
        if (Words.UnspacedScript.Contains(next) && at > 0 && Words.UnspacedScript.Contains(text[at - 1])) return true;
        var after = at + 1;
        while (after < text.Length && text[after] is '"' or '\'' or ')' or ']' or '}') after++;
        if (after == text.Length) return true;
        if (text[after] is '<') return true;
        if (text[after] is not (' ' or '\n')) return false;
        // an initial or a list number ends nothing
        return text[at] != '.' || at - start < 2 || text[at - 2] != ' ';
    }

    /// <summary>Whether a line break ends a sentence: not after a long line that stops in the middle.</summary>
    private static bool EndsAtLine(ReadOnlySpan<char> text, int line, int at)
    {
        var last = at - 1;
        while (last >= line && text[last] == ' ') last--;
        var next = at + 1;
        while (next < text.Length && text[next] == ' ') next++;
        if (last < line || next >= text.Length || text[next] == '\n') return true;
        if (last - line + 1 < Wrapped || text[last] is '.' or '!' or '?' or ':' or '>' or '}' or ']') return true;
        return !(char.IsLetterOrDigit(text[next]) || text[next] is '"' or '\'' or '(' or '$') || IsField(text, next);
    }

    /// <summary>"name:" begins a field.</summary>
    private static bool IsField(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 24 && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-')) end++;
        return end > at && end + 1 < text.Length && text[end] == ':' && text[end + 1] is ' ' or '\n';
    }
}
