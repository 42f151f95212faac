using System.Collections.Immutable;
using Tiltyard.Traces.Events;

namespace Tiltyard.Runs.Auditing;

/// <summary>What an oracle made of a mutation.</summary>
public enum AuditFinding
{
    /// <summary>It said what it had to in every episode.</summary>
    Told,

    /// <summary>In some episode it did not.</summary>
    Weak,

    /// <summary>Played this way the case ends as with the reference, answer by answer: there is nothing to tell.</summary>
    Equivalent,

    /// <summary>The world has no such agent, or the plan leaves nothing to change.</summary>
    NotApplicable,
}

/// <summary>One mutation as one oracle judged it.</summary>
/// <param name="Wrong">In how many episodes the oracle said something else than it had to.</param>
/// <param name="Judged">In how many episodes it said anything.</param>
public sealed record MutantReading(Mutation Mutation, AuditFinding Finding, int Wrong, int Judged);

/// <summary>How one oracle stood up to the mutations of one case.</summary>
public sealed record OracleAudit(string Scenario, string Case, string Oracle, JudgedPurpose Purpose, ImmutableArray<MutantReading> Readings)
{
    public IEnumerable<MutantReading> Weak => Readings.Where(reading => reading.Finding == AuditFinding.Weak);
}
