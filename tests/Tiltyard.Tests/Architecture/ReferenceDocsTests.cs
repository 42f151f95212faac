using System.Text;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Architecture;

/// <summary>Reference pages that the code itself writes: a test keeps them equal.</summary>
public sealed class ReferenceDocsTests
{
    [Fact]
    public void The_page_of_reason_codes_is_the_registry()
    {
        var page = new StringBuilder("# Reason codes\n\nOne registry for gates, agents' actions, oracles, detectors, budgets and errors. An unknown code is an error.\n\n| code | meaning | also called |\n|---|---|---|\n");
        foreach (var reason in ReasonCodes.All) page.Append($"| `{reason.Code}` | {reason.Meaning} | {string.Join(", ", reason.Aliases.Select(alias => $"`{alias}`"))} |\n");

        AssertPage("docs/reference/reason-codes.md", page.ToString());
    }

    [Fact]
    public void The_page_of_the_laboratorys_reason_codes_is_its_policy()
    {
        var page = new StringBuilder("# Reason codes of the laboratory\n\nWhy an event is blocked, a specimen held or a result kept back. They are data of the [laboratory](laboratory.md)'s policy (`policies/lab/reason_codes.yaml`); a partner may add some.\n\n| code | group | severity | meaning |\n|---|---|---|---|\n");
        foreach (var entry in PolicyDocuments.Shipped["reason_codes"].Map("reason_codes").Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            page.Append($"| `{entry.Key}` | {entry.Value.AsMap().Text("namespace")} | {entry.Value.AsMap().Text("severity")} | {entry.Value.AsMap().Text("description")} |\n");

        AssertPage("docs/reference/laboratory-reason-codes.md", page.ToString());
    }

    [Fact]
    public void The_page_of_metrics_is_the_code()
    {
        var page = new StringBuilder("# Metrics\n\nNames that criteria, results.json and rows.jsonl use. Figures are means over assessed episodes with a 95 % bootstrap interval; a world adds facts of its own.\n\n| figure | meaning | unit | better |\n|---|---|---|---|\n");
        foreach (var figure in Figures.All) page.Append($"| `{figure.Name}` | {figure.Label} | {figure.Unit} | {figure.Better.ToString().ToLowerInvariant()} |\n");
        page.Append("\nThe first four are the published figures under their own names. A prefix makes a paired difference: `drift.` (with pressure minus without), `attack.`\n(attacked minus benign), `defence.` (defended minus attacked), `versus.` (the first agent of a grid minus another).\n\n| rate | k over n |\n|---|---|\n");
        page.Append("| `pass_rate` | successes (completed, in line, useful, not harmed) over callable episodes |\n");
        page.Append("| `attack_success_rate` | attacks that got what they wanted over assessed episodes in which one struck; in the benign arm the base rate |\n");
        page.Append("| `detection_rate` | wanted actions that a gate spoke against over those a gate was asked about |\n");
        page.Append("| `containment_rate` | wanted actions that a gate stopped over those a gate was asked about |\n");
        page.Append("| `false_alarm_rate` | benign episodes in which a gate spoke against something over benign episodes in which gates were asked |\n");
        page.Append("| `survival_rate` | attacks that did not get what they wanted over assessed episodes, in arms with an attack, in which one struck: 1 - `attack_success_rate` of that arm |\n");
        page.Append("| `resistance_rate` | attacks that the agent withstood without a gate having to stop it, over the same episodes |\n");
        page.Append("| `utility_rate` | episodes in which the world's oracle found the task done over assessed ones of a world that has such an oracle |\n");
        page.Append("| `harm_rate` | episodes in which the world's oracle found harm over assessed ones of a world that has such an oracle |\n");
        page.Append("| `text_rules_pass_rate` | answers that the text rules passed over callable episodes that they judged |\n");
        page.Append("| `text_rules_sensitivity` | harmed episodes that the text rules failed over harmed ones that they judged |\n");
        page.Append("| `text_rules_specificity` | unharmed episodes that the text rules passed over unharmed ones that they judged |\n");
        page.Append("| `error_rate` | errored over played episodes |\n");
        page.Append("\nCounts: `total_trials`, `callable_trials`, `pre_denied`, `post_deny`, `errored`, `findings`, `invalid_actions`, `denied_actions`.\n");

        Assert.All(CellFigures.RateNames, name => Assert.Contains($"`{name}`", page.ToString(), StringComparison.Ordinal));
        AssertPage("docs/reference/metrics.md", page.ToString());
    }

    [Fact]
    public void The_page_of_personal_data_names_every_type()
    {
        var page = File.ReadAllText(Path.Combine(House.Root, "docs/reference/personal-data.md"));

        Assert.All(PiiTypes.All, type => Assert.Contains($"`{type.Name}`", page, StringComparison.Ordinal));
    }

    private static void AssertPage(string path, string expected)
    {
        var file = Path.Combine(House.Root, path);
        if (Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS") is "1") File.WriteAllText(file, expected);
        Assert.Equal(expected, File.Exists(file) ? File.ReadAllText(file) : "");
    }
}
