using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Agents;

/// <summary>Policies that fit any world: the controls that do nothing and that do anything.</summary>
public static class GeneralPolicies
{
    public static AgentKind NoOp { get; } = new()
    {
        Name = "policy:noop",
        Summary = "Does nothing at all.",
        Create = _ => new NoOpPolicy(),
    };

    public static AgentKind Random { get; } = new()
    {
        Name = "policy:random",
        Summary = "Takes any legal action or none, each with the same chance, with arguments drawn from their ranges and from the names that the world gives.",
        Create = _ => new RandomPolicy(),
    };

    private sealed class NoOpPolicy : IComputingAgent
    {
        public string Name => "policy:noop";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal) => proposal.NoOp();
    }

    private sealed class RandomPolicy : IComputingAgent
    {
        private const double WidestRange = 1_000;

        private readonly SeededRandom _random = new();
        private SeatSpec? _spec;

        public string Name => "policy:random";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
            _spec = spec;
            _random.Reseed(key.Stream($"policy:random/{seat}"));
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            var choice = _random.NextInt(_spec!.Actions.Length + 1);
            if (choice == _spec.Actions.Length || !observation.Legal[choice])
            {
                proposal.NoOp();
                return;
            }

            var parameters = _spec.Actions[choice].Parameters;
            if (parameters.Length == 0) proposal.Act(choice);
            else proposal.Act(ActionCall.Of(choice, [.. parameters.Select((parameter, place) => Draw(parameter, observation.Names, choice, place))]));
        }

        public void Save(CanonicalWriter writer) => writer.Write(_random);

        public void Restore(DocumentMap saved) => _random.Restore(saved);

        private Value Draw(ParameterSpec parameter, INames? names, int action, int place)
        {
            var low = double.IsFinite(parameter.Minimum) ? parameter.Minimum : 0;
            var high = Math.Min(parameter.Maximum, low + WidestRange);
            return parameter.Kind switch
            {
                ValueKind.Boolean => Value.Of(_random.NextBool(0.5)),
                ValueKind.Integer => Value.Of((long)low + _random.NextInt((int)(high - low) + 1)),
                ValueKind.Number => Value.Of(low + (_random.NextDouble() * (high - low))),
                ValueKind.Text when !parameter.Allowed.IsEmpty => Value.Of(parameter.Allowed[_random.NextInt(parameter.Allowed.Length)]),
                ValueKind.Text when names?.Draw(action, place, _random) is { } name => Value.Of(name),
                _ => parameter.Default ?? Value.Of(""),
            };
        }
    }
}
