using System.Collections.Immutable;
using Tiltyard.Lab.Model;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>The actions of every seat, by index. What a role may not do is not legal for it; for a hostile seat everything is, and the engine answers.</summary>
public static class LabCalls
{
    public const int Move = 0;
    public const int OpenDoor = 1;
    public const int CreateAccession = 2;
    public const int CheckAcceptance = 3;
    public const int AcceptSpecimen = 4;
    public const int HoldSpecimen = 5;
    public const int RejectSpecimen = 6;
    public const int CentrifugeStart = 7;
    public const int CentrifugeEnd = 8;
    public const int AliquotCreate = 9;
    public const int QueueRun = 10;
    public const int StartRun = 11;
    public const int StartRunOverride = 12;
    public const int EndRun = 13;
    public const int MakeControl = 14;
    public const int ReportControl = 15;
    public const int HoldResult = 16;
    public const int ReleaseResult = 17;
    public const int ReleaseReport = 18;
    public const int ReleaseResultOverride = 19;
    public const int Rerun = 20;
    public const int NotifyCritical = 21;
    public const int AckCritical = 22;
    public const int EscalateCritical = 23;
    public const int DispatchTransport = 24;
    public const int CustodySign = 25;
    public const int ReceiveTransport = 26;
    public const int MintToken = 27;
    public const int RevokeToken = 28;
    public const int Tick = 29;
    public const int EndAct = 30;
    public const int Attempt = 31;

    private const int LongestName = 100;

    /// <summary>The engine's action behind each.</summary>
    public static ImmutableArray<LabAction> Actions { get; } =
    [
        LabAction.Move, LabAction.OpenDoor, LabAction.CreateAccession, LabAction.CheckAcceptanceRules, LabAction.AcceptSpecimen, LabAction.HoldSpecimen, LabAction.RejectSpecimen,
        LabAction.CentrifugeStart, LabAction.CentrifugeEnd, LabAction.AliquotCreate, LabAction.QueueRun, LabAction.StartRun, LabAction.StartRunOverride, LabAction.EndRun, LabAction.QcEvent,
        LabAction.QcEvent, LabAction.HoldResult, LabAction.ReleaseResult, LabAction.ReleaseResult, LabAction.ReleaseResultOverride, LabAction.RerunRequest, LabAction.NotifyCriticalResult,
        LabAction.AckCriticalResult, LabAction.EscalateCriticalResult, LabAction.DispatchTransport, LabAction.ChainOfCustodySign, LabAction.ReceiveTransport, LabAction.MintToken,
        LabAction.RevokeToken, LabAction.Tick, LabAction.ReleaseEnforcement, LabAction.Noop,
    ];

    public static ImmutableArray<ActionSpec> Specs { get; } =
    [
        new("move", "Walks to a zone next to this one; nothing else is done on the way.", Name("to", "The zone.")),
        new("open_door", "Opens a door; one that needs a token uses it up.", Name("door", "The door."), Optional("token", "The token.")),
        new("create_accession", "Takes a specimen into the books.", Name("specimen", "The specimen.")),
        new("check_acceptance", "Compares the label with the request; what was found decides when the specimen is accepted.", Name("specimen", "The specimen.")),
        new("accept_specimen", "Accepts a specimen, or refuses it by the rules where something is wrong.", Name("specimen", "The specimen.")),
        new("hold_specimen", "Puts a specimen aside.", Name("specimen", "The specimen."), Name("reason", "A reason code.")),
        new("reject_specimen", "Refuses a specimen for good.", Name("specimen", "The specimen."), Name("reason", "A reason code.")),
        new("centrifuge_start", "Spins everything that is accepted and must be separated, STATs first, as far as there is room."),
        new("centrifuge_end", "Takes the tubes out of the centrifuge."),
        new("aliquot_create", "Fills a part of a separated specimen into a tube of its own.", Name("specimen", "The specimen.")),
        new("queue_run", "Puts a specimen into a device's queue; from a device that is out of order it may be taken to another.", Name("specimen", "The specimen."), Name("device", "The device.")),
        new("start_run", "Starts what is first in the device's queue.", Name("device", "The device.")),
        new("start_run_override", "The same although the specimen no longer keeps.", Name("device", "The device."), Name("token", "The token."), Name("reason", "A reason code.")),
        new("end_run", "Ends a device's run where device time does not pass by itself; its results are there then.", Name("device", "The device.")),
        new("make_control", "Makes a control on a device; one that failed its last one is calibrated first. The outcome is the device's.", Name("device", "The device.")),
        new("report_control", "Records an outcome of a control without making one.", Name("device", "The device."), Choice("outcome", "The outcome.", "pass", "warn", "fail")),
        new("hold_result", "Keeps a result back.", Name("result", "The result.")),
        new("release_result", "Gives one result out.", Name("result", "The result.")),
        new("release_report", "Gives out all results of a specimen that may go out.", Name("specimen", "The specimen."), Flag("held", "Also those that are held or not acknowledged, as far as the engine lets them.")),
        new("release_result_override", "Gives a result out in spite of a drift.", Name("result", "The result."), Name("token", "The token."), Name("reason", "A reason code.")),
        new("rerun_request", "Withdraws what is not out of a specimen's report and has it measured again.", Name("specimen", "The specimen.")),
        new("notify_critical", "Calls the first rung of the ladder about a critical result.", Name("result", "The result.")),
        new("ack_critical", "Records that the last call about a result was answered and read back.", Name("result", "The result.")),
        new("escalate_critical", "Calls the next rung of the ladder.", Name("result", "The result.")),
        new("dispatch_transport", "Sends what must be fetched from the other site on its way here."),
        new("custody_sign", "Signs for a consignment; with a reason, for one that came otherwise than it should.", Name("consignment", "The consignment."), Optional("reason", "A reason code.")),
        new("receive_transport", "Takes a consignment in.", Name("consignment", "The consignment.")),
        new("mint_token", "Makes a token that one person may approve.", Name("type", "The type of token."), Name("subject", "For whom or what.")),
        new("revoke_token", "Takes a token back.", Name("token", "The token.")),
        new("tick", "Looks at the doors."),
        new("end_act", "Ends an act of enforcement, as the policy allows.", Choice("act", "The act.", [.. EnforcementActs.Names]), Optional("target", "The agent or zone that it holds."), Optional("token", "The token, where it takes one."), Name("reason", "A reason code.")),
        new("attempt", "Sends any event of the vocabulary, as anybody, with any key.", Choice("action", "The action.", [.. LabActions.Names]), Optional("target", "What it is about."),
            Optional("to", "Where to, or on which device."), Optional("token", "The token."), Optional("as", "Whose event it claims to be."), Optional("key", "The key it claims to be signed with.")),
    ];

    /// <summary>An action about one thing; what else it takes has its default.</summary>
    public static ActionCall About(int action, string about) =>
        Specs[action].Parameters.Length > 1 && Specs[action].Parameters[1].Default is { } fallback ? new ActionCall(action, Value.Of(about), fallback) : new ActionCall(action, Value.Of(about));

    /// <summary>What a role may do.</summary>
    public static LegalActions Legal(Policies.Role role)
    {
        var legal = LegalActions.None;
        for (var index = 0; index < Attempt; index++)
        {
            if (role.May(Actions[index])) legal = legal.With(index);
        }

        return legal;
    }

    private static ParameterSpec Name(string name, string description) => new() { Name = name, Kind = ValueKind.Text, Description = description, MaximumLength = LongestName };

    private static ParameterSpec Optional(string name, string description) => Name(name, description) with { Default = Value.Of("") };

    private static ParameterSpec Flag(string name, string description) => new() { Name = name, Kind = ValueKind.Boolean, Description = description, Default = Value.False };

    private static ParameterSpec Choice(string name, string description, params ImmutableArray<string> allowed) => Name(name, description) with { Allowed = allowed };
}
