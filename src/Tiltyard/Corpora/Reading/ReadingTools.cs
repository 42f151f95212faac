namespace Tiltyard.Corpora.Reading;

/// <summary>What one thread reads runs with; reused from run to run.</summary>
internal sealed class ReadingTools
{
    public ReadingTools(CorpusLimits limits, bool withSteps)
    {
        Limits = limits;
        WithSteps = withSteps;
        Steps = new StepCollector(limits.MaxSteps);
        Lines = new LineRuns(this);
        Messages = new MessageRuns(this);
        Samples = new InspectSamples(this);
    }

    public CorpusLimits Limits { get; }

    /// <summary>False where only labels are asked for: steps are then checked as JSON and not kept.</summary>
    public bool WithSteps { get; }

    public TextPool Pool { get; } = new();

    public StepCollector Steps { get; }

    public LineRuns Lines { get; }

    public MessageRuns Messages { get; }

    public InspectSamples Samples { get; }
}
