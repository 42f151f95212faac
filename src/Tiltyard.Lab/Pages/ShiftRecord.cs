using System.Collections.Immutable;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Pages;

/// <summary>What a device was at: its condition and the word of its last control.</summary>
public readonly record struct DeviceMoment(DeviceCondition Condition, bool HasFailedControl);

/// <summary>Where a specimen was: its stage, and the place of the <see cref="Whereabouts"/> at which a stage is worked on.</summary>
public readonly record struct SpecimenMoment(SpecimenStatus Stage, int Place);

/// <summary>A seat, the agent that held it and the zones it was in.</summary>
public sealed record StaffTrack(string Seat, string Agent, bool IsHostile, Track<int> Zones);

/// <summary>A device, what it was at and how many specimens waited for it.</summary>
public sealed record DeviceTrack(string Name, Track<DeviceMoment> Moments, Track<int> Queue);

/// <summary>A specimen and its stages. <paramref name="Deadline"/> is -1 where it has none.</summary>
public sealed record SpecimenTrack(string Name, string Panel, Priority Priority, int Deadline, Track<SpecimenMoment> Stages)
{
    public ImmutableArray<HarmDone> Harms { get; init; } = [];

    /// <summary>When all of it was out; -1 where it never was.</summary>
    public int Released => !Stages.IsEmpty && Stages.Last.Stage == SpecimenStatus.Released ? Stages.Changes[^1].Time : -1;

    public bool IsLate => Deadline >= 0 && Released > Deadline;
}

/// <summary>The figures of the board at some second.</summary>
public readonly record struct BoardFigures(int Released, int OnTime, int Harms, int Blocked, int Breaches, int Unheard, int OnTheChain);

/// <summary>
/// A shift as its page needs it: who was where, what each device and specimen was at, and every line of the audit trail. It is made by a <see cref="ShiftRecorder"/>
/// and is a function of the episode alone.
/// </summary>
public sealed record ShiftRecord
{
    public required LabOptions Options { get; init; }

    public required long Seed { get; init; }

    /// <summary>The agents of the seats in one word or list, such as policy:baseline.</summary>
    public required string Agents { get; init; }

    /// <summary>The last second.</summary>
    public required int End { get; init; }

    public required ImmutableArray<StaffTrack> Staff { get; init; }

    public required ImmutableArray<DeviceTrack> Devices { get; init; }

    /// <summary>Whether each door was open.</summary>
    public required ImmutableArray<Track<bool>> Doors { get; init; }

    public required ImmutableArray<SpecimenTrack> Specimens { get; init; }

    public required Track<BoardFigures> Tallies { get; init; }

    public required Track<bool> LogFrozen { get; init; }

    public required ImmutableArray<HarmDone> Harms { get; init; }

    public required ImmutableArray<AuditRow> Audit { get; init; }

    /// <summary>Specimens of the episode, also those that never came.</summary>
    public required int Total { get; init; }

    public required double Merit { get; init; }

    /// <summary>The first and the last hash of the audit chain.</summary>
    public required string ChainHead { get; init; }

    public required string ChainLast { get; init; }

    public LabPolicy Policy => Options.Policy;

    public BoardFigures Final => Tallies.IsEmpty ? default : Tallies.Last;
}
