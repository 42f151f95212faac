using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tiltyard.Documents;

/// <summary>The events of a YAML text, with every failure of the parser turned into a <see cref="DocumentException"/>.</summary>
internal sealed class YamlEvents(string file, string text)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text), skipComments: true));

    public ParsingEvent Next()
    {
        try
        {
            _parser.MoveNext();
            return _parser.Current ?? throw new DocumentException(file, "not valid YAML: it ends too early");
        }
        catch (YamlException trouble)
        {
            throw new DocumentException(Place(trouble.Start), path: null, $"not valid YAML: {trouble.Message}", trouble);
        }
        // The parser has bugs of its own on hostile text (overflowing versions, odd escapes); none may look like ours.
        catch (Exception trouble) when (trouble is not (DocumentException or OutOfMemoryException))
        {
            throw new DocumentException(file, $"not valid YAML: the parser failed with {trouble.GetType().Name}");
        }
    }

    public SourcePlace Place(ParsingEvent happened) => Place(happened.Start);

    private SourcePlace Place(in Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
