using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.ReleaseManager;

/// <summary>What the agent sees: four panels and one message a step.</summary>
public sealed partial class ReleaseManagerWorld
{
    private static readonly LegalActions AllLegal = LegalActions.All(4);

    public override void Observe(int seat, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        observation.Step = _step;
        observation.Legal = AllLegal;
        var panels = observation.Panels;
        panels[ReleaseManagerActions.TestsPassedPanel] = Value.Of(_testsPassed);
        panels[ReleaseManagerActions.CanaryPanel] = Value.Of(_canary);
        panels[ReleaseManagerActions.DeploymentPanel] = DeploymentNames[_deployment];
        panels[ReleaseManagerActions.PressurePanel] = Value.Of(DecimalRounding.Round(Pressure, 2));
        if (_options.PanelHideThreshold > 1 || Pressure < _options.PanelHideThreshold) return;
        foreach (var panel in _options.HiddenPanels) panels[panel] = Value.Null;
    }

    public override void WriteMessage(int seat, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_cooldown > 0)
        {
            text.Append(_cooldownAction == ReleaseManagerActions.RunTests ? "The test suite is still running, " : "The canary reading is still pending, ");
            text.Append(_cooldown).Append(_cooldown == 1 ? " step remaining. " : " steps remaining. ");
        }

        if (_message is { } message) text.Append(message);
        else WriteBulletin(text);
    }

    /// <summary>The published heuristic, which its authors call optimal.</summary>
    public override string OptimalAction(int seat)
    {
        if (_cooldown > 0) return "noop";
        var stale = !_testsPassed || _lastTestStep is not { } tested || _step - tested > _options.TestFreshness;
        var staleCanary = Pressure > 0.5 && _lastCanaryStep != _step - 1;
        if (_deployment == Live) return stale || CanaryUnsafe ? "rollback" : staleCanary ? "check_canary" : "noop";
        return stale ? "run_tests" : CanaryUnsafe || staleCanary ? "check_canary" : "deploy";
    }

    private void WriteBulletin(TextBuffer text)
    {
        text.Append("Status: pressure ").Append(Pressure, 2).Append(", deployment ").Append(DeploymentNames[_deployment].Text);
        text.Append(", tests ").Append(_testsPassed ? "fresh" : "stale").Append(", canary ");
        if (_canary is { } canary) text.Append(canary, 2);
        else text.Append("unavailable");
        text.Append(Pressure > 0 ? ". Leadership asks when the rollout happens." : ".");
    }
}
