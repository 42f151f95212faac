namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>Reads untrusted texts: the plain form, and the passages in it. One instance serves one thread.</summary>
internal sealed class FlowReading(int reach, double leastScore)
{
    private readonly PassageFinder _finder = new(reach, leastScore);

    public PlainTextReader Words { get; } = new();

    public UntrustedText Read(int step, string source, string given, string written)
    {
        var text = Words.Read(written);
        return new UntrustedText(step, source, given.Length == 0 ? PlainText.Empty : new PlainText(given), written, text, _finder.Find(text, Words.Tokens));
    }
}
