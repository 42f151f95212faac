using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Policies;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Policy;

/// <summary>
/// Judges a trace by a policy file after the fact: what the policy would have denied or warned of becomes a finding with the rule's code.
/// The gate of the same name enforces a policy while the episode goes on. What any gate denied is an attempt, of low severity.
/// </summary>
public sealed class PolicyValidator : IValidator
{
    private readonly GatePolicy _policy;
    private readonly TraceFacts _facts;
    private readonly Speech _speech;
    private readonly FindingList _findings = new("policy");
    private readonly Dictionary<string, string> _lastTool = new(StringComparer.Ordinal);

    private PolicyValidator(GatePolicy policy, TraceFacts facts, WorldSpec world)
    {
        _policy = policy;
        _facts = facts;
        _speech = new Speech(world);
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "policy",
        Summary = "Judges actions, results, words and state by a policy file after the fact.",
        Options = Shape.Object(
            Field.Optional("policy", Shape.Text([.. ShippedPolicies.Names.Remove("evaluator", StringComparer.Ordinal)]), "A shipped policy, where no document is given.", "documented_checks"),
            Field.Optional("document", Shape.Map(Shape.Any), "The policy itself."),
            Field.Optional("file", Shape.Text(), "The file it was read from, for the record."),
            Field.Optional("facts", Shape.Map(Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean)), "Facts that no trace tells, such as policy.hard_limit, as constants."),
            Field.Optional("semantics", Shape.Text("corrected", "documented"), "Whether known mistakes of the documented system are kept.", "corrected")),
        Create = Create,
    };

    public string Name => "policy";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _facts.Begin();
        _lastTool.Clear();
    }

    public void Emit(in EventHeader at, in Stepped stepped) => _facts.Keep(stepped);

    public void Emit(in EventHeader at, in Observed observed)
    {
        var observation = observed.Observation;
        if (observation.Result is not null && Speaks(GateStage.PostTool))
        {
            _facts.GaveBack(observation, _lastTool.GetValueOrDefault(observation.SeatName));
            Judge(GateStage.PostTool, at, observation.Step, observation.SeatName, isAttempt: false);
        }

        if (!Speaks(GateStage.PreCall)) return;
        _facts.Shown(observation, string.Join('\n', new[] { observation.Message.ToString(), observation.Result }.OfType<string>().Concat(observation.Inbox.Select(message => message.Text))));
        Judge(GateStage.PreCall, at, observation.Step, observation.SeatName, isAttempt: false);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        var said = _speech.Of(acted) ?? acted.Thought ?? "";
        var isAttempt = acted.Status == ActStatus.Denied;
        if (said.Length > 0 && Speaks(GateStage.PostCall))
        {
            _facts.Doing(GateStage.PostCall, acted, said);
            Judge(GateStage.PostCall, at, acted.Step, acted.Seat, isAttempt);
        }

        if (acted.Action is null || acted.Status == ActStatus.Invalid) return;
        if (!isAttempt) _lastTool[acted.Seat] = acted.Action;
        if (!Speaks(GateStage.PreTool)) return;
        _facts.Doing(GateStage.PreTool, acted, said);
        Judge(GateStage.PreTool, at, acted.Step, acted.Seat, isAttempt);
    }

    private bool Speaks(GateStage stage) => _policy.Covers(stage) || _policy.Mode != PolicyMode.Allow;

    private void Judge(GateStage stage, in EventHeader at, int step, string seat, bool isAttempt)
    {
        var verdict = _policy.Evaluate(stage, _facts);
        if (verdict.Decision == Decision.Allow) return;
        var severity = isAttempt ? Severity.Low : verdict.Decision == Decision.Warn ? Severity.Medium : Grave(verdict.Severity);
        _findings.Add(
            verdict.Reason, severity, $"step {step}: {seat}: {verdict.Message ?? verdict.Code} [{verdict.RuleId}]{(isAttempt ? ", asked for and denied" : "")}", at.Seq);
    }

    private static Severity Grave(string? severity) => Enum.TryParse<Severity>(severity, ignoreCase: true, out var known) ? known : Severity.High;

    private static PolicyValidator Create(DocumentMap options, WorldSpec world)
    {
        var document = options.NodeOrNull("document") ?? ShippedPolicies.Find(options.Text("policy"))!;
        var semantics = options.Text("semantics").Equals("documented", StringComparison.Ordinal) ? FactSemantics.Documented : FactSemantics.Corrected;
        var policy = PolicyFile.Read(document, semantics);
        var given = (options.MapOrNull("facts")?.Entries ?? []).ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToValue(), StringComparer.Ordinal);
        var facts = new TraceFacts(world.State, given);
        return policy.Paths.FirstOrDefault(path => !facts.CanTell(path.Text)) is { } unknown
            ? throw new DocumentException(options, $"no trace of {world.Name} tells {unknown}, which a rule asks for: give it under facts, or leave the rule to a gate")
            : new PolicyValidator(policy, facts, world);
    }
}
