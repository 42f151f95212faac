using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>What the process took to play a run: CPU time of all its threads, and the most memory it held at once.</summary>
public readonly record struct ResourceUsage(double CpuSeconds, long PeakMemoryBytes);

/// <summary>run.json: the resolved plan and all that is true of this one execution. Only here, in meta.json and in run_info.csv do wall time and host appear.</summary>
public sealed record RunManifest
{
    public const string FileName = "run.json";

    /// <summary>A plan of many cells makes a long record; it is ours, not a stranger's scenario.</summary>
    private static readonly DocumentLimits Ours = new() { MaxLength = 1 << 30, MaxNodes = 100_000_000 };

    public required string RunId { get; init; }

    public required string PlanHash { get; init; }

    public required RunPlan Plan { get; init; }

    public CriteriaSet Criteria { get; init; } = CriteriaSet.None;

    public Shard Shard { get; init; } = Shard.Whole;

    public RunStatus Status { get; init; } = RunStatus.Running;

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public DocumentMap Host { get; init; } = DocumentNode.Map();

    /// <summary>Whether each scenario was allowed to reach a real provider.</summary>
    public ImmutableArray<RouteDecision> Routes { get; init; } = [];

    /// <summary>The evaluation that the run is, with its steps as they went; null for other runs.</summary>
    public EvaluationRecord? Evaluation { get; init; }

    /// <summary>What the process took; null where the host did not say.</summary>
    public ResourceUsage? Usage { get; init; }

    public BudgetReport? Budget { get; init; }

    public Verdict? Verdict { get; init; }

    public RunResults? Results { get; init; }

    /// <summary>True when episodes depend on what was played before them, so that law 1 holds for the replay alone.</summary>
    public bool OrderDependent => Plan.Limits.DependsOnOrder;

    public byte[] Write() => Encoding.UTF8.GetBytes(IndentedJson.Text(ToDocument()));

    private DocumentMap ToDocument()
    {
        var entries = new List<(string, DocumentNode)>
        {
            ("results_schema", "1"),
            ("summary_schema", "1"),
            ("run_id", RunId),
            ("status", Status.ToString().ToLowerInvariant()),
            ("plan_hash", PlanHash),
            ("shard", Shard.ToString()),
            ("order_dependent", OrderDependent),
            ("started", Instant(Started)),
            ("finished", Finished is { } finished ? Instant(finished) : DocumentNode.Null),
            ("host", Host),
            ("policy", Routes.Length == 1 ? Routes[0].ToDocument() : DocumentNode.List(Routes.Select(route => route.ToDocument()))),
        };
        if (Results is { } results)
        {
            entries.Add(("planned", results.Plan.Planned));
            entries.Add(("finished_episodes", results.Finished));
            entries.Add(("played", results.Played));
            entries.AddRange(DocumentedSections.Of(results));
            entries.Add(("gate_audit", DocumentNode.Map([.. results.Total.Rulings.Select(ruling => (ruling.Key, (DocumentNode)ruling.Value))])));
        }

        if (Usage is { } usage) entries.Add(("resources", DocumentNode.Map(("cpu_seconds", usage.CpuSeconds), ("peak_memory_bytes", usage.PeakMemoryBytes))));
        if (Evaluation is { } evaluation) entries.Add(("evaluation", evaluation.ToDocument(Finished is { } end ? (end - Started).TotalSeconds : null)));
        if (Budget is { } budget) entries.Add(("budget", BudgetDocument(budget)));
        if (Verdict is { } verdict) entries.Add(("verdict", DocumentNode.Map(("status", verdict.Name), ("reasons", DocumentNode.List(verdict.Criteria.Select(judged => (DocumentNode)judged.Line))))));
        entries.Add(("criteria", CriteriaWire.Write(Criteria)));
        entries.Add(("plan", PlanWire.Write(Plan)));
        return DocumentNode.Map(entries);
    }

    private static DocumentMap BudgetDocument(BudgetReport budget) => DocumentNode.Map(
        ("stopped_early", budget.Skipped > 0),
        ("budget_hit", budget.FirstHit ?? "none"),
        ("skipped", budget.Skipped),
        ("ceilings", DocumentNode.List(budget.Ceilings.Select(ceiling => DocumentNode.Map(
            ("name", ceiling.Name), ("limit", ceiling.Limit), ("used", ceiling.Used), ("reached", ceiling.Reached), ("exhausted", ceiling.Exhausted))))));

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a run's manifest back from its store.</summary>
    /// <exception cref="DocumentException">There is none, or it is damaged.</exception>
    public static RunManifest Read(IRunStore store, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(store);
        var file = $"{store.Place}/{FileName}";
        var bytes = store.Read(FileName) ?? throw new DocumentException(file, "there is no run here");
        var map = JsonDocumentReader.Read(file, bytes, Ours).AsMap();
        var plan = PlanWire.Read(map.Map("plan"), registry);
        var hash = PlanWire.Hash(plan);
        if (!hash.Equals(map.Text("plan_hash"), StringComparison.Ordinal))
            throw new DocumentException(map.Node("plan_hash"), "the plan does not have the hash that is recorded for it");
        return new RunManifest
        {
            RunId = map.Text("run_id"),
            PlanHash = hash,
            Plan = plan,
            Criteria = CriteriaWire.Read(map.Map("criteria")),
            Shard = ReadShard(map),
            Status = Enum.TryParse<RunStatus>(map.Text("status"), ignoreCase: true, out var status) ? status : throw new DocumentException(map.Node("status"), "this is not a status"),
            Started = ReadInstant(map, "started"),
            Finished = map.Has("finished") ? ReadInstant(map, "finished") : null,
            Host = map.Map("host"),
            Routes = map.NodeOrNull("policy") is { } routes ? [.. (routes is DocumentMap one ? [one] : routes.AsList().Items.Select(item => item.AsMap())).Select(RouteDecision.From)] : [],
            Evaluation = map.MapOrNull("evaluation") is { } evaluation ? EvaluationRecord.Read(evaluation) : null,
            Usage = map.MapOrNull("resources") is { } usage ? new ResourceUsage(usage.Number("cpu_seconds"), usage.Integer("peak_memory_bytes")) : null,
            Budget = map.MapOrNull("budget") is { } budget ? ReadBudget(budget) : null,
        };
    }

    private static DateTimeOffset ReadInstant(DocumentMap map, string key) =>
        DateTimeOffset.TryParse(map.Text(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new DocumentException(map.Node(key), "this is not an instant");

    private static BudgetReport ReadBudget(DocumentMap budget) => new(
        [
            .. budget.Maps("ceilings").Select(ceiling => new Engine.CeilingStatus(
                ceiling.Text("name"), ceiling.Number("limit"), ceiling.Number("used"), ceiling.Boolean("reached"), ceiling.Boolean("exhausted"))),
        ],
        budget.Text("budget_hit") is var hit && hit.Equals("none", StringComparison.Ordinal) ? null : hit,
        budget.Integer("skipped"));

    private static Shard ReadShard(DocumentMap map)
    {
        var parts = map.Text("shard").Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], out var number) && int.TryParse(parts[1], out var count) && number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new DocumentException(map.Node("shard"), "this is not a shard");
    }
}
