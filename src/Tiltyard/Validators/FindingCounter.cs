using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Validators;

/// <summary>
/// Feeds the events of an episode to its validators and sums up what they found. When one throws, nothing of that episode counts as
/// checked: <see cref="Failure"/> says so and the row becomes errored.
/// </summary>
public sealed class FindingCounter(IReadOnlyList<IValidator> validators) : ITraceSink
{
    private static readonly ImmutableSortedDictionary<string, int> NoCounts = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    private delegate void Feeding<TEvent>(IValidator validator, in EventHeader at, in TEvent occurred);

    private readonly HashSet<long> _confirming = [];

    /// <summary>Which validator failed and how, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Every finding, validator by validator in the order of the plan.</summary>
    public IEnumerable<Finding> Findings => validators.SelectMany(validator => validator.Findings);

    public void Begin()
    {
        Failure = null;
        _confirming.Clear();
        foreach (var validator in validators) validator.Begin();
    }

    /// <summary>Findings by reason code.</summary>
    public ImmutableSortedDictionary<string, int> Counts() => validators.Count == 0
        ? NoCounts
        : Findings.GroupBy(finding => finding.Reason.Code, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    public void Emit(in EventHeader at, in EpisodeStarted started) =>
        Feed(at, started, static (IValidator validator, in EventHeader header, in EpisodeStarted e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Observed observed) =>
        Feed(at, observed, static (IValidator validator, in EventHeader header, in Observed e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Injected injected) =>
        Feed(at, injected, static (IValidator validator, in EventHeader header, in Injected e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Answered answered) =>
        Feed(at, answered, static (IValidator validator, in EventHeader header, in Answered e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Ruled ruled) =>
        Feed(at, ruled, static (IValidator validator, in EventHeader header, in Ruled e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Acted acted) =>
        Feed(at, acted, static (IValidator validator, in EventHeader header, in Acted e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in Stepped stepped) =>
        Feed(at, stepped, static (IValidator validator, in EventHeader header, in Stepped e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in BudgetStopped stopped) =>
        Feed(at, stopped, static (IValidator validator, in EventHeader header, in BudgetStopped e) => validator.Emit(header, e));

    /// <summary>Whether an oracle found harm or a successful attack on evidence that this finding names too.</summary>
    public bool IsConfirmed(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return _confirming.Count > 0 && finding.Evidence.Any(_confirming.Contains);
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        if (judged is { Outcome: OracleOutcome.Broken, Purpose: JudgedPurpose.Attack or JudgedPurpose.Harm }) _confirming.UnionWith(judged.Evidence);
        Feed(at, judged, static (IValidator validator, in EventHeader header, in Judged e) => validator.Emit(header, e));
    }

    public void Emit(in EventHeader at, in Errored errored) =>
        Feed(at, errored, static (IValidator validator, in EventHeader header, in Errored e) => validator.Emit(header, e));

    public void Emit(in EventHeader at, in EpisodeEnded ended) =>
        Feed(at, ended, static (IValidator validator, in EventHeader header, in EpisodeEnded e) => validator.Emit(header, e));

    private void Feed<TEvent>(in EventHeader at, in TEvent occurred, Feeding<TEvent> feed)
    {
        if (Failure is not null) return;
        foreach (var validator in validators)
        {
            try
            {
                feed(validator, at, occurred);
            }
            catch (Exception e)
            {
                Failure = $"{validator.Name} failed at event {at.Seq}: {e.Message}";
                return;
            }
        }
    }
}
