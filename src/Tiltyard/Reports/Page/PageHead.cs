using System.Security.Cryptography;
using System.Text;

namespace Tiltyard.Reports.Page;

/// <summary>
/// The head of every page of the product. Its policy allows the page's own style and script, by hash, and nothing else: no network, no other script, so that no text of
/// an agent can become one.
/// </summary>
public static class PageHead
{
    /// <summary>From the document type to the style.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="style">The style sheet, all of it.</param>
    /// <param name="script">The script that the page holds at its end; null where it holds none.</param>
    /// <param name="toolVersion">The program's version; null where the page must not depend on it.</param>
    public static Markup Draw(Markup title, string style, string? script, string? toolVersion = null)
    {
        var generator = toolVersion is null ? Markup.Empty : Markup.Of($"\n<meta name=\"generator\" content=\"Tiltyard {Hostile.Clip(toolVersion, 60)}\">");
        return Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy(style, script)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">{generator}
            <title>{title}</title>
            <style>{Markup.Trusted(style)}</style>
            </head>
            """);
    }

    private static string Policy(string style, string? script)
    {
        var scripts = script is null ? "" : $" script-src 'sha256-{Hash(script)}';";
        return $"default-src 'none'; style-src 'sha256-{Hash(style)}';{scripts} base-uri 'none'; form-action 'none'";
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
