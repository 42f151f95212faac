namespace Tiltyard.Lab.Model;

/// <summary>An approver of a token: who, and with which key; null where the request gives something else than a name.</summary>
public readonly record struct Approval(string? Agent, string? Key);

/// <summary>
/// One action of one agent at one second, typed: names are numbers of the state's registers, -1 where an argument was not given and
/// <see cref="UnknownName"/> where it names something that the policy does not know. One event is filled again and again; the engine keeps
/// nothing of it. From JSON it comes through <see cref="Conformance.EventReading"/>.
/// </summary>
public sealed class LabEvent
{
    /// <summary>A name that the policy does not know.</summary>
    public const int UnknownName = -2;

    private string? _id;
    private string _idWord = "";
    private int _idNumber;
    private int? _idSecond;

    /// <summary>The event's name, which is spelled when somebody asks for it.</summary>
    public string EventId
    {
        get => _id ??= _idSecond is { } second ? $"{_idWord}_{_idNumber}_{second}" : $"{_idWord}_{_idNumber}";
        set => _id = value;
    }

    public int Time { get; set; }

    public string AgentName { get; set; } = "";

    public int Agent { get; set; } = -1;

    public LabAction Action { get; set; }

    /// <summary>The agent at whose seat the event came in, whatever name it gives; -1 where nobody knows. It is no part of the event's record and no permission.</summary>
    public int Source { get; set; }

    /// <summary>The act of enforcement that is ended, and whom or what it holds.</summary>
    public EnforcementAct? Act { get; set; }

    public string Target { get; set; } = "";

    public string? ReasonCode { get; set; }

    public string? Rationale { get; set; }

    public string? KeyId { get; set; }

    public string? Signature { get; set; }

    public List<int> TokenRefs { get; } = [];

    public int Device { get; set; }

    /// <summary>Where an agent or specimen moves from and to.</summary>
    public int From { get; set; }

    public int To { get; set; }

    public bool MovesSpecimen { get; set; }

    public int Door { get; set; }

    /// <summary>The specimens that the action is about, aliquots resolved.</summary>
    public List<int> Specimens { get; } = [];

    /// <summary>Whether specimens, aliquots or work were named at all.</summary>
    public bool NamesWork { get; set; }

    public int Aliquot { get; set; }

    public int Run { get; set; }

    public int Result { get; set; }

    public int Consignment { get; set; }

    /// <summary>The token that is revoked.</summary>
    public int Token { get; set; }

    public int TokenType { get; set; }

    public string SubjectType { get; set; } = "";

    public string SubjectId { get; set; } = "";

    public List<Approval> Approvals { get; } = [];

    public Priority Priority { get; set; }

    /// <summary>What a check of the label found; null where it says nothing.</summary>
    public bool? IdMatches { get; set; }

    public int SeparatedAt { get; set; }

    public string QcOutcome { get; set; } = "pass";

    /// <summary>Whether the outcome of a control is somebody's word and not a measurement. It is no part of the event's record.</summary>
    public bool ReportsOnly { get; set; }

    public string? QcState { get; set; }

    public int Analyte { get; set; }

    public double? Value { get; set; }

    public string? Units { get; set; }

    public string? Channel { get; set; }

    public string? Role { get; set; }

    public string? AttemptId { get; set; }

    /// <summary>Which of the fields of an acknowledgement are there, in the order of the policy.</summary>
    public uint AckFields { get; set; }

    public bool? ReadBack { get; set; }

    public int OriginSite { get; set; }

    public int DestinationSite { get; set; }

    /// <summary>Agents and their new roles.</summary>
    public List<(int Agent, int Role)> Roster { get; } = [];

    /// <summary>The specimen that is brought in.</summary>
    public Specimen Injected { get; } = new();

    /// <summary>The event as its sender wrote it, for the chain; empty where it never was text.</summary>
    public ReadOnlyMemory<byte> Written { get; set; }

    /// <summary>Names the event after a word and one number or two.</summary>
    public void NameByNumbers(string word, int number, int? second = null) => (_id, _idWord, _idNumber, _idSecond) = (null, word, number, second);

    public void Clear()
    {
        EventId = AgentName = SubjectType = SubjectId = Target = "";
        Act = null;
        Time = 0;
        Action = LabAction.Noop;
        ReasonCode = Rationale = KeyId = Signature = QcState = Units = Channel = Role = AttemptId = null;
        Agent = Source = Device = From = To = Door = Aliquot = Run = Result = Consignment = Token = TokenType = SeparatedAt = Analyte = OriginSite = DestinationSite = -1;
        MovesSpecimen = NamesWork = ReportsOnly = false;
        Priority = Priority.Routine;
        IdMatches = ReadBack = null;
        QcOutcome = "pass";
        Value = null;
        AckFields = 0;
        TokenRefs.Clear();
        Specimens.Clear();
        Approvals.Clear();
        Roster.Clear();
        Injected.Clear();
        Written = default;
    }
}
