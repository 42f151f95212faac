using System.Text;
using Tiltyard.Engine;

namespace Tiltyard.Catalog.Detectors.Pii.Redaction;

/// <summary>
/// Text without the personal data that a detector finds in it: placeholders stand in their places. The same text and salt always give
/// the same result. Known keys of a run are the business of the adapters' redactor.
/// </summary>
public sealed class PiiRedactor(ITextDetector detector, string salt) : IRedactor
{
    private readonly List<Detection> _found = [];

    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _found.Clear();
        detector.Detect(text, _found);
        if (_found.Count == 0) return text;
        var redacted = new StringBuilder(text.Length);
        var from = 0;
        foreach (var one in _found)
        {
            if (one.Start < from) continue;
            redacted.Append(text, from, one.Start - from).Append(PiiPlaceholder.Of(one.Type, text.AsSpan(one.Start, one.Length), salt));
            from = one.End;
        }

        return redacted.Append(text, from, text.Length - from).ToString();
    }
}
