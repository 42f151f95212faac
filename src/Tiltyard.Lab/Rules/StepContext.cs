using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules;

/// <summary>What a rule sees of the event in hand. The engine owns and reuses it.</summary>
internal sealed class StepContext(LabState state, RuleProfile profile, StepResult result)
{
    public LabState State => state;

    public LabPolicy Policy => state.Policy;

    public StepResult Result => result;

    /// <summary>Whether the published reference's tolerance holds.</summary>
    public bool IsReference => profile.IsReference;

    public bool ChecksAccess => profile.ChecksAccess;

    public LabEvent Event { get; set; } = null!;

    public Agent Agent { get; set; } = null!;

    public int Now => Event.Time;

    /// <summary>Whether device time passes by itself.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>Whether the next receipt of a consignment is made to fail, as a test of the alarm.</summary>
    public bool ForcesExcursion { get; set; }

    /// <summary>The stream of chance of simulated timing; null in explicit timing, where nothing is left to it.</summary>
    public Worlds.MersenneTwister? Random { get; set; }

    /// <summary>Seconds on a route: the mean, or about it.</summary>
    public int TravelSeconds(Route route)
    {
        if (Random is null) return route.MeanSeconds;
        var most = Math.Min(route.SpreadSeconds, route.MeanSeconds / 2);
        return route.MeanSeconds + (int)Uniform(most);
    }

    public double DrawDrift() => Random is null ? 0 : Uniform(0.2);

    public void Emit(string word) => result.Emits.Add(word);

    public void Emit(LabAction action) => result.Emits.Add(action.Name());

    /// <summary>Records a breach and gives the code back, so that a check can say both at once.</summary>
    public string Breach(string invariant, string code)
    {
        result.Breach(invariant, code);
        return code;
    }

    /// <summary>The same for invariants that the reference has no evaluator for: its suite expects none of them.</summary>
    public string OwnBreach(string invariant, string code) => IsReference ? code : Breach(invariant, code);

    public void Held(string invariant) => result.Held(invariant);

    private double Uniform(double most) => Random!.Uniform(-most, most);

    /// <summary>The device's zone, or -1.</summary>
    public int ZoneOf(int device) => device >= 0 ? Policy.Equipment.DeviceInfo[device].Zone : -1;

    /// <summary>Whether the agent is known to be somewhere else than the device.</summary>
    public bool IsElsewhere(int device) => Agent.Zone >= 0 && ZoneOf(device) is var zone and >= 0 && zone != Agent.Zone;
}

/// <summary>One check of the way that every event goes. It changes nothing.</summary>
internal abstract class Rule
{
    /// <summary>Why the event is blocked, or null.</summary>
    public abstract string? Check(StepContext at);
}

/// <summary>One action: what it needs and what it does. The check changes nothing, and what it let through cannot fail.</summary>
internal abstract class Handler
{
    public abstract LabAction Action { get; }

    /// <summary>Whether the action deals with its tokens itself, so that the token gate leaves it alone.</summary>
    public virtual bool HandlesTokens => false;

    /// <summary>Whether the published reference puts a blocked attempt on its chain; ours does always.</summary>
    public virtual bool LogsBlocks => true;

    public virtual string? Check(StepContext at) => null;

    public abstract void Commit(StepContext at);
}
