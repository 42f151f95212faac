using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>What a module of the red team may be told.</summary>
internal sealed record RedTeamOptions
{
    public const int MostPayloads = 100;

    public const int LongestPayload = 4_000;

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("surface", Documents.Shape.Text([.. AttackSurfaces.Names]), "Where it enters; by default the first place of the module's own that the goal offers."),
        Field.Optional("turns", Documents.Shape.Integer(1, 20), "Takes the last so many of the module's turns; by default all."),
        Field.Optional("variants", Documents.Shape.Integer(1, 50), "Says the last turn in so many versions, one strike after another.", 1),
        Field.Optional("transforms", Documents.Shape.List(Documents.Shape.Text([.. Disguises.Names]), 0, 5), "Disguises for every text, one over the other; by default those of the module.", DocumentNode.List()),
        Field.Optional("payloads", PayloadsShape, "Says these texts, as they are, in place of its own.", DocumentNode.List()));

    public static ListShape PayloadsShape => Documents.Shape.List(Documents.Shape.Text() with { MinLength = 1, MaxLength = LongestPayload }, 0, MostPayloads);

    public static FrozenDictionary<string, string> ErrorCodes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["timeout"] = "TIMEOUT",
        ["not_found"] = "NOT_FOUND",
        ["permission_denied"] = "PERMISSION_DENIED",
        ["rate_limit"] = "RATE_LIMIT_EXCEEDED",
        ["invalid_input"] = "INVALID_INPUT",
        ["internal_error"] = "INTERNAL_ERROR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The options of the module that puts errors in the place of results.</summary>
    public static ObjectShape ErrorShape { get; } = Documents.Shape.Object(
        [.. Shape.Fields, Field.Optional("error", Documents.Shape.Text([.. ErrorCodes.Keys.Order(StringComparer.Ordinal)]), "The kind of error.", "internal_error")]);

    public AttackSurface? Surface { get; init; }

    /// <summary>The code of the error, where one is put.</summary>
    public string ErrorCode { get; init; } = "INTERNAL_ERROR";

    public int? Turns { get; init; }

    public int Variants { get; init; } = 1;

    public ImmutableArray<string> Transforms { get; init; } = [];

    public ImmutableArray<string> Payloads { get; init; } = [];

    /// <exception cref="DocumentException">The options contradict each other.</exception>
    public static RedTeamOptions From(DocumentMap map)
    {
        var payloads = map.Texts("payloads");
        foreach (var key in new[] { "turns", "transforms" })
        {
            if (!payloads.IsEmpty && map.NodeOrNull(key) is { } own && own is not DocumentList { Items.IsEmpty: true })
                throw new DocumentException(own, $"'{key}' is about the module's own texts, and 'payloads' takes their place");
        }

        return new RedTeamOptions
        {
            Surface = map.TextOrNull("surface") is { } surface ? AttackSurfaces.Find(surface) : null,
            Turns = (int?)map.IntegerOrNull("turns"),
            Variants = (int)map.Integer("variants"),
            ErrorCode = ErrorCodes[map.Text("error", "internal_error")],
            Transforms = map.Texts("transforms"),
            Payloads = payloads,
        };
    }
}
