using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

/// <summary>A door and how long it may stay open.</summary>
public sealed record Door(int ZoneA, int ZoneB, int MaxOpenSeconds, string? TokenType);

/// <summary>The zones, the ways between them and the doors on these.</summary>
public sealed class FloorPlan
{
    private readonly int[] _travel;
    private readonly int[] _doorOf;

    internal FloorPlan(DocumentMap document, NameTable tokens)
    {
        Zones = References.Ids(document, "zones");
        Bands = References.Keys(document, "temperature_bands");
        foreach (var band in document.Map("temperature_bands").Entries.Select(entry => entry.Value.AsMap()).Where(band => band.Number("low") > band.Number("high")))
            throw new DocumentException(band, "the band ends below its beginning");
        var zones = document.Maps("zones");
        BandOf = [.. zones.Select(zone => Bands.Find(zone.Node("temp_band"), "temperature band"))];
        Restricted = [.. zones.Select(zone => zone.Boolean("restricted"))];
        Capacity = [.. zones.Select(zone => (int)(zone.IntegerOrNull("capacity") ?? int.MaxValue))];
        Doors = References.Ids(document, "doors");
        _travel = new int[Zones.Count * Zones.Count];
        _doorOf = new int[_travel.Length];
        Array.Fill(_travel, -1);
        Array.Fill(_doorOf, -1);
        var ends = new (int A, int B)[Doors.Count];
        Array.Fill(ends, (-1, -1));
        foreach (var edge in document.Maps("edges")) ReadEdge(edge, ends);
        for (var zone = 0; zone < Zones.Count; zone++) _travel[(zone * Zones.Count) + zone] = 0;
        DoorInfo = [.. document.Maps("doors").Select((door, place) => ReadDoor(door, ends[place], tokens))];
    }

    public NameTable Zones { get; }

    public NameTable Bands { get; }

    public ImmutableArray<int> BandOf { get; }

    /// <summary>Zones whose entry needs a token.</summary>
    public ImmutableArray<bool> Restricted { get; }

    /// <summary>Most agents at a time.</summary>
    public ImmutableArray<int> Capacity { get; }

    public NameTable Doors { get; }

    public ImmutableArray<Door> DoorInfo { get; }

    /// <summary>Whether one step leads from zone to zone; staying is a step too.</summary>
    public bool IsAdjacent(int from, int to) => _travel[(from * Zones.Count) + to] >= 0;

    /// <summary>Seconds of that step, or -1 where none leads there.</summary>
    public int TravelSeconds(int from, int to) => _travel[(from * Zones.Count) + to];

    /// <summary>The door on the way, or -1.</summary>
    public int DoorBetween(int from, int to) => _doorOf[(from * Zones.Count) + to];

    private void ReadEdge(DocumentMap edge, (int A, int B)[] ends)
    {
        var (from, to) = (Zones.Find(edge.Node("from"), "zone"), Zones.Find(edge.Node("to"), "zone"));
        if (from == to) throw new DocumentException(edge, "the way leads from a zone to itself");
        if (IsAdjacent(from, to)) throw new DocumentException(edge, "the way is there twice");
        var travel = (int)edge.Integer("travel_s");
        (_travel[(from * Zones.Count) + to], _travel[(to * Zones.Count) + from]) = (travel, travel);
        if (edge.NodeOrNull("door") is not { } node) return;
        var door = Doors.Find(node, "door");
        if (ends[door].A >= 0) throw new DocumentException(node, $"the door '{node.AsText()}' stands on another way already");
        ends[door] = (from, to);
        (_doorOf[(from * Zones.Count) + to], _doorOf[(to * Zones.Count) + from]) = (door, door);
    }

    private static Door ReadDoor(DocumentMap door, (int A, int B) ends, NameTable tokens)
    {
        if (ends.A < 0) throw new DocumentException(door, $"no way leads through the door '{door.Text("id")}'");
        var token = tokens.FindOptional(door, "token_type", "type of token");
        return new Door(ends.A, ends.B, (int)door.Integer("max_open_s"), token < 0 ? null : tokens[token]);
    }
}
