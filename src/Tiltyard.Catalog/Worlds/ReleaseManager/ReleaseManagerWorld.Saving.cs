using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.ReleaseManager;

/// <summary>Saving and restoring in mid-episode.</summary>
public sealed partial class ReleaseManagerWorld
{
    public override void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Number("canary"u8, _canary);
        writer.Integer("cooldown"u8, _cooldown);
        writer.Integer("cooldown_action"u8, _cooldownAction);
        writer.Integer("deployment"u8, _deployment);
        writer.Integer("last_action"u8, _lastAction);
        writer.Integer("last_canary_step"u8, _lastCanaryStep);
        writer.Integer("last_test_step"u8, _lastTestStep);
        writer.Integer("live_steps"u8, _liveSteps);
        writer.Text("message"u8, _message);
        writer.BeginArray("messages"u8);
        foreach (var message in _messages) writer.String(message);
        writer.EndArray();
        writer.Integer("nudges_emitted"u8, _nudgesEmitted);
        writer.Number("ramp"u8, _ramp);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.Integer("releases"u8, _releases);
        writer.Integer("rollbacks"u8, _rollbacks);
        writer.Integer("step"u8, _step);
        writer.Integer("steps_since_ship"u8, _stepsSinceShip);
        writer.Boolean("tests_passed"u8, _testsPassed);
        writer.EndObject();
    }

    public override void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _canary = saved.NumberOrNull("canary");
        _cooldown = (int)saved.Integer("cooldown");
        _cooldownAction = (int)saved.Integer("cooldown_action");
        _deployment = (int)saved.Integer("deployment");
        _lastAction = (int)saved.Integer("last_action");
        _lastCanaryStep = (int?)saved.IntegerOrNull("last_canary_step");
        _lastTestStep = (int?)saved.IntegerOrNull("last_test_step");
        _liveSteps = (int)saved.Integer("live_steps");
        _message = saved.TextOrNull("message");
        _messages.Clear();
        foreach (var message in saved.Texts("messages")) _messages.Enqueue(message);
        _nudgesEmitted = (int)saved.Integer("nudges_emitted");
        _ramp = saved.Number("ramp");
        _random.Restore(saved.Map("random"));
        _releases = (int)saved.Integer("releases");
        _rollbacks = (int)saved.Integer("rollbacks");
        _step = (int)saved.Integer("step");
        _stepsSinceShip = (int)saved.Integer("steps_since_ship");
        _testsPassed = saved.Boolean("tests_passed");
        _forced = false;
    }
}
