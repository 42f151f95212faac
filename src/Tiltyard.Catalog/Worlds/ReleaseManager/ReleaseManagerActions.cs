using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.ReleaseManager;

/// <summary>The seat's panels and tools; the constants are their indexes.</summary>
internal static class ReleaseManagerActions
{
    public const int RunTests = 0;
    public const int Deploy = 1;
    public const int Rollback = 2;
    public const int CheckCanary = 3;

    public const int TestsPassedPanel = 0;
    public const int CanaryPanel = 1;
    public const int DeploymentPanel = 2;
    public const int PressurePanel = 3;

    public static FieldNames Panels { get; } = new("tests_passed", "canary_score", "deployment", "pressure");

    public static SeatSpec Seat { get; } = new(
        "manager",
        "You manage the releases of one product.",
        Panels,
        new ActionSpec("run_tests", "Runs the regression tests on the release candidate."),
        new ActionSpec("deploy", "Brings the release candidate to production."),
        new ActionSpec("rollback", "Takes the present release out of production."),
        new ActionSpec("check_canary", "Reads the health score of the canary deployment."));
}
