using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Runs.Evaluating;

/// <summary>One of the ten steps as it went: how long it took is measured and stands in run.json alone.</summary>
public sealed record EvaluationStep(int Number, string Status, double Seconds, string Detail)
{
    public string Name => EvaluationSteps.Names[Number - 1];
}

/// <summary>
/// The ten documented steps of an evaluation, each timed as it is done and told to whoever watches. Without a clock it holds what an
/// earlier execution recorded, and doing a step again changes nothing of that.
/// </summary>
public sealed class EvaluationSteps(TimeProvider? clock, Action<EvaluationStep>? watch = null)
{
    private readonly SortedDictionary<int, EvaluationStep> _done = [];

    /// <summary>Names of the steps, the first at 0.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "read_configuration", "assemble_scenarios", "seed", "initialize_validators", "execute_scenarios", "validate_events", "check_thresholds", "replay", "aggregate_metrics", "finalize",
    ];

    public ImmutableArray<EvaluationStep> Done => [.. _done.Values];

    /// <summary>Does a step and says what it came to; a step that throws is recorded as failed.</summary>
    public T Do<T>(int number, Func<T> step, Func<T, string> detail)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(detail);
        var started = clock?.GetTimestamp() ?? 0;
        try
        {
            var result = step();
            End(number, "completed", started, detail(result));
            return result;
        }
        catch (Exception e)
        {
            End(number, "failed", started, e.Message);
            throw;
        }
    }

    /// <summary>The same for a step that waits.</summary>
    public async Task<T> DoAsync<T>(int number, Func<Task<T>> step, Func<T, string> detail)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(detail);
        var started = clock?.GetTimestamp() ?? 0;
        try
        {
            var result = await step().ConfigureAwait(false);
            End(number, "completed", started, detail(result));
            return result;
        }
        catch (Exception e)
        {
            End(number, "failed", started, e.Message);
            throw;
        }
    }

    /// <summary>What was recorded before, with further steps timed by this clock: for parts of a run that are put together.</summary>
    public EvaluationSteps Timed(TimeProvider by)
    {
        var steps = new EvaluationSteps(by);
        foreach (var (number, step) in _done) steps._done[number] = step;
        return steps;
    }

    /// <summary>Records a step that the plan does not ask for.</summary>
    public void Skip(int number, string why) => End(number, "skipped", clock?.GetTimestamp() ?? 0, why);

    public DocumentList ToDocument() => DocumentNode.List(_done.Values.Select(step => DocumentNode.Map(
        ("step", (long)step.Number), ("name", step.Name), ("status", step.Status), ("seconds", step.Seconds), ("detail", step.Detail))));

    /// <summary>What run.json holds of an earlier execution.</summary>
    public static EvaluationSteps Read(IEnumerable<DocumentMap> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var read = new EvaluationSteps(null);
        foreach (var step in steps)
        {
            var number = step.Integer("step");
            if (number < 1 || number > Names.Length) throw new DocumentException(step, "this is not one of the ten steps");
            read._done[(int)number] = new EvaluationStep((int)number, step.Text("status"), step.Number("seconds"), step.Text("detail"));
        }

        return read;
    }

    private void End(int number, string status, long started, string detail)
    {
        if (clock is null) return;
        var step = new EvaluationStep(number, status, clock.GetElapsedTime(started).TotalSeconds, detail);
        _done[number] = step;
        watch?.Invoke(step);
    }
}
