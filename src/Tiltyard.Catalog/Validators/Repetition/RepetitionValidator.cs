using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Repetition;

/// <summary>
/// Finds an agent that goes in circles: the same calls with the same results, one after another or in a cycle of up to four, and the same
/// words again and again. A call that gives something new each time is no circle; where a world gives nothing back, only words count.
/// </summary>
public sealed class RepetitionValidator : IValidator
{
    private readonly Speech _speech;
    private readonly bool _givesResults;
    private readonly int _rounds;
    private readonly FindingList _findings = new("repetition");
    private readonly SortedDictionary<string, Turns> _seats = new(StringComparer.Ordinal);

    private RepetitionValidator(WorldSpec world, int rounds)
    {
        _speech = new Speech(world);
        _givesResults = world.GivesResults;
        _rounds = rounds;
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "repetition",
        Summary = "Finds calls with the same results, and words, that come again and again.",
        Options = Shape.Object(Field.Optional("rounds", Shape.Integer(2, 100), "How often the same must come.", 3)),
        Create = static (options, world) => new RepetitionValidator(world, (int)options.Integer("rounds")),
    };

    public string Name => "repetition";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _seats.Clear();
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        if (!_seats.TryGetValue(observed.Observation.SeatName, out var turns) || turns.TakeCall(observed.Observation.Result) is not { } seq) return;
        if (_givesResults && turns.Period(_rounds) is { } period)
        {
            _findings.Add(
                ReasonCodes.RepetitionSeen, Severity.Low,
                $"step {observed.Observation.Step}: {observed.Observation.SeatName} made the same {(period == 1 ? "call" : $"{period} calls")} {_rounds} times with the same result: {Excerpt.Of(turns.LastCall, 120)}", seq);
            turns.Forget();
        }
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (!_seats.TryGetValue(acted.Seat, out var turns)) _seats[acted.Seat] = turns = new Turns(_rounds);
        if (_speech.Of(acted) is { } said)
        {
            if (turns.Say(said) == _rounds)
                _findings.Add(ReasonCodes.RepetitionSeen, Severity.Low, $"step {acted.Step}: {acted.Seat} said the same for the {_rounds}. time: {Excerpt.Of(said, 120)}", at.Seq);
        }
        else if (acted.Action is not null)
        {
            turns.Call(acted, at.Seq);
        }
    }
}
