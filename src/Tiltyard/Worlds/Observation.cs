namespace Tiltyard.Worlds;

/// <summary>
/// What one seat sees in one turn. The engine owns and reuses it: an agent, gate or attack reads it during the call and keeps
/// nothing of it. The world's own message is rendered at the first reading.
/// </summary>
public sealed class Observation
{
    private readonly World? world;
    private readonly TextBuffer text = new();
    private readonly List<InboxMessage> inbox = [];
    private bool rendered;

    public Observation(World world, int seat)
    {
        ArgumentNullException.ThrowIfNull(world);
        this.world = world;
        Seat = seat;
        SeatName = world.Spec.Seats[seat].Name;
        PanelNames = world.Spec.Seats[seat].Panels;
        Panels = new Value[PanelNames.Count];
    }

    /// <summary>An observation read back from a trace.</summary>
    public Observation(string seatName, FieldNames panelNames, Value[] panels, string message, IEnumerable<InboxMessage> inbox)
    {
        SeatName = seatName;
        PanelNames = panelNames;
        Panels = panels;
        text.Append(message);
        rendered = true;
        this.inbox.AddRange(inbox);
    }

    public int Seat { get; }

    public string SeatName { get; }

    public int Step { get; set; }

    public FieldNames PanelNames { get; }

    /// <summary>The panel values, in the order of <see cref="PanelNames"/>; a hidden panel is null.</summary>
    public Value[] Panels { get; }

    public LegalActions Legal { get; set; }

    /// <summary>The world's message of this turn.</summary>
    public ReadOnlySpan<char> Message
    {
        get
        {
            if (!rendered)
            {
                world!.WriteMessage(Seat, text);
                rendered = true;
            }

            return text.Written;
        }
    }

    /// <summary>Further messages, from other seats and from attackers; the seat cannot tell which is which.</summary>
    public IReadOnlyList<InboxMessage> Inbox => inbox;

    /// <summary>Adds a message from outside the world: the surface of a message attack.</summary>
    public void Deliver(in InboxMessage message) => inbox.Add(message);

    /// <summary>Asks the world for this turn's view.</summary>
    public void Refresh()
    {
        text.Clear();
        inbox.Clear();
        rendered = false;
        world!.Observe(Seat, this);
    }
}
