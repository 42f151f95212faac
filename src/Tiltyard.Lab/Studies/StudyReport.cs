using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Studies;

/// <summary>manifest.json, conditions.jsonl and README.md of a study that was played.</summary>
public sealed record StudyReport
{
    public required StudySpec Spec { get; init; }

    public required string SpecPath { get; init; }

    public required string OutPath { get; init; }

    /// <summary>SHA-256 of each condition's results.json, in the order of the conditions.</summary>
    public required ImmutableArray<string> ResultHashes { get; init; }

    public required ImmutableArray<StudyTally> Tallies { get; init; }

    public required LabPolicy Policy { get; init; }

    public string? Partner { get; init; }

    public string? GitSha { get; init; }

    /// <summary>Whether the episodes were cut to one by the switch for quick reproductions.</summary>
    public bool IsSmoke { get; init; }

    public DocumentMap Manifest() => DocumentNode.Map(
        ("condition_ids", Texts(Spec.Conditions.Select(one => one.Id))),
        ("condition_labels", Texts(Spec.Conditions.Select(one => one.Label))),
        ("deps_snapshot", DocumentNode.Null),
        ("episodes", (long)Spec.Episodes),
        ("git_commit_hash", Text(GitSha)),
        ("num_conditions", (long)Spec.Conditions.Length),
        ("out_dir", OutPath),
        ("partner_id", Text(Partner)),
        ("policy_fingerprint", Policy.Fingerprint),
        ("policy_versions", DocumentNode.Map([.. PolicyDocuments.Names.Select(name => (name, (DocumentNode)Policy.Documents[name].Integer("version")))])),
        ("python_version", DocumentNode.Null),
        ("result_hashes", DocumentNode.Map([.. Spec.Conditions.Zip(ResultHashes).OrderBy(one => one.First.Id, StringComparer.Ordinal).Select(one => (one.First.Id, (DocumentNode)one.Second))])),
        ("seed_base", Spec.Seed),
        ("smoke", IsSmoke),
        ("study_spec_path", SpecPath),
        ("task", Spec.Task));

    public string ConditionLines() => string.Concat(Spec.Conditions.Select(one => CanonicalJson.Text(DocumentNode.Map(
        ("ablations", DocumentNode.Map([.. one.Ablations])), ("agent", Spec.Agent), ("condition_id", one.Id), ("episodes", (long)Spec.Episodes), ("label", one.Label), ("seed", Spec.Seed))) + "\n"));

    public string ReadMe()
    {
        var text = new StringBuilder($"# Study of {Hostile.Markdown(Spec.Task)}\n\n");
        text.Append($"{Digits.Count(Spec.Conditions.Length)} conditions of {Digits.Count(Spec.Episodes)} episodes each, all on the seeds from {Spec.Seed}: differences are those to cond\\_0, episode by episode. Intervals are 95 %.\n\n");
        Row(text, ["condition", "what", .. StudyTally.Figures.Select(figure => Hostile.Markdown(figure.Name)), "attack succeeded"]);
        Row(text, Enumerable.Repeat("---", StudyTally.Figures.Length + 3));
        foreach (var (condition, tally) in Pairs()) Row(text, [Hostile.Markdown(condition.Id), Hostile.Markdown(condition.Label), .. Means(tally), Share(tally.Attacked)]);
        text.Append("\n## Differences to cond\\_0 on the same seeds\n\n");
        Row(text, ["condition", .. StudyTally.Figures.Select(figure => Hostile.Markdown(figure.Name))]);
        Row(text, Enumerable.Repeat("---", StudyTally.Figures.Length + 1));
        foreach (var (condition, tally) in Pairs().Skip(1)) Row(text, [Hostile.Markdown(condition.Id), .. Differences(tally)]);
        text.Append("\n## Why events were refused\n\n");
        Row(text, ["code", .. Spec.Conditions.Select(condition => Hostile.Markdown(condition.Id))]);
        Row(text, Enumerable.Repeat("---", Spec.Conditions.Length + 1));
        foreach (var code in Tallies.SelectMany(tally => tally.Blocks.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Row(text, [Hostile.Markdown(code), .. Tallies.Select(tally => Digits.Count(tally.Blocks.GetValueOrDefault(code)))]);
        return text.ToString();
    }

    public DocumentMap ToDocument() => DocumentNode.Map(
        ("conditions", DocumentNode.List(Pairs().Select(one => (DocumentNode)DocumentNode.Map(
            ("attack_success", DocumentNode.Map(("k", one.Tally.Attacked.Successes), ("n", one.Tally.Attacked.Trials), ("rate", Number(one.Tally.Attacked.Estimate)))),
            ("condition_id", one.Condition.Id),
            ("differences", DocumentNode.Map([.. StudyTally.Figures.Select((figure, place) => (figure.Name, Estimated(one.Tally.Difference(place), one.Tally.DifferenceInterval(place)))).OrderBy(cell => cell.Item1, StringComparer.Ordinal)])),
            ("label", one.Condition.Label),
            ("means", DocumentNode.Map([.. StudyTally.Figures.Select((figure, place) => (figure.Name, Estimated(one.Tally.Mean(place), one.Tally.Interval(place)))).OrderBy(cell => cell.Item1, StringComparer.Ordinal)])))))),
        ("manifest", Manifest()));

    private IEnumerable<(StudyCondition Condition, StudyTally Tally)> Pairs() => Spec.Conditions.Zip(Tallies);

    private static IEnumerable<string> Means(StudyTally tally) => StudyTally.Figures.Select((_, figure) => Cell(tally.Mean(figure), tally.Interval(figure)));

    private static IEnumerable<string> Differences(StudyTally tally) => StudyTally.Figures.Select((_, figure) => Cell(tally.Difference(figure), tally.DifferenceInterval(figure)));

    private static string Cell(double? mean, Interval? interval) =>
        mean is null ? Digits.Unknown : interval is { } known ? $"{Digits.Fixed(mean, 2)} ({Digits.Fixed(known.Low, 2)} to {Digits.Fixed(known.High, 2)})" : Digits.Fixed(mean, 2);

    private static string Share(Rate rate) =>
        rate.ClopperPearson() is { } known ? $"{Digits.Ratio(rate.Successes, rate.Trials)} ({Digits.Percent(known.Low)} to {Digits.Percent(known.High)})" : Digits.Unknown;

    private static DocumentNode Estimated(double? value, Interval? interval) => value is null
        ? DocumentNode.Null
        : DocumentNode.Map(("high", Number(interval?.High)), ("low", Number(interval?.Low)), ("mean", Number(value)));

    private static DocumentNode Number(double? value) => value is { } known ? known : DocumentNode.Null;

    private static DocumentNode Text(string? text) => text is null ? DocumentNode.Null : text;

    private static DocumentList Texts(IEnumerable<string> texts) => DocumentNode.List(texts.Select(text => (DocumentNode)text));

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
