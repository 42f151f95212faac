using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>
/// A deterministic simulated environment, reset and reused for one episode after another by one thread at a time. Its chance comes
/// from the episode's key alone. The engine drives it turn by turn: <see cref="SeatsToAct"/>, <see cref="Observe"/> for each of
/// them, then <see cref="Act"/> or <see cref="Pass"/> for each, then <see cref="EndTurn"/>.
/// </summary>
/// <remarks>
/// Seats in turn: a world returns one seat at a time. Seats at once: it returns several; none sees the others' choice of this turn.
/// By next event: it moves its clock to the next due event and returns the seat that event concerns.
/// </remarks>
public abstract class World
{
    public abstract WorldSpec Spec { get; }

    /// <summary>Simulated seconds since the episode began.</summary>
    public abstract double Time { get; }

    /// <summary>True once no further turn will be asked for.</summary>
    public abstract bool IsOver { get; }

    /// <summary>
    /// Whether anybody reads panels, messages and texts of the state in the coming episode; said before <see cref="Reset"/>. Where nobody does, a world may
    /// leave them out, and what happens in it must not depend on that.
    /// </summary>
    public bool IsRead { get; set; } = true;

    public abstract void Reset(in EpisodeKey key);

    /// <summary>The seats that act in the coming turn, in the order in which their actions are applied; never empty before the end.</summary>
    public abstract ReadOnlySpan<int> SeatsToAct();

    /// <summary>Fills in step, panels and legality; text is written later, by <see cref="WriteMessage"/>, and only if somebody reads it.</summary>
    public abstract void Observe(int seat, Observation observation);

    /// <summary>The message of the observation just made.</summary>
    public abstract void WriteMessage(int seat, TextBuffer text);

    /// <summary>Applies an action that passed its schema, its legality and the gates. It cannot fail.</summary>
    public abstract void Act(int seat, in ActionCall call);

    /// <summary>The seat's turn goes by without an action: it was denied, malformed or illegal. Changes nothing but the passing of time.</summary>
    public abstract void Pass(int seat);

    /// <summary>Time moves on after all seats of the turn have acted.</summary>
    public abstract StepOutcome EndTurn();

    /// <summary>What the world put in the place of the seat's last action (a cooldown forcing a no-op), else null.</summary>
    public virtual string? ForcedAction(int seat) => null;

    /// <summary>What the published reference policy would do now, or null where the world has none. For the record only.</summary>
    public virtual string? OptimalAction(int seat) => null;

    /// <summary>The values of <see cref="WorldSpec.Request"/>, in that order: what the application around the agent knows of the request in hand.</summary>
    public virtual void ReadRequest(int seat, Span<Value> request)
    {
    }

    /// <summary>The fields of <see cref="WorldSpec.State"/>, in that order.</summary>
    public abstract void ReadState(Span<Value> state);

    /// <summary>The figures of <see cref="WorldSpec.Facts"/>, in that order; asked for once, at the end.</summary>
    public virtual void ReadFacts(Span<Value> facts)
    {
    }

    /// <summary>
    /// Signatures of the episode so far, as lines of JSON; none by default. Their bytes differ with every signing, so that they lie beside the trace and are in none.
    /// </summary>
    public virtual ReadOnlyMemory<byte> Signatures => default;

    /// <summary>Writes everything needed to go on from here, as one JSON object.</summary>
    public abstract void Save(CanonicalWriter writer);

    /// <summary>Goes on from what <see cref="Save"/> wrote, in a world made with the same parameters.</summary>
    public abstract void Restore(DocumentMap saved);
}
