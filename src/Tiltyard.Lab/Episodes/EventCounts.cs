using Tiltyard.Lab.Model;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Episodes;

/// <summary>Events of an episode, counted in the ways that the documented figures need.</summary>
public sealed class EventCounts
{
    private static readonly HashSet<string> SecurityCodes = new(StringComparer.Ordinal)
    {
        Codes.RbacActionDeny, Codes.RbacZoneDeny, Codes.RbacDeviceDeny, Codes.SignatureMissing, Codes.SignatureInvalid, Codes.KeyRevoked, Codes.KeyExpired, Codes.KeyNotYetValid, Codes.SignatureRole,
    };

    private readonly int[] _accepted = new int[LabActions.Count];

    public int Events { get; private set; }

    public int Blocked { get; private set; }

    public int Breaches { get; private set; }

    /// <summary>Records of invariants, also of those that held, by invariant: the published figure.</summary>
    public Tally Records { get; } = new();

    public Tally BreachesByInvariant { get; } = new();

    public Tally BlockedByCode { get; } = new();

    /// <summary>RELEASE_RESULT in what accepted events told, and the other words that figures count.</summary>
    public int Releases { get; private set; }

    public int SpecimenHolds { get; private set; }

    public int CriticalNotices { get; private set; }

    public int TokensConsumed { get; private set; }

    public int? FirstRelease { get; private set; }

    public int? FirstEnforcement { get; private set; }

    public int? FirstDetection { get; private set; }

    public int? FirstSecurityBlock { get; private set; }

    public int HostileEvents { get; private set; }

    public int HostileBlocked { get; private set; }

    public int WithRole { get; private set; }

    public int SignedOrUnsigned { get; private set; }

    /// <summary>Seconds at which an event of a hostile seat was blocked by a role or a signature.</summary>
    public HashSet<int> SecurityBlockTimes { get; } = [];

    public int Accepted(LabAction action) => _accepted[(int)action];

    public void Clear()
    {
        Array.Clear(_accepted);
        Records.Clear();
        BreachesByInvariant.Clear();
        BlockedByCode.Clear();
        SecurityBlockTimes.Clear();
        Events = Blocked = Breaches = Releases = SpecimenHolds = CriticalNotices = TokensConsumed = HostileEvents = HostileBlocked = WithRole = SignedOrUnsigned = 0;
        FirstRelease = FirstEnforcement = FirstDetection = FirstSecurityBlock = null;
    }

    public void Note(LabEvent happened, StepResult result, LabSeat? actor)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(result);
        Events++;
        if (result.AskedRole) WithRole++;
        if (result.Signature is not null || (happened.KeyId is null && happened.Signature is null)) SignedOrUnsigned++;
        TokensConsumed += result.TokensConsumed.Count;
        if (result.Enforcements.Count > 0) FirstEnforcement ??= happened.Time;
        NoteEnd(happened.Time, result);
        if (actor is { IsHostile: true }) HostileEvents++;
        if (result.Blocked is { } code) NoteBlock(happened, code, actor);
        else NoteAccepted(happened, result);
    }

    /// <summary>Records of invariants alone, as the end of a run gives them.</summary>
    public void NoteEnd(int time, StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var record in result.Invariants)
        {
            Records.Add(record.Invariant);
            if (record.Held) continue;
            Breaches++;
            FirstDetection ??= time;
            BreachesByInvariant.Add(record.Invariant);
        }
    }

    private void NoteBlock(LabEvent happened, string code, LabSeat? actor)
    {
        Blocked++;
        FirstDetection ??= happened.Time;
        BlockedByCode.Add(code);
        if (actor is { IsHostile: true }) HostileBlocked++;
        if (!SecurityCodes.Contains(code)) return;
        FirstSecurityBlock ??= happened.Time;
        if (actor is { IsHostile: true }) SecurityBlockTimes.Add(happened.Time);
    }

    private void NoteAccepted(LabEvent happened, StepResult result)
    {
        _accepted[(int)happened.Action]++;
        foreach (var emit in result.Emits)
        {
            switch (emit)
            {
                case "RELEASE_RESULT":
                    Releases++;
                    FirstRelease ??= happened.Time;
                    break;
                case "HOLD_SPECIMEN":
                    SpecimenHolds++;
                    break;
                case "NOTIFY_CRITICAL_RESULT":
                    CriticalNotices++;
                    break;
            }
        }
    }
}
