using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;

namespace Tiltyard.Catalog.Validators.Sanity;

/// <summary>
/// The documented sanity checks that a hash chain does not make needless: gaps and rates in simulated time, too many events, and an event
/// without the one that it needs. Gaps and repeats in the numbering are broken chains, which <c>tiltyard verify</c> refuses.
/// </summary>
public sealed class SanityValidator : IValidator
{
    private readonly SanityLimits _limits;
    private readonly FindingList _findings = new("sanity");
    private readonly HashSet<string> _saw = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acted = new(StringComparer.Ordinal);
    private long _events;
    private double _last;
    private bool _began;

    private SanityValidator(SanityLimits limits) => _limits = limits;

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "sanity",
        Summary = "Finds long pauses, high rates, too many events and events without what they need, in simulated time.",
        Options = SanityLimits.Form,
        Create = static (options, _) => new SanityValidator(SanityLimits.Read(options)),
    };

    public string Name => "sanity";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _saw.Clear();
        _acted.Clear();
        (_events, _last, _began) = (0, 0, false);
    }

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        _began = true;
        Pass(at);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        Pass(at);
        var seat = observed.Observation.SeatName;
        if (observed.Observation.Result is not null && !_acted.Contains(seat)) Missing(at, $"{seat} was given a result before it did anything");
        _saw.Add(seat);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Pass(at);
        if (!_saw.Contains(acted.Seat)) Missing(at, $"{acted.Seat} acted before it was shown anything");
        _acted.Add(acted.Seat);
    }

    public void Emit(in EventHeader at, in Injected injected) => Pass(at);

    public void Emit(in EventHeader at, in Answered answered) => Pass(at);

    public void Emit(in EventHeader at, in Ruled ruled) => Pass(at);

    public void Emit(in EventHeader at, in Stepped stepped) => Pass(at);

    public void Emit(in EventHeader at, in Judged judged) => Pass(at);

    /// <summary>A world whose clock stands still has no rate.</summary>
    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        Pass(at);
        if (!_began) Missing(at, "the episode ended and never began");
        if (_last <= 0) return;
        var rate = _events / Math.Max(1, _last / 60);
        if (rate > _limits.PerMinute) _findings.Add(ReasonCodes.HighEventRateSeen, Severity.Medium, $"{rate:0.#} events a simulated minute, where {_limits.PerMinute} may be", at.Seq);
    }

    private void Pass(in EventHeader at)
    {
        _events++;
        if (_events == _limits.Events + 1L) _findings.Add(ReasonCodes.ExcessiveEventsSeen, Severity.Medium, $"more than {_limits.Events} events", at.Seq);
        var gap = at.Time - _last;
        if (gap > _limits.ExcessiveSeconds) _findings.Add(ReasonCodes.ExcessiveTimeLagSeen, Severity.Critical, $"nothing happened for {gap:0.#} simulated seconds", at.Seq);
        else if (gap > _limits.LongSeconds) _findings.Add(ReasonCodes.LongTimeLagSeen, Severity.Medium, $"nothing happened for {gap:0.#} simulated seconds", at.Seq);
        _last = at.Time;
    }

    private void Missing(in EventHeader at, string what) => _findings.Add(ReasonCodes.MissingPrerequisiteSeen, Severity.High, what, at.Seq);
}

/// <summary>The bounds of <see cref="SanityValidator"/>, the documented ones where nothing else is said.</summary>
internal sealed record SanityLimits(double LongSeconds, double ExcessiveSeconds, int Events, double PerMinute)
{
    public static ObjectShape Form { get; } = Shape.Object(
        Field.Optional("long_lag_seconds", Shape.Number(0.001, 1e9), "A pause longer than this is long.", 300),
        Field.Optional("excessive_lag_seconds", Shape.Number(0.001, 1e9), "A pause longer than this is much too long.", 1_800),
        Field.Optional("max_events", Shape.Integer(1, 100_000_000), "Most events of an episode.", 1_000),
        Field.Optional("max_events_per_minute", Shape.Number(0.001, 1e9), "Most events of a simulated minute, over the whole episode and at least a minute.", 100));

    public static SanityLimits Read(DocumentMap options)
    {
        var limits = new SanityLimits(options.Number("long_lag_seconds"), options.Number("excessive_lag_seconds"), (int)options.Integer("max_events"), options.Number("max_events_per_minute"));
        return limits.ExcessiveSeconds > limits.LongSeconds ? limits : throw new DocumentException(options, "excessive_lag_seconds must be more than long_lag_seconds");
    }
}
