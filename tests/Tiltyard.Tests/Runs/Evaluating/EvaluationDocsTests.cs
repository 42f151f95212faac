using System.Text;
using Tiltyard.Documents;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Tests.Architecture;

namespace Tiltyard.Tests.Runs.Evaluating;

/// <summary>The table of settings in docs/reference/evaluation.md is what the form says. TILTYARD_UPDATE_EXPECTATIONS=1 writes it anew.</summary>
public sealed class EvaluationDocsTests
{
    private const string Begin = "<!-- fields -->\n";
    private const string End = "<!-- /fields -->";

    [Fact]
    public void The_table_of_settings_is_the_form()
    {
        var file = Path.Combine(House.Root, "docs/reference/evaluation.md");
        var page = File.ReadAllText(file);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));

        var expected = page[..from] + Tables() + page[to..];

        if (Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS") is "1") File.WriteAllText(file, expected);
        Assert.Equal(expected, File.ReadAllText(file));
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var group in EvaluationForm.Groups)
        {
            text.Append($"\n**{group.Name}**: {group.Description}\n\n| setting | documented name | default | what it does, or why it is refused |\n|---|---|---|---|\n");
            foreach (var field in EvaluationForm.ShapeOf(group).Fields)
            {
                var refused = PlanRefusals.All.Where(one => one.Group.Equals(group.Name, StringComparison.Ordinal) && one.Name.Equals(field.Name, StringComparison.Ordinal)).Select(one => one.Reason);
                var documented = FlatRecord.Documented(field);
                text.Append($"| `{field.Name}` | {(documented.Equals(field.Name, StringComparison.Ordinal) ? "" : $"`{documented}`")} | {Default(field)} | {field.Description}{string.Concat(refused.Select(reason => $" *{reason}.*"))} |\n");
            }
        }

        return text.Append($"\nFields that a run writes about itself ({string.Join(", ", FlatRecord.Outcomes.Select(name => $"`{name}`"))}) are read past where they are empty and refused where they hold an outcome.\n\n").ToString();
    }

    private static string Default(Field field) => field.Default is null ? field.IsRequired ? "required" : "" : $"`{CanonicalJson.Text(field.Default)}`";
}
