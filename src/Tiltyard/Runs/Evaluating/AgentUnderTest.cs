using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Evaluating;

/// <summary>The one agent that an evaluation is of, with the parameters that the plan's settings come to.</summary>
internal sealed class AgentUnderTest(EvaluationPlan plan, Registry registry)
{
    private const string Http = "http";

    /// <summary>The seat's choice in a world.</summary>
    /// <exception cref="DocumentException">There is no agent, or it cannot take what it is given.</exception>
    public SeatChoice For(WorldEntry world)
    {
        var (name, source) = Name();
        var kind = registry.Agent(world, name) ?? throw new DocumentException(source, $"{UnknownName.Reason("agent", name, registry.AgentsFor(world).Select(agent => agent.Name))}; the world {world.Kind.Name} is to be played");
        var parameters = plan.Agent.Map("parameters");
        if (plan.Agent.NodeOrNull("endpoint_url") is { } address) parameters = Put(parameters, kind, "url", address, "address");
        if (plan.Agent.NodeOrNull("model") is { } model) parameters = Put(parameters, kind, "model", model, "model");
        if (plan.Agent.NodeOrNull("temperature") is { } temperature) parameters = Put(parameters, kind, "temperature", temperature, "temperature");
        if (plan.Determinism.NodeOrNull("agent_seed") is { } seed) parameters = Put(parameters, kind, "seed", seed, "seed");
        if (plan.Determinism.Boolean("fixed_sampling")) parameters = Fixed(parameters, kind);
        return new SeatChoice(name, parameters, source);
    }

    private (string Name, DocumentNode Source) Name()
    {
        var named = plan.Agent.NodeOrNull("name");
        if (plan.Agent.NodeOrNull("endpoint_url") is not { } address)
            return named is { } own ? (own.AsText(), own) : throw new DocumentException(plan.Agent, "an evaluation is of one agent: write agent, or give --agent");
        if (named is null || named.AsText() is Http) return (Http, named ?? address);
        throw new DocumentException(address, $"an endpoint is for the agent {Http}, and the agent is '{named.AsText()}'");
    }

    /// <summary>Temperature 0, and a seed for sampling where the agent takes one. An agent that computes samples nothing.</summary>
    private DocumentMap Fixed(DocumentMap parameters, AgentKind kind)
    {
        if (Takes(kind, "temperature")) parameters = parameters.With("temperature", 0.0);
        return Takes(kind, "seed") && !parameters.Has("seed") ? parameters.With("seed", plan.Seed!.Value % int.MaxValue) : parameters;
    }

    private static DocumentMap Put(DocumentMap parameters, AgentKind kind, string key, DocumentNode value, string what)
    {
        if (!Takes(kind, key)) throw new DocumentException(value, $"the agent {kind.Name} takes no {what}");
        return parameters.Has(key) ? throw new DocumentException(value, $"the agent's {what} is given twice: here and among its parameters") : parameters.With(key, value);
    }

    private static bool Takes(AgentKind kind, string key) => kind.Parameters.Fields.Any(field => field.Name.Equals(key, StringComparison.Ordinal));
}
