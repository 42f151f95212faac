using System.Globalization;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Detectors.Drift;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.ContextDrift;

/// <summary>
/// Finds turns that move away from the task: the mean distance of the last turns, by words alone, is at or above the threshold. The
/// task is what the seat is for and what it was told; what its tools gave back is not part of it, for there an attacker writes.
/// </summary>
public sealed class ContextDriftValidator : IValidator
{
    private const int MostWords = 20_000;

    private readonly WorldSpec _world;
    private readonly Speech _speech;
    private readonly double _threshold;
    private readonly int _window;
    private readonly FindingList _findings = new("context_drift");
    private readonly Dictionary<string, (HashSet<string> Task, Queue<double> Last)> _seats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _turn = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, Value>> _arguments = [];

    private ContextDriftValidator(WorldSpec world, double threshold, int window)
    {
        _world = world;
        _speech = new Speech(world);
        _threshold = threshold;
        _window = window;
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "context_drift",
        Summary = "Finds turns whose words and actions have next to nothing to do with the task.",
        Options = Shape.Object(
            Field.Optional("threshold", Shape.Number(0.5, 1), "The mean share of foreign words from which the turns have drifted.", DriftDetector.Kind.Threshold),
            Field.Optional("window", Shape.Integer(1, 50), "Over how many turns.", 2)),
        Create = static (options, world) => new ContextDriftValidator(world, options.Number("threshold"), (int)options.Integer("window")),
    };

    public string Name => "context_drift";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _seats.Clear();
        foreach (var seat in _world.Seats)
        {
            var task = new HashSet<string>(StringComparer.Ordinal);
            ContentWords.AddTo(task, seat.Role, MostWords);
            foreach (var action in seat.Actions) ContentWords.AddTo(task, $"{action.Name} {action.Description}", MostWords);
            _seats[seat.Name] = (task, new Queue<double>());
        }
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        if (_seats.TryGetValue(observed.Observation.SeatName, out var seat)) ContentWords.AddTo(seat.Task, observed.Observation.Message, MostWords);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (acted.Action is null || acted.Status == ActStatus.Invalid || !_seats.TryGetValue(acted.Seat, out var seat)) return;
        _turn.Clear();
        ContentWords.AddTo(_turn, _speech.Of(acted) ?? Written(acted), MostWords);
        if (DriftDetector.Distance(seat.Task, _turn) is not { } distance) return;
        seat.Last.Enqueue(distance);
        if (seat.Last.Count > _window) seat.Last.Dequeue();
        if (seat.Last.Count < _window || seat.Last.Average() < _threshold) return;
        _findings.Add(
            ReasonCodes.ContextDriftSeen, Severity.Low,
            string.Create(CultureInfo.InvariantCulture, $"step {acted.Step}: {acted.Seat} is {seat.Last.Average():P0} foreign to its task over {_window} turns"), at.Seq);
        seat.Last.Clear();
    }

    private string Written(in Acted acted)
    {
        _arguments.Clear();
        return ActArguments.TryRead(acted, _arguments) ? $"{acted.Action} {string.Join(' ', _arguments.Select(argument => argument.Value.ToString()))}" : acted.Action!;
    }
}
