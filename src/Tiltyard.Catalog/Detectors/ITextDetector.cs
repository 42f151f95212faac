namespace Tiltyard.Catalog.Detectors;

/// <summary>
/// Finds something in a text: personal data, an instruction where none belongs. It knows nothing of events or actions. A gate asks it
/// before something happens, a validator asks it of the trace, and <c>tiltyard measure</c> asks how often it is right. One instance
/// serves one thread; it throws nothing, whatever the text is.
/// </summary>
public interface ITextDetector
{
    string Name { get; }

    /// <summary>Adds what is found to <paramref name="into"/>, by place; the earlier content is left alone.</summary>
    void Detect(ReadOnlySpan<char> text, List<Detection> into);
}
