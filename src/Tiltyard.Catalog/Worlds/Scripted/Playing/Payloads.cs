using System.Text;
using Tiltyard.Catalog.Worlds.Scripted.Templates;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>What an injection point writes, with its values and in its documented disguise.</summary>
internal static class Payloads
{
    public static string Of(InjectionPoint point, int index, Scope scope)
    {
        var text = point.Payloads[index].Text(scope);
        foreach (var transformation in point.Transformations) text = transformation is "base64" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : Escaped(text);
        return text;
    }

    /// <summary>Every letter as a JSON escape.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"));
}
