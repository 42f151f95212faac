using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tiltyard.Documents;

/// <summary>The events of a YAML text, with every failure of the parser turned into a <see cref="DocumentException"/>.</summary>
internal sealed class YamlEvents(string file, string text)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text), skipComments: true));
    private Mark _last = new(0, 1, 1);

    public ParsingEvent Next()
    {
        try
        {
            _parser.MoveNext();
            var happened = _parser.Current ?? throw new DocumentException(file, "not valid YAML: it ends too early");
            _last = happened.End;
            return happened;
        }
        catch (YamlException trouble)
        {
            throw new DocumentException(Place(trouble.Start), path: null, $"not valid YAML: {trouble.Message}", trouble);
        }
        // The parser has bugs of its own on hostile text (overflowing versions, odd escapes); none may look like ours.
        catch (Exception trouble) when (trouble is not (DocumentException or OutOfMemoryException))
        {
            throw new DocumentException(Place(_last), path: null, "not valid YAML: the parser cannot go on after this place", trouble);
        }
    }

    public SourcePlace Place(ParsingEvent happened) => Place(happened.Start);

    private SourcePlace Place(in Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
