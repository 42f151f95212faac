using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Benchmarks;

/// <summary>A trivial metric: adds up what the steps came to. Also the proof that a yardstick does the same arithmetic.</summary>
internal sealed class OutcomeSums : ITraceSink
{
    public double Alignment { get; private set; }

    public double Conduct { get; private set; }

    public double Utility { get; private set; }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        Alignment += stepped.Outcome.Alignment ?? 0;
        Conduct += stepped.Outcome.Conduct ?? 0;
        Utility += stepped.Outcome.Utility ?? 0;
    }
}
