using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>One case of a scenario over all agents and seeds, arm by arm; for a treatment over all cases use <see cref="CellView"/>.</summary>
public sealed record CaseView
{
    public required string Scenario { get; init; }

    public required string Name { get; init; }

    /// <summary>Where its attack enters, such as message or tool_result; empty where none did or no trace tells.</summary>
    public string Surface { get; init; } = "";

    public ImmutableArray<CaseArmView> Arms { get; init; } = [];
}

/// <summary>What a case came to in one arm. Each share has its own denominator; one of nothing was not asked.</summary>
public sealed record CaseArmView(string Arm, RateView Harmed, RateView Attack, RateView TaskDone)
{
    public bool Any => Harmed.N + Attack.N + TaskDone.N > 0;
}
