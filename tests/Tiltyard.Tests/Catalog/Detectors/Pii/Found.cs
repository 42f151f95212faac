using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;

namespace Tiltyard.Tests.Catalog.Detectors.Pii;

/// <summary>What the detector finds in a text, as type and words.</summary>
internal static class Found
{
    /// <summary>With the defaults, everything.</summary>
    public static IReadOnlyList<string> In(string text, params string[] types) => In(text, PiiOptions.DefaultConfidence, types);

    public static IReadOnlyList<string> In(string text, double confidence, params string[] types)
    {
        var found = new List<Detection>();
        new PiiDetector(new PiiOptions { Types = [.. types], MinimumConfidence = confidence }).Detect(text, found);
        return [.. found.Select(one => $"{one.Type} {text.Substring(one.Start, one.Length)}")];
    }
}
