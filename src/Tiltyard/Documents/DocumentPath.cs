using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// The way from the root to a node, kept as links and rendered only when somebody asks: rendered paths of a hostile document
/// would be quadratic in its size.
/// </summary>
public sealed class DocumentPath
{
    private const int MaxLength = 90;
    private const int MaxKeyLength = 40;
    private readonly DocumentPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private DocumentPath(DocumentPath? parent, string? key, int index)
    {
        _parent = parent;
        _key = key;
        _index = index;
    }

    /// <summary>The path of the whole document: $.</summary>
    public static DocumentPath Root { get; } = new(parent: null, key: null, 0);

    /// <summary>The path of the value under a key.</summary>
    public DocumentPath Key(string key) => new(this, key, 0);

    /// <summary>The path of an item, counted from 0.</summary>
    public DocumentPath Item(int index) => new(this, key: null, index);

    /// <summary>Such as $.cells[2].agent; escaped, and with its middle left out when it is long.</summary>
    public override string ToString()
    {
        var steps = new List<string>();
        for (var step = this; step._parent is not null; step = step._parent) steps.Add(step.Step());
        var length = 1;
        var kept = 0;
        while (kept < steps.Count && length + steps[kept].Length < MaxLength) length += steps[kept++].Length;
        var text = new StringBuilder("$");
        if (kept < steps.Count) text.Append('…');
        for (var at = kept - 1; at >= 0; at--) text.Append(steps[at]);
        return text.ToString();
    }

    private string Step()
    {
        if (_key is null) return $"[{_index}]";
        var isWord = _key.Length is > 0 and <= MaxKeyLength && _key.All(code => char.IsAsciiLetterOrDigit(code) || code is '_' or '-');
        return isWord ? $".{_key}" : $"[{Excerpt.Quoted(_key, MaxKeyLength)}]";
    }
}
