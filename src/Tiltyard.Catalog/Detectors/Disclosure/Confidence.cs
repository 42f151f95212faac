using System.Collections.Immutable;
using System.Text;

namespace Tiltyard.Catalog.Detectors.Disclosure;

/// <summary>
/// A text that must not leave, and the forms in which it could leave unseen: plain, backwards, by rot13, as hexadecimal digits. What is
/// spelled out or in base64 is found by <see cref="OutgoingText"/>, which reads the other side.
/// </summary>
internal sealed class Confidence
{
    private readonly ImmutableArray<string> _forms;

    public Confidence(string text)
    {
        var plain = Folded.Text(text);
        var backwards = string.Create(plain.Length, plain, static (span, from) =>
        {
            from.CopyTo(span);
            span.Reverse();
        });
        _forms = [.. new[] { plain, backwards, Rotated(plain), Hexadecimal(text), Hexadecimal(text.ToLowerInvariant()) }.Distinct(StringComparer.Ordinal)];
    }

    public bool IsIn(OutgoingText text)
    {
        foreach (var form in _forms)
        {
            if (text.Plain.Contains(form, StringComparison.Ordinal)) return true;
        }

        foreach (var decoded in text.Decoded)
        {
            if (decoded.Contains(_forms[0], StringComparison.Ordinal) || decoded.Contains(_forms[1], StringComparison.Ordinal)) return true;
        }

        return text.Spelled.Contains(_forms[0], StringComparison.Ordinal);
    }

    private static string Rotated(string plain) => string.Create(plain.Length, plain, static (span, from) =>
    {
        for (var at = 0; at < span.Length; at++) span[at] = from[at] is >= 'a' and <= 'z' ? (char)('a' + ((from[at] - 'a' + 13) % 26)) : from[at];
    });

    private static string Hexadecimal(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
