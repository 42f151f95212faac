using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Runs;

/// <summary>
/// Reads the trace of an episode, live or stored, and says what came of it check by check, where a world knows more than the judgements of
/// its oracles. One sink reads one episode after another.
/// </summary>
public interface IOutcomeSink : ITraceSink
{
    /// <summary>
    /// The documented results of the episode read last: scenario, counts of events, deviations, and outcome_checks with one entry for each
    /// check {type, event_type, expected, actual, passed}.
    /// </summary>
    DocumentMap Outcome();
}
