using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.FreshTests;

/// <summary>No deployment without fresh passing tests. It believes the tests_passed panel alone; a hidden panel counts as not passed.</summary>
public sealed class FreshTestsGate : IGate
{
    private const string RuleId = "deploy_needs_fresh_tests";

    private static readonly Ruling Allow = new(Decision.Allow, RuleId, ReasonCodes.DefaultAllow);

    private readonly int _panel;

    private FreshTestsGate(int panel) => _panel = panel;

    public static GateKind Kind { get; } = new()
    {
        Name = "fresh_tests",
        Summary = "Denies deploy unless the tests_passed panel says that the tests passed and are fresh.",
        Create = Create,
    };

    public string Name => "fresh_tests";

    public Ruling Rule(in GateRequest request)
    {
        if (!request.Action!.Name.Equals("deploy", StringComparison.Ordinal)) return Allow;
        return request.Observation.Panels[_panel].IsTrue
            ? Allow
            : new Ruling(Decision.Deny, RuleId, ReasonCodes.TestsNotFresh, $"tests_passed is {request.Observation.Panels[_panel]}");
    }

    private static FreshTestsGate Create(DocumentMap options, WorldSpec world)
    {
        var seat = world.Seats[0];
        var panel = seat.Panels.IndexOf("tests_passed");
        return panel >= 0 && seat.ActionIndex("deploy") >= 0
            ? new FreshTestsGate(panel)
            : throw new DocumentException(options, $"the gate fresh_tests needs an action deploy and a panel tests_passed; {world.Name} has not both");
    }
}
