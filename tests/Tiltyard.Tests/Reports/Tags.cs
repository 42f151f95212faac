using System.Collections.Frozen;

namespace Tiltyard.Tests.Reports;

/// <summary>A strict little reader of our own HTML: known tags only, every attribute quoted or known bare, everything closed.</summary>
internal static class Tags
{
    private static readonly FrozenSet<string> Void = FrozenSet.Create(StringComparer.Ordinal, "meta", "br", "input");
    private static readonly FrozenSet<string> Bare = FrozenSet.Create(StringComparer.Ordinal, "hidden", "data-scripted", "checked", "selected");

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "main", "section", "span", "strong",
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "small", "br", "dl", "dt", "dd", "pre", "code", "svg", "line", "circle", "rect", "path",
        "text", "g", "figure", "figcaption", "label", "select", "option", "input", "output", "details", "summary", "b", "ol", "ul", "li", "footer", "script",
        "button", "defs", "i", "pattern");

    /// <summary>Null when the page is sound, else what is wrong and where.</summary>
    public static string? Fault(string page)
    {
        var open = new Stack<string>();
        var at = "<!DOCTYPE html>".Length;
        while (true)
        {
            var start = page.IndexOf('<', at);
            if (start < 0) return open.Count is 0 ? null : $"<{open.Peek()}> is never closed";
            var end = EndOf(page, start);
            if (end < 0) return $"a tag at {start} never ends: {Near(page, start)}";
            var isClosing = page[start + 1] is '/';
            var inside = page[(start + (isClosing ? 2 : 1))..end];
            var name = inside.Split([' ', '/'], 2)[0];
            if (!Known.Contains(name)) return $"a tag we never write at {start}: {Near(page, start)}";
            if (isClosing && (open.Count is 0 || !open.Pop().Equals(name, StringComparison.Ordinal))) return $"a wrong close at {start}: {Near(page, start)}";
            if (!isClosing && AttributeFault(inside[name.Length..].TrimEnd('/')) is { } fault) return $"{fault} at {start}: {Near(page, start)}";
            at = end + 1;
            if (isClosing || inside.EndsWith('/') || Void.Contains(name)) continue;
            open.Push(name);
            if (name is "style" or "script") at = page.IndexOf($"</{name}>", at, StringComparison.Ordinal);
        }
    }

    private static int EndOf(string page, int start)
    {
        var isQuoted = false;
        for (var at = start; at < page.Length; at++)
        {
            if (page[at] is '"') isQuoted = !isQuoted;
            if (page[at] is '>' && !isQuoted) return at;
            if (page[at] is '<' && at > start) return -1;
        }

        return -1;
    }

    private static string? AttributeFault(string attributes)
    {
        for (var left = attributes.Trim(); left.Length > 0; left = left.TrimStart())
        {
            var length = left.AsSpan().IndexOfAny('=', ' ');
            var name = length < 0 ? left : left[..length];
            if (name.StartsWith("on", StringComparison.Ordinal) || name is "style" or "src") return $"attribute {name}";
            if (length < 0 || left[length] is ' ')
            {
                if (!Bare.Contains(name)) return $"bare attribute {name}";
                left = left[name.Length..];
                continue;
            }

            if (left[length + 1] is not '"') return $"unquoted attribute {name}";
            left = left[(left.IndexOf('"', length + 2) + 1)..];
        }

        return null;
    }

    private static string Near(string page, int start) => page[start..Math.Min(page.Length, start + 80)];
}
