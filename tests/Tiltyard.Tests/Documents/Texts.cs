using FsCheck;
using FsCheck.Fluent;

namespace Tiltyard.Tests.Documents;

/// <summary>Generators of text that breaks parsers and writers.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "a", "key", " ", "\"", "\\", "\n", "\r", "\t", "\0", "\u0007", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufffd",
        "\ud800", "\udfff", "\ud83d\ude00", "\u00e9", "\u4e2d\u6587", "plain ascii that is longer than one vector", "/", "<script>", "=1+1", "'", "`",
    ];

    /// <summary>Joined pieces: escapes, controls, halves of surrogate pairs and long plain runs in every order.</summary>
    public static Gen<string> Hostile { get; } =
        Gen.OneOf(Gen.Elements(Pieces), Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString())).ArrayOf().Select(string.Concat);
}
