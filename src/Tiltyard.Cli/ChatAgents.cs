using System.Collections.Immutable;
using System.CommandLine;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Prices;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Adapters.Http;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>
/// The chat models of one run: what the plan asks for is checked against what the command line allows before anything is opened or
/// written, and the connections live as long as the run.
/// </summary>
internal sealed class ChatAgents : IDisposable
{
    private readonly ChatConnections _connections;

    private ChatAgents(ChatConnections connections, Func<Uri, bool> mayConnect, IRedactor redactor, DocumentMap facts)
    {
        _connections = connections;
        Registry = Composition.With(connections.Kinds, mayConnect);
        Redactor = redactor;
        Facts = facts;
    }

    public Registry Registry { get; }

    public IRedactor Redactor { get; }

    /// <summary>For run.json: who is asked, and whether the network was open. Empty without chat models.</summary>
    public DocumentMap Facts { get; }

    /// <summary>Whether a seat of the plan is held by a chat model.</summary>
    public static bool AreIn(RunPlan plan) => Settings(plan).Any();

    /// <summary>Agent parameters that stand on the command line may be meant for the chat model that a file names.</summary>
    public static bool IsOne(string agent) => ChatProvider.Of(agent) is not null;

    /// <summary>A chat model's parameters with what MODEL and TEMPERATURE say where no flag did; for other agents they say nothing.</summary>
    public static DocumentMap WithVariables(string agent, DocumentMap parameters)
    {
        if (!IsOne(agent) || agent.StartsWith("echo", StringComparison.Ordinal)) return parameters;
        if (!agent.Contains(':', StringComparison.Ordinal) && !parameters.Has("model") && Environment.GetEnvironmentVariable("MODEL") is { Length: > 0 } model)
            parameters = parameters.With("model", DocumentScalar.FromFlag("MODEL", model));
        return !parameters.Has("temperature") && Environment.GetEnvironmentVariable("TEMPERATURE") is { Length: > 0 } temperature
            ? parameters.With("temperature", DocumentScalar.FromFlag("TEMPERATURE", temperature))
            : parameters;
    }

    /// <exception cref="DocumentException">The plan cannot be played as it is asked for.</exception>
    public static ChatAgents Prepare(RunPlan plan, ChatOptions options, ParseResult parsed, ImmutableArray<Uri> named, bool asksNobody)
    {
        var network = new NetworkWall { AllowsAll = parsed.GetValue(options.AllowNetwork), Granted = [.. named.Where(NetworkWall.IsLoopback)] };
        var models = Settings(plan).ToImmutableArray();
        var keys = models.IsEmpty ? KeyRing.Empty : KeyRing.Read(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
        var prices = parsed.GetValue(options.Prices) is { } file ? PriceTable.Shipped.With(PriceTable.Read(InputFiles.ReadDocument(file))) : PriceTable.Shipped;
        var host = new ChatHost { Network = network, Keys = keys, Prices = prices, MaxConcurrency = options.Concurrency(parsed) };
        foreach (var model in models) Check(model, plan, host, named, asksNobody || plan.DryRun);
        if (!asksNobody && !plan.DryRun) CheckAddresses(plan, network);
        return new ChatAgents(new ChatConnections(host), asksNobody || plan.DryRun ? static _ => true : network.Allows, new Redactor(PlanWire.Hash(plan), keys.Known()), FactsOf(models, host));
    }

    public void Dispose() => _connections.Dispose();

    private static IEnumerable<ChatSettings> Settings(RunPlan plan) => plan.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Seats)
        .Select(seat => (Provider: ChatProvider.Of(seat.Name), seat.Options))
        .Where(seat => seat.Provider is not null)
        .Select(seat => ChatSettings.Read(seat.Provider!, seat.Options)).Distinct();

    private static void Check(ChatSettings model, RunPlan plan, ChatHost host, ImmutableArray<Uri> named, bool asksNobody)
    {
        var name = $"{model.Provider.Name}:{model.Model}";
        if (plan.Limits.MaxCostUsd is not null && host.Prices.Of(model) is null)
            throw new DocumentException("--max-cost", $"nobody knows what {name} costs: name its price in a file and give --prices");
        if (asksNobody || model.BaseUrl is not { } address) return;
        if (!host.Network.Allows(address))
        {
            var local = NetworkWall.IsLoopback(address) ? $", or name the address on the command line: --base-url {address.OriginalString}" : "";
            throw new DocumentException(NetworkWall.Flag, $"the agent {name} asks {address.Authority}: give {NetworkWall.Flag} to let it{local}");
        }

        if (model.Provider.KeyVariable is not { } variable) return;
        var key = host.Keys.Find(variable);
        if (key is not null && !model.Provider.IsAt(address) && !named.Contains(address))
            throw new DocumentException("--base-url", $"a file would have {variable} sent to {address.Authority}: if that is meant, name the address on the command line too");
        if (model.Provider.NeedsKey && key is null)
            throw new DocumentException(variable, $"the agent {name} needs a key: set {variable} in the environment or in {KeyRing.FileName}");
    }

    private static void CheckAddresses(RunPlan plan, NetworkWall network)
    {
        foreach (var seat in plan.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Seats).Where(seat => seat.Name.StartsWith(HttpAgent.KindName + ":", StringComparison.Ordinal)))
        {
            var address = HttpAgent.AddressOf(seat.Options);
            if (!address.IsLoopback && !network.Allows(address))
                throw new DocumentException(NetworkWall.Flag, $"the agent {seat.Name} asks {address.Authority}: give {NetworkWall.Flag} to let it");
            if (HttpAgent.CredentialOf(seat.Options) is { } variable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
                throw new DocumentException(variable, $"the agent {seat.Name} needs a credential: set {variable} in the environment");
        }
    }

    private static DocumentMap FactsOf(ImmutableArray<ChatSettings> models, ChatHost host) => models.IsEmpty
        ? DocumentNode.Map()
        : DocumentNode.Map(
            ("models", DocumentNode.List(models.Select(model => DocumentNode.Map(
                ("provider", model.Provider.Name),
                ("model", model.Model),
                ("api_key_env", model.Provider.KeyVariable is { } variable ? variable : DocumentNode.Null),
                ("api_key_present", model.Provider.KeyVariable is { } wanted && host.Keys.Find(wanted) is not null),
                ("price_known", host.Prices.Of(model) is not null))))),
            ("network", host.Network.AllowsAll ? "allowed" : host.Network.Granted.Count > 0 ? "loopback" : "none"),
            ("prices_date", host.Prices.Date));
}
