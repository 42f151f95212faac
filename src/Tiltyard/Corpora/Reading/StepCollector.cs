using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// Gathers the steps of a run and finds the call that a result answers: by its id where the record has ids, else the earliest call of
/// the same block that has no result yet. Reused from run to run.
/// </summary>
internal sealed class StepCollector(int most)
{
    private readonly List<RecordedStep> _steps = [];
    private readonly List<(int Step, string? Id)> _open = [];
    private bool _answering;
    private SourcePlace _place;

    public int Count => _steps.Count;

    /// <summary>Forgets the run before; the place is where messages say that this one is.</summary>
    public void Begin(string file, int line)
    {
        _place = new SourcePlace(file, line, 1);
        _steps.Clear();
        _open.Clear();
        _answering = false;
    }

    public void Prompt(string text) => Add(RecordedStep.Prompt(text));

    public void Said(string? text)
    {
        if (!string.IsNullOrEmpty(text)) Add(RecordedStep.Said(text));
    }

    public void Call(RecordedCall call, string? id)
    {
        // calls after a result belong to the next block: what is still open there was never answered
        if (_answering) _open.RemoveAll(static open => open.Id is null);
        _answering = false;
        _open.Add((_steps.Count, id));
        Add(RecordedStep.Of(call));
    }

    public void Result(string? text, string? error, string? id)
    {
        var at = id is null ? -1 : _open.FindLastIndex(open => string.Equals(open.Id, id, StringComparison.Ordinal));
        if (at < 0) at = _open.FindIndex(static open => open.Id is null);
        if (at < 0 && id is null && _open.Count > 0) at = 0;
        var step = at < 0 ? -1 : _open[at].Step;
        if (at >= 0) _open.RemoveAt(at);
        _answering = true;
        Add(RecordedStep.Result(text, error, step));
    }

    /// <summary>Words from outside that no call asked for.</summary>
    public void Heard(string text) => Add(RecordedStep.Result(text, null, -1));

    public ImmutableArray<RecordedStep> Taken() => [.. _steps];

    private void Add(in RecordedStep step)
    {
        if (_steps.Count == most) throw new DocumentException(_place, null, $"a run has more than {most} steps");
        _steps.Add(step);
    }
}
