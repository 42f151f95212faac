using System.Collections.Immutable;
using System.Text;

namespace Tiltyard.Worlds;

/// <summary>
/// The names of a fixed row of values (panels, state, arguments), with the order in which canonical JSON writes them. Made once per
/// world; values travel as spans in declaration order.
/// </summary>
public sealed class FieldNames
{
    private readonly byte[][] _utf8;
    private readonly bool[] _plain;
    private readonly int[] _canonicalOrder;

    public FieldNames(params IEnumerable<string> names)
    {
        Names = [.. names];
        if (Names.Distinct(StringComparer.Ordinal).Count() != Names.Length)
            throw new ArgumentException("Two fields have the same name.", nameof(names));
        _utf8 = [.. Names.Select(Encoding.UTF8.GetBytes)];
        _plain = [.. Names.Select(name => !name.Any(code => code is < ' ' or '"' or '\\' || char.IsSurrogate(code)))];
        _canonicalOrder = [.. Enumerable.Range(0, Names.Length).OrderBy(index => Names[index], StringComparer.Ordinal)];
    }

    public static FieldNames None { get; } = new();

    public ImmutableArray<string> Names { get; }

    public int Count => Names.Length;

    public ReadOnlySpan<int> CanonicalOrder => _canonicalOrder;

    /// <summary>The name as UTF-8, for names that are known to be plain; a writer given any names asks <see cref="ValueWriting"/>.</summary>
    public ReadOnlySpan<byte> Utf8(int index) => _utf8[index];

    /// <summary>Whether the name stands in JSON as it is. One that was read from a file need not.</summary>
    public bool IsPlain(int index) => _plain[index];

    /// <summary>The place of a name, or -1.</summary>
    public int IndexOf(string name) => Names.IndexOf(name);
}
