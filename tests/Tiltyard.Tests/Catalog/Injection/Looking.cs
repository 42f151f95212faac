using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Injection;

namespace Tiltyard.Tests.Catalog.Injection;

/// <summary>Asks the shipped injection detector about a text.</summary>
internal static class Looking
{
    public static List<Detection> At(string text, InjectionSemantics semantics = InjectionSemantics.Corrected, double confidence = InjectionOptions.DefaultConfidence)
    {
        var found = new List<Detection>();
        new InjectionDetector(new InjectionOptions { Semantics = semantics, MinimumConfidence = confidence }).Detect(text, found);
        return found;
    }

    public static IEnumerable<string> Documented(string text) => At(text, InjectionSemantics.Documented).Select(found => found.Type);
}
