using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Processes;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>
/// What seats see: the board of the laboratory, the same for all, and their own place. It is drawn once a turn, so that nobody sees what others choose in it, and
/// it holds nothing of the <see cref="Truths"/> but whether a call was taken, which the caller hears.
/// </summary>
public sealed partial class LabWorld
{
    private readonly CanonicalWriter _writer = new(4096);
    private readonly Value[] _board = new Value[LabSeats.Panels.Count];
    private readonly byte[][] _drawn = [.. Enumerable.Repeat(Array.Empty<byte>(), LabSeats.Panels.Count)];
    private readonly int[] _counts = new int[SpecimenStatuses.Names.Length];
    private readonly Board _shown = new();
    private bool _isBoardOld = true;

    /// <summary>The board of this turn.</summary>
    internal Board Shown
    {
        get
        {
            if (_isBoardOld) DrawBoard();
            return _shown;
        }
    }

    /// <summary>What a seat may do now: nothing while it walks.</summary>
    internal LegalActions LegalFor(int seat) => _walkingUntil[seat] > Now ? LegalActions.None : _legal[seat];

    public override void Observe(int seat, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (_isBoardOld) DrawBoard();
        observation.Step = _step;
        observation.Legal = LegalFor(seat);
        observation.Typed = _shown;
        observation.Names = _names;
        if (!IsRead) return;
        var agent = State.Agents[_agents[seat]];
        _board.CopyTo(observation.Panels, 0);
        observation.Panels[1] = agent.Zone >= 0 ? Value.Of(_options.Policy.Floor.Zones[agent.Zone]) : Value.Null;
        observation.Panels[2] = Value.Of((long)(agent.Zone + 1));
        observation.Panels[3] = agent.Role >= 0 ? Value.Of(_options.Policy.Access.Roles[agent.Role]) : Value.Null;
        observation.Panels[4] = _walkingUntil[seat] > Now ? Value.Of((long)_walkingUntil[seat]) : Value.Null;
    }

    public override void WriteMessage(int seat, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append("You hold ").Append(_seats[seat].Name).Append(" in a hospital laboratory. ").Append(_seats[seat].Duty)
            .Append(" It is second ").Append(Now).Append(" of ").Append(_options.Task.Steps * StepSeconds).Append(". The panels show the board; act by one of your legal actions or do nothing.");
    }

    private void DrawBoard()
    {
        _isBoardOld = false;
        _shown.Take(Lab, Now, _start.Remote, _agents);
        if (!IsRead) return;
        var door = _options.Policy.Floor.Doors.Find("D_RESTRICTED_AIRLOCK");
        var open = door >= 0 ? State.DoorOpenSince[door] : -1;
        var restricted = _options.Policy.Floor.Zones.Find("Z_RESTRICTED_BIOHAZARD");
        CountSpecimens();
        var place = 0;
        _board[place] = Value.Of((long)Now);
        place = 5;
        Draw(place++, WriteDevices);
        Draw(place++, writer => WriteArray(writer, device => writer.Integer(device.QueueLength)));
        Draw(place++, writer => WriteArray(writer, device => writer.Boolean(device.QueueLength > 0)));
        Draw(place++, writer => WriteArray(writer, device => writer.Boolean(device.Qc is not "fail")));
        Draw(place++, WriteSpecimens);
        Draw(place++, WriteCounts);
        Draw(place++, WriteWorkList);
        Draw(place++, WriteReports);
        Draw(place++, WriteReleasable);
        Draw(place++, WriteStock);
        Draw(place++, WriteRequired);
        Draw(place++, WriteConsignments);
        _board[place++] = Value.Of((long)CountTokens("OVERRIDE_RISK_ACCEPTANCE"));
        _board[place++] = Value.Of((long)CountTokens("TOKEN_RESTRICTED_ENTRY"));
        _board[place++] = Value.Of(open >= 0);
        _board[place++] = Value.Of((long)(open >= 0 ? Now - open : 0));
        _board[place++] = Value.Of(restricted >= 0 && State.ZoneFrozen[restricted]);
        _board[place++] = Value.Of(State.IsLogFrozen);
        _board[place] = Value.Of(Engine.Chain.Last);
    }

    /// <summary>Most panels say at most turns what they said before; then the text of before is good.</summary>
    private void Draw(int panel, Action<CanonicalWriter> write)
    {
        _writer.Clear();
        write(_writer);
        if (!_board[panel].IsNull && _writer.Written.SequenceEqual(_drawn[panel])) return;
        _drawn[panel] = _writer.Written.ToArray();
        _board[panel] = Value.Json(Encoding.UTF8.GetString(_writer.Written));
    }

    private void WriteArray(CanonicalWriter writer, Action<DeviceState> write)
    {
        writer.BeginArray();
        foreach (var device in State.Devices) write(device);
        writer.EndArray();
    }

    private void WriteDevices(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var place = 0; place < State.Devices.Length; place++)
        {
            var device = State.Devices[place];
            writer.BeginObject();
            writer.Text("device_id"u8, _options.Policy.Equipment.Devices[place]);
            if (device.DueAt >= 0) writer.Integer("due_s"u8, device.DueAt);
            writer.Text("qc"u8, device.Qc);
            if (Lab.Device(place).LastControl is var control and >= 0) writer.Integer("qc_s"u8, control);
            writer.BeginArray("queue"u8);
            foreach (var waiting in device.Queue) writer.String(State.Specimens.NameOf(waiting.Specimen));
            writer.EndArray();
            if (device.Head >= 0) writer.Text("queue_head"u8, State.Specimens.NameOf(device.Head));
            else writer.Null("queue_head"u8);
            writer.Integer("queue_len"u8, device.QueueLength);
            writer.Text("state"u8, device.Condition.Name());
            writer.Text("zone"u8, _options.Policy.Floor.Zones[_options.Policy.Equipment.DeviceInfo[place].Zone]);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
