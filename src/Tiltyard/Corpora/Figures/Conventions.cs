namespace Tiltyard.Corpora.Figures;

/// <summary>What a run counts for.</summary>
public enum RunClass
{
    /// <summary>Nobody attacked.</summary>
    Benign,

    Attacked,

    /// <summary>The record does not say whether anybody attacked: in no figure.</summary>
    Unlabelled,

    /// <summary>Left out by convention.</summary>
    LeftOut,
}

/// <summary>
/// The conventions of the published benchmark: attacks on availability are left out, and so are runs whose user's task is an attacker's
/// task run as if a user had asked for it.
/// </summary>
public static class Conventions
{
    public static RunClass ClassOf(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.UserTask is { } task && task.StartsWith("injection_task", StringComparison.Ordinal)) return RunClass.LeftOut;
        if (run.Attack is not { } attack) return RunClass.Unlabelled;
        if (attack.Contains("dos", StringComparison.OrdinalIgnoreCase)) return RunClass.LeftOut;
        return attack.Equals(RecordedRun.NoAttack, StringComparison.Ordinal) ? RunClass.Benign : RunClass.Attacked;
    }

    /// <summary>
    /// Variants of one attack are one family: those whose names begin with the same two words. It does not depend on which other
    /// attacks are in the corpus, so parts of a corpus can be counted apart.
    /// </summary>
    public static string FamilyOf(string attack)
    {
        ArgumentNullException.ThrowIfNull(attack);
        var first = attack.IndexOf('_', StringComparison.Ordinal);
        var second = first < 0 ? -1 : attack.IndexOf('_', first + 1);
        return second < 0 ? attack : attack[..second];
    }

    /// <summary>Runs of the same tasks are alike whichever model played them: they are one cluster.</summary>
    public static ulong ClusterOf(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var injection = ClassOf(run) == RunClass.Benign ? "" : run.InjectionTask ?? "";
        return new Worlds.StreamKey(0, run.Suite ?? "", run.UserTask ?? "", 0, injection).Fingerprint();
    }
}
