namespace Tiltyard.Worlds;

/// <summary>
/// What one seat sees in one turn. The engine owns and reuses it: an agent, gate or attack reads it during the call and keeps
/// nothing of it. The world's own message is rendered at the first reading.
/// </summary>
public sealed class Observation
{
    private readonly World? _world;
    private readonly TextBuffer _text = new();
    private readonly List<InboxMessage> _inbox = [];
    private readonly List<ContextBlock> _context = [];
    private readonly List<ShownDescription> _descriptions = [];
    private bool _rendered;

    public Observation(World world, int seat)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        Seat = seat;
        SeatName = _world.Spec.Seats[seat].Name;
        PanelNames = _world.Spec.Seats[seat].Panels;
        Panels = new Value[PanelNames.Count];
    }

    /// <summary>An observation read back from a trace.</summary>
    public Observation(string seatName, FieldNames panelNames, Value[] panels, string message, IEnumerable<InboxMessage> inbox)
    {
        SeatName = seatName;
        PanelNames = panelNames;
        Panels = panels;
        _text.Append(message);
        _rendered = true;
        _inbox.AddRange(inbox);
    }

    public int Seat { get; }

    public string SeatName { get; }

    public int Step { get; set; }

    public FieldNames PanelNames { get; }

    /// <summary>The panel values, in the order of <see cref="PanelNames"/>; a hidden panel is null.</summary>
    public Value[] Panels { get; }

    /// <summary>What the panels say, as the world's own types; null where the world has none. For agents that come with the world.</summary>
    public object? Typed { get; set; }

    /// <summary>Names for arguments of free text; null where the world knows none.</summary>
    public INames? Names { get; set; }

    public LegalActions Legal { get; set; }

    /// <summary>The world's message of this turn.</summary>
    public ReadOnlySpan<char> Message
    {
        get
        {
            if (!_rendered)
            {
                _world!.WriteMessage(Seat, _text);
                _rendered = true;
            }

            return _text.Written;
        }
    }

    /// <summary>What the seat's last action gave back, where the world's actions give anything back: a record, a page, a refusal.</summary>
    public string? Result { get; set; }

    /// <summary>Further messages, from other seats and from attackers; the seat cannot tell which is which.</summary>
    public IReadOnlyList<InboxMessage> Inbox => _inbox;

    /// <summary>Notes, documents and words of the operator that the seat is given in this turn.</summary>
    public IReadOnlyList<ContextBlock> Context => _context;

    /// <summary>The actions that are described otherwise in this turn than the seat's specification does.</summary>
    public IReadOnlyList<ShownDescription> Descriptions => _descriptions;

    /// <summary>Adds a message, from another seat or from an attacker.</summary>
    public void Deliver(in InboxMessage message) => _inbox.Add(message);

    /// <summary>Adds a block of context, from the world or from an attacker.</summary>
    public void Add(in ContextBlock block) => _context.Add(block);

    /// <summary>Describes an action otherwise in this turn; the last word counts.</summary>
    public void Describe(string action, string text)
    {
        _descriptions.RemoveAll(shown => shown.Action.Equals(action, StringComparison.Ordinal));
        _descriptions.Add(new ShownDescription(action, text));
    }

    /// <summary>What the seat is told that an action does.</summary>
    public string DescriptionOf(ActionSpec action)
    {
        ArgumentNullException.ThrowIfNull(action);
        foreach (var shown in _descriptions)
        {
            if (shown.Action.Equals(action.Name, StringComparison.Ordinal)) return shown.Text;
        }

        return action.Description;
    }

    /// <summary>Asks the world for this turn's view.</summary>
    public void Refresh()
    {
        _text.Clear();
        _inbox.Clear();
        _context.Clear();
        _descriptions.Clear();
        Result = null;
        _rendered = false;
        _world!.Observe(Seat, this);
    }
}
