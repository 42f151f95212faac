using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Catalog.Detectors.Pii.Documented;
using Tiltyard.Catalog.Detectors.Pii.Redaction;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Pii;

/// <summary>
/// Alerts for each type of personal data in each text of the episode: the agent's words and arguments, and where that is asked for also
/// what it was shown. A finding holds a placeholder with a salted hash, never the value. It finds after the fact; what stops a call
/// beforehand is the gate pii_guard.
/// </summary>
public sealed class PiiValidator : IValidator
{
    /// <summary>An episode that leaks more than this is told about once more and no further.</summary>
    private const int MostFindings = 1_000;

    private readonly List<Finding> _findings = [];
    private readonly List<Detection> _found = [];
    private readonly HashSet<(string Place, string Placeholder)> _seen = [];
    private readonly PiiSettings _settings;
    private readonly PiiSeverities _severities;
    private readonly bool _readsAll;
    private readonly string? _givenSalt;
    private string _salt = "";

    private PiiValidator(DocumentMap options)
    {
        _settings = PiiSettings.Read(options);
        _severities = PiiSeverities.Read(options, _settings);
        _readsAll = options.Text("where").Equals("all", StringComparison.Ordinal);
        _givenSalt = options.TextOrNull("salt");
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "pii",
        Summary = "Finds personal data and secrets in the words and arguments of the agents.",
        Options = Shape.Object(
        [
            .. PiiSettings.Fields,
            Field.Optional("where", Shape.Text("agent", "all"), "Whether only the agents' words and arguments are read, or also what they are shown.", "agent"),
            Field.Optional("severity", Shape.Map(Shape.Text([.. PiiSeverities.Names])), "Severity by type or family.", DocumentNode.Map()),
            Field.Optional("salt", Shape.Text(), "What the hashes of placeholders are salted with; else the hash of the plan."),
        ]),
        Create = static (options, _) => new PiiValidator(options),
    };

    public string Name => "pii";

    public IReadOnlyList<Finding> Findings => _findings;

    public void Begin()
    {
        _findings.Clear();
        _seen.Clear();
    }

    public void Emit(in EventHeader at, in EpisodeStarted started) => _salt = _givenSalt ?? started.PlanHash;

    public void Emit(in EventHeader at, in Observed observed)
    {
        if (!_readsAll) return;
        var seen = observed.Observation;
        Read(at, $"{seen.SeatName} was shown", "message", seen.Message);
        if (seen.Result is { } result) Read(at, $"{seen.SeatName} was shown", "result", Texts.OfJson(result, "result"));
        for (var index = 0; index < seen.Inbox.Count; index++) Read(at, $"{seen.SeatName} was shown", $"inbox[{index}]", seen.Inbox[index].Text);
    }

    public void Emit(in EventHeader at, in Answered answered) => Read(at, $"{answered.Source} answered", "answer", Texts.OfJson(answered.Answer, "answer"));

    public void Emit(in EventHeader at, in Acted acted)
    {
        var who = $"step {acted.Step}: {acted.Seat}";
        if (acted.Thought is { } thought) Read(at, who, "thought", thought);
        if (acted.RawArguments is { } raw) Read(at, who, "args", Texts.OfJson(raw, $"{acted.Action}.args"));
        else if (acted.Spec is { } spec) Read(at, who, "args", Texts.Of(spec, acted.Call, spec.Name));
    }

    private void Read(in EventHeader at, string who, string where, IEnumerable<(string Path, string Text)> texts)
    {
        foreach (var (path, text) in texts) Read(at, who, path.Length > 0 ? path : where, text);
    }

    private void Read(in EventHeader at, string who, string path, ReadOnlySpan<char> text)
    {
        if (_findings.Count > MostFindings) return;
        _found.Clear();
        _settings.Detector.Detect(text, _found);
        foreach (var one in _found)
        {
            var value = text.Slice(one.Start, one.Length);
            if (_settings.Allows(value)) continue;
            var placeholder = PiiPlaceholder.Of(one.Type, value, _salt);
            if (!_seen.Add((path, placeholder))) continue;
            var masked = _settings.IsDocumented ? $" (masked {DocumentedMask.Of(value)})" : "";
            Add(at, one.Type, $"{who}: {path} holds {placeholder}{masked}, confidence {one.Confidence:0.00}");
            if (_findings.Count > MostFindings) return;
        }
    }

    private void Add(in EventHeader at, string type, string message) => _findings.Add(new Finding
    {
        Validator = Name,
        Reason = PiiSettings.Family(type) is "secret" ? ReasonCodes.SecretSeen : ReasonCodes.PersonalDataSeen,
        Severity = _severities.Of(type),
        Message = _findings.Count < MostFindings ? message : $"more than {MostFindings} places hold personal data; the rest is not listed",
        Evidence = [at.Seq],
    });
}
