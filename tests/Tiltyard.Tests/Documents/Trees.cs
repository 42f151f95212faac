using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

/// <summary>Generators of whole documents.</summary>
internal static class Trees
{
    /// <summary>Documents of every kind, a few levels deep, with keys and text that are hostile but well formed.</summary>
    public static Gen<DocumentNode> Any => Node(4);

    private static Gen<string> Text { get; } = Texts.Hostile.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static Gen<DocumentNode> Scalar { get; } = Gen.OneOf(
        Gen.Constant((DocumentNode)DocumentNode.Null),
        Gen.Elements(true, false).Select(value => (DocumentNode)value),
        Gen.Choose(int.MinValue, int.MaxValue).Select(value => (DocumentNode)(value * 4_000_000L)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => (DocumentNode)value.Get),
        Text.Select(value => (DocumentNode)value));

    private static Gen<DocumentNode> Node(int depth)
    {
        if (depth == 0) return Scalar;
        var below = Gen.Choose(0, depth - 1).SelectMany(Node);
        var list = below.ArrayOf().Resize(6).Select(items => (DocumentNode)DocumentNode.List(items));
        var map = Text.SelectMany(key => below, (key, value) => (key, value)).ArrayOf().Resize(6)
            .Select(entries => (DocumentNode)DocumentNode.Map([.. entries.DistinctBy(entry => entry.key, StringComparer.Ordinal)]));
        return Gen.OneOf(Scalar, list, map);
    }
}
