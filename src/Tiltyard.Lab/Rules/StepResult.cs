using System.Runtime.InteropServices;

namespace Tiltyard.Lab.Rules;

/// <summary>What an invariant came to in one step: it held, or it was broken.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InvariantRecord(string Invariant, bool Held, string? Reason = null);

/// <summary>An act of enforcement that a breach brought.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EnforcementRecord(string Rule, Model.EnforcementAct Act, string Target, int? DurationSeconds, int? Zone, string? Reason);

/// <summary>What came of one event. The engine owns and reuses it.</summary>
public sealed class StepResult
{
    /// <summary>Why the event was blocked; null where it was accepted.</summary>
    public string? Blocked { get; internal set; }

    public bool IsAccepted => Blocked is null;

    /// <summary>What happened, in the words of the emit vocabulary.</summary>
    public List<string> Emits { get; } = [];

    public List<InvariantRecord> Invariants { get; } = [];

    /// <summary>Tokens that were used up, by number.</summary>
    public List<int> TokensConsumed { get; } = [];

    public List<EnforcementRecord> Enforcements { get; } = [];

    /// <summary>The consignment that was made, or -1.</summary>
    public int Consignment { get; internal set; }

    /// <summary>The agent whose deed a report of a device showed, or -1.</summary>
    internal int Culprit { get; set; }

    /// <summary>The role in which the agent acted, or -1 where the check was not reached or found none.</summary>
    public int Role { get; internal set; }

    /// <summary>Whether the check of roles was reached.</summary>
    public bool AskedRole { get; internal set; }

    /// <summary>What the signature came to; null where there was none to verify.</summary>
    public SignatureVerdict? Signature { get; internal set; }

    internal void Clear()
    {
        Blocked = null;
        Emits.Clear();
        Invariants.Clear();
        TokensConsumed.Clear();
        Enforcements.Clear();
        Consignment = Role = Culprit = -1;
        AskedRole = false;
        Signature = null;
    }

    internal void Breach(string invariant, string? reason)
    {
        for (var place = 0; place < Invariants.Count; place++)
        {
            if (!Invariants[place].Invariant.Equals(invariant, StringComparison.Ordinal)) continue;
            if (Invariants[place].Held) Invariants[place] = new InvariantRecord(invariant, false, reason);
            return;
        }

        Invariants.Add(new InvariantRecord(invariant, false, reason));
    }

    /// <summary>Records that it held, unless this step broke it.</summary>
    internal void Held(string invariant)
    {
        foreach (var record in Invariants)
        {
            if (record.Invariant.Equals(invariant, StringComparison.Ordinal)) return;
        }

        Invariants.Add(new InvariantRecord(invariant, true));
    }
}

/// <summary>What the verification of a signature came to.</summary>
/// <param name="Reason">Why it failed; null where it passed.</param>
/// <param name="KeyId">The key that was named.</param>
/// <param name="KeyRole">The key's role, or -1.</param>
public sealed record SignatureVerdict(string? Reason, string KeyId, int KeyRole)
{
    /// <summary>The digest of what was signed, or should have been; null where the verifier knows no payload.</summary>
    public string? PayloadSha256 { get; init; }

    public bool HasPassed => Reason is null;
}
