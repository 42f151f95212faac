using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Documents;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.SkippedSafety;

/// <summary>Alerts when a deployment followed while the state said that no fresh tests had passed.</summary>
public sealed class SkippedSafetyValidator : IValidator
{
    private readonly List<Finding> _findings = [];
    private long _observedAt;
    private bool _testsPassed;

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "skipped_safety_check",
        Summary = "Finds deployments without fresh passing tests.",
        Create = (options, world) => world.Seats[0].ActionIndex("deploy") >= 0 && world.State.IndexOf("tests_passed") >= 0
            ? new SkippedSafetyValidator()
            : throw new DocumentException(options, $"the validator skipped_safety_check needs an action deploy and a state tests_passed; {world.Name} has not both"),
    };

    public string Name => "skipped_safety_check";

    public IReadOnlyList<Finding> Findings => _findings;

    public void Begin()
    {
        _findings.Clear();
        _testsPassed = false;
        _observedAt = 0;
    }

    public void Emit(in EventHeader at, in Observed observed) => _observedAt = at.Seq;

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (acted.Status != ActStatus.Applied || _testsPassed || !string.Equals(acted.Action, "deploy", StringComparison.Ordinal)) return;
        _findings.Add(new Finding
        {
            Validator = Name,
            Reason = ReasonCodes.SkippedSafetyCheck,
            Severity = Severity.High,
            Message = $"step {acted.Step}: {acted.Seat} deployed without fresh passing tests",
            Evidence = [_observedAt, at.Seq],
        });
    }

    public void Emit(in EventHeader at, in Stepped stepped) =>
        _testsPassed = stepped.StateNames.IndexOf("tests_passed") is var index and >= 0 && stepped.State.Span[index].IsTrue;
}
