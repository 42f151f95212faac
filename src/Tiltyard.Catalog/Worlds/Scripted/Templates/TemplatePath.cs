using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>
/// A dotted path whose parts may be filled in: state.orders.{args.order_id}.status. A part that is filled in is one part, whatever
/// stands in it: what an agent writes into an argument cannot lead elsewhere.
/// </summary>
internal sealed record TemplatePath(ImmutableArray<Template> Parts)
{
    /// <summary>The first part, where it is written and not filled in; else the empty text.</summary>
    public string Root => Parts[0].Literal ?? "";

    /// <summary>The parts, null for those that are filled in.</summary>
    public ImmutableArray<string?> Pattern => [.. Parts.Select(part => part.Literal)];

    public IEnumerable<TemplatePath> Inner => Parts.SelectMany(part => part.AllPaths);

    public string[] Fill(Scope scope) => [.. Parts.Select(part => part.Text(scope))];

    /// <summary>Reads a path that stands by itself, as the key of an effect.</summary>
    /// <exception cref="DocumentException">It is no path.</exception>
    public static TemplatePath Read(DocumentNode place, string text)
    {
        var at = 0;
        var path = Read(place, text, ref at, inBraces: false);
        return at == text.Length ? path : throw new DocumentException(place, $"'{text}' is no path: a brace is not closed");
    }

    internal static TemplatePath Read(DocumentNode place, string text, ref int at, bool inBraces)
    {
        var parts = ImmutableArray.CreateBuilder<Template>();
        while (true)
        {
            var part = Template.ReadPart(place, text, ref at, stopsAtDot: true, inBraces);
            if (part.IsEmpty) throw new DocumentException(place, $"'{text}' is no path: a part of it is empty");
            parts.Add(part);
            if (at >= text.Length || text[at] != '.') return new TemplatePath(parts.DrainToImmutable());
            at++;
        }
    }
}
