namespace Tiltyard.Reports.Page;

/// <summary>The bytes a part of the page may still take. Whoever fills it says what did not fit.</summary>
internal sealed class Room(int bytes)
{
    public int Left { get; private set; } = bytes;

    public bool Take(Markup part)
    {
        var size = part.Bytes;
        if (size > Left) return false;
        Left -= size;
        return true;
    }

    /// <summary>Part after part while there is room, then a word about how many were left out.</summary>
    public static Markup Fill<T>(int bytes, IReadOnlyList<T> items, Func<T, Markup> draw, Func<int, Markup> rest)
    {
        var room = new Room(bytes);
        var drawn = new List<Markup>();
        foreach (var item in items)
        {
            var part = draw(item);
            if (!room.Take(part)) break;
            drawn.Add(part);
        }

        if (drawn.Count < items.Count) drawn.Add(rest(items.Count - drawn.Count));
        return Markup.Join(drawn, "\n");
    }
}
