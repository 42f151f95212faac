using System.Collections.Immutable;
using System.CommandLine;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>
/// A task of the laboratory with an agent of any kind in some of its seats and the scripted shift in the others, as a run with traces whose results are laid beside its
/// folder. A shift of scripted agents alone is played faster by <see cref="LabRuns"/>, to the same figures.
/// </summary>
internal sealed class LabSeatedRun
{
    private readonly Option<string[]> _parameters = new("--agent-param") { Description = "A parameter of the agent, as key=value; may be repeated." };
    private readonly Option<string?> _baseUrl = new("--base-url") { Description = "Where the chat agent's server is." };
    private readonly Option<string?> _folder = new("--run-dir") { Description = "The run folder; by default it stands beside the results, as NAME.run." };
    private readonly ChatOptions _chat = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _parameters, _baseUrl, _folder }) command.Options.Add(option);
        _chat.AddTo(command);
    }

    /// <summary>Whether a flag was given that only a run with traces knows.</summary>
    public string? Given(ParseResult parsed) => new Option[] { _parameters, _baseUrl, _folder, _chat.AllowNetwork, _chat.Cache, _chat.MaxConcurrency, _chat.Prices, _chat.Record, _chat.Replay, _chat.ReplayMode }
        .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>Plays, and writes the results of both versions.</summary>
    /// <returns>How the run came out, its results of version 0.2 and the run folder.</returns>
    public async Task<(RunOutcome Outcome, DocumentMap Results, string Folder)> PlayAsync(
        ParseResult parsed, DocumentMap parameters, string? partner, string agent, IReadOnlyCollection<string> seats, int episodes, long seed, string? model, string file, CancellationToken cancellation)
    {
        var place = parsed.GetValue(_folder) ?? Beside(file);
        if (File.Exists(Path.Combine(place, RunManifest.FileName))) throw new DocumentException(place, "there is a run here already: give another --run-dir or --out");
        var plan = Plan(parsed, parameters, agent, seats, episodes, seed, model);
        using var models = ChatAgents.Prepare(plan, _chat, parsed, Named(parsed), _chat.AsksNobody(parsed));
        var (folder, runId) = RunPlace.Find(place, "", plan, resume: false);
        using var tapes = Tapes.Open(_chat, parsed);
        using var store = RunFolder.Open(folder);
        var options = RunSetup.Options(plan, null, null, _chat.Concurrency(parsed));
        var session = new RunSession(plan, models.Registry, store, options, TimeProvider.System)
        {
            RunId = runId,
            Host = RunSetup.Host(options, models.Facts),
            Tape = tapes.Tape,
            Redactor = models.Redactor,
            Usage = RunSetup.Usage,
        };
        var outcome = await session.RunAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return (outcome, Lay(store, $"{RunResultsFiles.Folder}/{plan.Blocks[0].Cells[0].Name}/", file, partner), folder);
    }

    /// <summary>Errored episodes are in no figure: where there is no other, nothing can be concluded.</summary>
    public static int ExitCode(RunOutcome outcome) => outcome.Results.Total.Assessed == 0 ? ExitCodes.Inconclusive : ExitCodes.Ok;

    public static void Show(RunOutcome outcome, DocumentMap results, string folder, bool json)
    {
        if (json) JsonOutput.Write(results);
        else Output.Line($"{LabRuns.Text(results, (int)outcome.Results.Total.Assessed)}\n{LabRuns.Outside(results, outcome, folder)}run: {folder}");
    }

    private RunPlan Plan(ParseResult parsed, DocumentMap parameters, string agent, IReadOnlyCollection<string> seats, int episodes, long seed, string? model)
    {
        var choice = new SeatChoice(agent, ChatAgents.WithVariables(agent, Parameters(parsed, agent, model)), DocumentScalar.FromFlag("--agent", agent));
        var scenario = new Scenario
        {
            Name = $"lab/{parameters.Text("task")}",
            World = "lab",
            Parameters = parameters,
            Seats = seats.Aggregate(ImmutableSortedDictionary<string, SeatChoice>.Empty.WithComparers(StringComparer.Ordinal), (all, seat) => all.SetItem(seat, choice)),
        };
        var set = new ScenarioSet { Name = $"lab-{parameters.Text("task")}", Scenarios = [scenario] };
        return new PlanMaking(Composition.Registry).Make(set, new PlanSettings { Episodes = episodes, Seed = seed, Trace = new TracePolicy(true, false, 0) });
    }

    private DocumentMap Parameters(ParseResult parsed, string agent, string? model)
    {
        // calibration needs what only the model can say
        var parameters = ChatAgents.IsOne(agent) ? DocumentNode.Map(("confidence", true)) : DocumentNode.Map();
        if (parsed.GetValue(_baseUrl) is { } address) parameters = parameters.With("base_url", DocumentScalar.FromFlag("--base-url", address));
        if (model is not null) parameters = parameters.With("model", DocumentScalar.FromFlag("--llm-model", model));
        foreach (var (key, value) in Flags.KeyValues("--agent-param", parsed.GetValue(_parameters))) parameters = parameters.With(key, value);
        return parameters;
    }

    private ImmutableArray<Uri> Named(ParseResult parsed) => parsed.GetValue(_baseUrl) is { } address ? [ChatSettings.Address(DocumentScalar.FromFlag("--base-url", address))] : [];

    private static string Beside(string file) => Path.ChangeExtension(file, ".run");

    /// <summary>Lays the results of the run folder where they were asked for.</summary>
    private static DocumentMap Lay(RunFolder store, string from, string file, string? partner)
    {
        DocumentMap? plain = null;
        foreach (var (name, to) in new[] { ("results.json", file), ("results.v0.3.json", LabResultsFiles.Full(file)) })
        {
            var bytes = store.Read(from + name) ?? throw new DocumentException($"{store.Place}/{from}{name}", "the run left no results: it was not played to its end");
            var document = JsonDocumentReader.Read(name, bytes, new DocumentLimits { MaxLength = int.MaxValue, MaxNodes = int.MaxValue }).AsMap();
            if (partner is not null) document = document.With("partner_id", partner);
            OutputFiles.Write(to, CanonicalJson.Text(document) + "\n");
            plain ??= document;
        }

        return plain!;
    }
}
