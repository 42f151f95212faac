using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tiltyard.Reports;

/// <summary>
/// The one place where text from agents, models, files and attackers is made fit for a reader. Each method names the
/// output it is for; all of them first make invisible characters visible. Markup is written through
/// <see cref="Markup"/>, which calls <see cref="Html"/> by itself.
/// </summary>
public static class Hostile
{
    private static readonly SearchValues<char> MarkupCharacters = SearchValues.Create("&<>\"'");
    private static readonly SearchValues<char> CsvQuoted = SearchValues.Create(",;\"\n\t");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t＝＋－＠");

    /// <summary>Plain text of any number of lines: controls, bidirectional and zero-width characters become ⟦U+XXXX⟧.</summary>
    public static string Visible(string? text) => string.IsNullOrEmpty(text) ? "" : Invisible.Show(text);

    /// <summary>As <see cref="Visible"/>, on one line: line feeds are shown as ⏎ and tabs as a blank.</summary>
    public static string Line(string? text) =>
        Visible(text).Replace('\t', ' ').Replace("\n", "⏎", StringComparison.Ordinal);

    /// <summary>At most <paramref name="most"/> UTF-16 units, followed by how many were left out.</summary>
    public static string Clip(string? text, int most)
    {
        if (text is null || text.Length <= most) return text ?? "";

        var end = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)} … (+{text.Length - end:N0} characters)");
    }

    /// <summary>Text or a quoted attribute value of HTML or SVG.</summary>
    public static string Html(string? text) => Escape(Visible(text));

    /// <summary>Text or a quoted attribute value of XML 1.0; line feeds survive in attributes as references.</summary>
    public static string Xml(string? text) =>
        Escape(Visible(text)).Replace("\n", "&#10;", StringComparison.Ordinal).Replace("\t", "&#9;", StringComparison.Ordinal);

    /// <summary>
    /// One cell by RFC 4180. A cell a spreadsheet would take for a formula gets a leading apostrophe, unless it is a plain number.
    /// </summary>
    public static string Csv(string? text)
    {
        var cell = Visible(text);
        if (cell.Length > 0 && Formula.Contains(cell[0]) && !IsPlainNumber(cell)) cell = "'" + cell;
        var quoted = cell.AsSpan().ContainsAny(CsvQuoted) || cell.StartsWith(' ') || cell.EndsWith(' ');
        return quoted ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    /// <summary>Inline Markdown on one line, also inside a table: no character keeps a meaning and nothing becomes a link.</summary>
    public static string Markdown(string? text)
    {
        var line = Line(text).Trim(' ');
        var escaped = new StringBuilder(line.Length + 16);
        for (var at = 0; at < line.Length; at++) AppendMarkdown(escaped, line, at);
        return escaped.ToString();
    }

    /// <summary>A Markdown quotation of any number of lines, each escaped as by <see cref="Markdown"/>.</summary>
    public static string MarkdownQuote(string? text) =>
        string.Join("  \n", Visible(text).Split('\n').Select(line => "> " + Markdown(line)));

    /// <summary>A fenced Markdown block whose fence is longer than any run of backticks inside.</summary>
    public static string MarkdownFence(string? text, string language)
    {
        var shown = Visible(text);
        var fence = new string('`', Math.Max(3, LongestRun(shown, '`') + 1));
        return $"{fence}{language}\n{shown}\n{fence}";
    }

    /// <summary>Text for a console or a log: no escape sequence of the data reaches the terminal.</summary>
    public static string Terminal(string? text) => Visible(text);

    internal static bool IsPlainNumber(string cell) =>
        double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && cell[^1] is >= '0' and <= '9';

    private static void AppendMarkdown(StringBuilder escaped, string line, int at)
    {
        var letter = line[at];
        _ = letter switch
        {
            '&' => escaped.Append("&amp;"),
            '<' => escaped.Append("&lt;"),
            '>' => escaped.Append("&gt;"),
            // no backslash stops an automatic link, a reference does
            '@' => escaped.Append("&#64;"),
            ':' when Before(line, at, "http", "https", "ftp", "mailto", "xmpp") => escaped.Append("&#58;"),
            '.' when Before(line, at, "www") => escaped.Append("&#46;"),
            '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$' or '#' or '{' or '}' => escaped.Append('\\').Append(letter),
            '+' or '-' or '=' when at is 0 => escaped.Append('\\').Append(letter),
            '.' or ')' when (at + 1 == line.Length || line[at + 1] is ' ') && !line.AsSpan(0, at).ContainsAnyExceptInRange('0', '9') => escaped.Append('\\').Append(letter),
            _ => escaped.Append(letter),
        };
    }

    private static bool Before(string line, int at, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (line.AsSpan(0, at).EndsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(MarkupCharacters)) return text;

        var escaped = new StringBuilder(text.Length + 32);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    private static int LongestRun(string text, char wanted)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
