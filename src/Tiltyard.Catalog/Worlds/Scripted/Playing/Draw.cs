using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>How a drawn value comes about.</summary>
internal enum DrawKind
{
    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>A list in another order.</summary>
    Shuffle,

    /// <summary>A whole number between two, both included.</summary>
    Integer,

    /// <summary>An amount with two decimals between two.</summary>
    Amount,

    /// <summary>A text of so many digits, the first not 0.</summary>
    Digits,
}

/// <summary>A value that is drawn anew for each episode from a stream of its own, so that another draw more or less changes no other.</summary>
internal sealed record Draw(string Name, DrawKind Kind, ImmutableArray<DocumentNode> Items, double Low, double High)
{
    private const int Cents = 100;

    public DocumentNode Value(in EpisodeKey key)
    {
        var random = new SeededRandom(key.Stream($"script/draw/{Name}"));
        switch (Kind)
        {
            case DrawKind.Choice:
                return Items[random.NextInt(Items.Length)];
            case DrawKind.Shuffle:
                var items = Items.ToArray();
                random.Shuffle(items.AsSpan());
                return DocumentNode.List(items);
            case DrawKind.Integer:
                return (long)Low + random.NextInt((int)(High - Low) + 1);
            case DrawKind.Amount:
                return Math.Round(Low + (random.NextInt((int)((High - Low) * Cents) + 1) / (double)Cents), 2);
            default:
                return string.Create((int)Low, random, static (text, from) =>
                {
                    for (var at = 0; at < text.Length; at++) text[at] = (char)('0' + (at == 0 ? 1 + from.NextInt(9) : from.NextInt(10)));
                });
        }
    }
}
