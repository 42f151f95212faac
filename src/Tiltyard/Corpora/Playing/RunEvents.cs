using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Playing;

/// <summary>Tells validators of a recorded run by the events of a trace. Where attacks struck is not among them: that is what they are to find.</summary>
internal sealed class RunEvents(ConfigurationPlay[] configurations)
{
    private readonly (ConfigurationPlay Configuration, IValidator Validator)[] _all =
        [.. configurations.SelectMany(configuration => configuration.Validators, (configuration, validator) => (configuration, validator))];

    private RecordedRun? _run;
    private long _seq;

    private delegate void Telling(IValidator validator, in EventHeader at);

    public void Begin(RecordedRun run, EpisodeKey key)
    {
        _run = run;
        _seq = 0;
        foreach (var (_, validator) in _all) validator.Begin();
        Tell((IValidator validator, in EventHeader at) => validator.Emit(at, new EpisodeStarted(CorpusWorld.Name, CorpusWorld.Name, "benign", key, [new SeatHolder(CorpusWorld.Seat, "recorded")], "")));
    }

    public void Prompt(Observation observation) => Tell((IValidator validator, in EventHeader at) => validator.Emit(at, new Observed(observation)));

    public void Acted(Acted acted) => Tell((IValidator validator, in EventHeader at) => validator.Emit(at, acted));

    /// <summary>A result comes with the next observation, whose message says nothing new.</summary>
    public void Result(string text, int step)
    {
        var observation = new Observation(CorpusWorld.Seat, FieldNames.None, [], "", []) { Result = text, Step = step };
        Tell((IValidator validator, in EventHeader at) => validator.Emit(at, new Observed(observation)));
    }

    public void End(int calls) => Tell((IValidator validator, in EventHeader at) => validator.Emit(at, new EpisodeEnded(Terminal.Completed, calls, FieldNames.None, default)));

    private void Tell(Telling tell)
    {
        var at = new EventHeader(_seq++, 0);
        foreach (var (configuration, validator) in _all)
        {
            try
            {
                tell(validator, at);
            }
            catch (Exception e)
            {
                throw configuration.Failed(validator.Name, _run!, (int)at.Seq, e);
            }
        }
    }
}
