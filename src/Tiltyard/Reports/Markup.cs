using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tiltyard.Reports;

/// <summary>
/// Finished HTML or SVG. <see cref="Of"/> takes an interpolated string in which every hole of text is escaped and only
/// holes that are markup themselves pass as they are, so nothing has to remember to escape.
/// </summary>
public readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    public static Markup Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(_text);

    /// <summary>Length in UTF-8, which is what a page's size is counted in.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(ToString());

    /// <summary>Literals pass; text holes are escaped; markup holes pass.</summary>
    public static Markup Of(MarkupHandler content) => new(content.Written());

    /// <summary>Text that our own code wrote as markup. Never for anything that came from an agent, a file or a model.</summary>
    public static Markup Trusted(string written) => new(written);

    /// <summary>Escaped text without any markup.</summary>
    public static Markup Text(string? text) => new(Hostile.Html(text));

    public static Markup Join(IEnumerable<Markup> parts, string separator = "") =>
        new(string.Join(separator, parts.Select(part => part.ToString())));

    public static Markup When(bool wanted, MarkupHandler content) => wanted ? new(content.Written()) : default;

    public override string ToString() => _text ?? "";
}

/// <summary>Builds <see cref="Markup.Of"/>. It takes no floating-point hole: numbers are written by <see cref="Digits"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler
{
    private readonly StringBuilder _written;

    public MarkupHandler(int literalLength, int formattedCount) => _written = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _written.Append(literal);

    public void AppendFormatted(string? text) => _written.Append(Hostile.Html(text));

    public void AppendFormatted(Markup markup) => _written.Append(markup.ToString());

    public void AppendFormatted(long number) => _written.Append(number.ToString(CultureInfo.InvariantCulture));

    internal string Written() => _written.ToString();
}
