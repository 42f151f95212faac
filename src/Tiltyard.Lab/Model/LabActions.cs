using System.Collections.Immutable;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Model;

/// <summary>What an agent can do in the laboratory.</summary>
public enum LabAction
{
    Noop,
    Tick,
    Move,
    MintToken,
    RevokeToken,
    OpenDoor,
    CentrifugeStart,
    CentrifugeEnd,
    AliquotCreate,
    CreateAccession,
    CheckAcceptanceRules,
    AcceptSpecimen,
    HoldSpecimen,
    RejectSpecimen,
    QueueRun,
    StartRun,
    StartRunOverride,
    EndRun,
    QcEvent,
    GenerateResult,
    HoldResult,
    ReleaseResult,
    ReleaseResultOverride,
    RerunRequest,
    NotifyCriticalResult,
    AckCriticalResult,
    EscalateCriticalResult,
    DispatchTransport,
    TransportTick,
    ChainOfCustodySign,
    ReceiveTransport,
    UpdateRoster,
    InjectSpecimen,
    ReleaseEnforcement,
}

/// <summary>The wire names of <see cref="LabAction"/>, such as QUEUE_RUN, and which of them change something.</summary>
public static class LabActions
{
    private static readonly NameTable Table = new(Enum.GetNames<LabAction>().Select(Wire));

    public static ImmutableArray<string> Names => Table.Names;

    public static int Count => Table.Count;

    public static string Name(this LabAction action) => Table[(int)action];

    public static LabAction? Find(string name) => Table.Find(name) is var place and >= 0 ? (LabAction)place : null;

    /// <summary>Whether strict signatures ask for one; the two actions of the system are always signed.</summary>
    public static bool IsMutating(this LabAction action) => action is not (LabAction.Noop or LabAction.UpdateRoster or LabAction.InjectSpecimen);

    public static bool IsOfSystem(this LabAction action) => action is LabAction.UpdateRoster or LabAction.InjectSpecimen;

    public static bool IsOverride(this LabAction action) => action is LabAction.StartRunOverride or LabAction.ReleaseResultOverride;

    private static string Wire(string name)
    {
        var wire = new System.Text.StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && wire.Length > 0) wire.Append('_');
            wire.Append(char.ToUpperInvariant(letter));
        }

        return wire.ToString();
    }
}

/// <summary>What the enforcement map can bring upon somebody.</summary>
public enum EnforcementAct
{
    ThrottleAgent,
    FreezeZone,
    KillSwitchAgent,
    ForensicFreeze,
}

/// <summary>The wire names of <see cref="EnforcementAct"/>.</summary>
public static class EnforcementActs
{
    public static ImmutableArray<string> Names { get; } = ["throttle_agent", "freeze_zone", "kill_switch_agent", "forensic_freeze"];

    public static string Name(this EnforcementAct act) => Names[(int)act];

    public static EnforcementAct? Find(string? name) => Names.IndexOf(name ?? "", StringComparer.Ordinal) is var place and >= 0 ? (EnforcementAct)place : null;
}
