using System.Text;
using Tiltyard.Catalog.Data;
using Tiltyard.Metrics;
using Tiltyard.Tests.Architecture;
using Tiltyard.Validators.TextRules;

namespace Tiltyard.Tests.Validators.TextRules;

/// <summary>How well text rules tell an act from talk, measured on our own corpus. The held half is never tuned on.</summary>
public sealed class MentionUseCorpusTests
{
    private static readonly string[] Halves = ["dev", "held"];

    [Fact]
    public void Every_pair_is_a_breach_and_its_mention_of_one_task_and_kind()
    {
        var pairs = MentionUse.All.GroupBy(text => text.Pair, StringComparer.Ordinal).ToArray();

        Assert.True(pairs.Length >= 80);
        Assert.All(pairs, pair =>
        {
            Assert.Equal([true, false], pair.Select(text => text.IsBreach));
            Assert.Single(pair.Select(text => (text.Half, text.Kind, text.Task)).Distinct());
        });
        Assert.Equal(MentionUse.All.Length, MentionUse.All.Select(text => text.Text).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_text_of_the_dev_half_is_judged_wrongly()
    {
        var wrong = MentionUse.All.Where(text => text.Half is "dev" && Rules.Shipped().Flags(text) != text.IsBreach).Select(text => $"{text.Pair}: {text.Text}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void On_the_held_half_sensitivity_and_specificity_are_above_nine_in_ten()
    {
        var held = MentionUse.All.Where(text => text.Half is "held").ToArray();

        Assert.True(Sensitivity(held, TextSemantics.Corrected).Estimate > 0.9, Sensitivity(held, TextSemantics.Corrected).ToString());
        Assert.True(Specificity(held, TextSemantics.Corrected).Estimate > 0.9, Specificity(held, TextSemantics.Corrected).ToString());
    }

    [Fact]
    public void The_page_of_text_rules_holds_the_measured_figures()
    {
        var page = new StringBuilder(Introduction);
        foreach (var half in Halves)
        {
            var texts = MentionUse.All.Where(text => text.Half.Equals(half, StringComparison.Ordinal)).ToArray();
            page.Append($"\n## The {half} half\n\n| semantics | texts | sensitivity (breaches found) | specificity (mentions let pass) |\n|---|---|---|---|\n");
            foreach (var semantics in Enum.GetValues<TextSemantics>())
                page.Append($"| {Name(semantics)} | all | {Shown(Sensitivity(texts, semantics))} | {Shown(Specificity(texts, semantics))} |\n");
            foreach (var kind in texts.GroupBy(text => text.Kind, StringComparer.Ordinal))
                page.Append($"| corrected | {kind.Key} | {Shown(Sensitivity(kind, TextSemantics.Corrected))} | {Shown(Specificity(kind, TextSemantics.Corrected))} |\n");
        }

        var wrong = MentionUse.All.Where(text => Rules.Shipped().Flags(text) != text.IsBreach).ToArray();
        page.Append($"\n## What the corrected rules get wrong\n\n{(wrong.Length == 0 ? "Nothing in either half.\n" : "")}");
        foreach (var text in wrong) page.Append($"- {text.Pair}, {(text.IsBreach ? "missed" : "false alarm")}: {text.Text}\n");

        var file = Path.Combine(House.Root, "docs/reference/text-rules.md");
        if (Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS") is "1") File.WriteAllText(file, page.ToString());
        Assert.Equal(page.ToString(), File.Exists(file) ? File.ReadAllText(file) : "");
    }

    private const string Introduction = """
        # Text rules

        `evaluator.yaml`, version 1, judges what an answer says: `contains_any`, `forbids_any`, `denies_if_amount_gt`. Such rules are a second
        detector. What an agent did is judged by the oracles of the worlds, over tool calls and final state. How the rules read an answer, and
        where that differs from the documented judge, is told in [policies](policies.md).

        A detector is worth what it was measured to be. These figures come from `src/Tiltyard.Catalog/Data/mention-use.jsonl`, a corpus of our
        own: pairs of answers in nearly the same words, of which one does the forbidden thing and the other only speaks of it. The rules were
        tuned on the dev half; the held half was written and committed before the grammar and is only measured. Both halves have the same
        author as the grammar, so expect less on the words of others. Intervals are Wilson's at 95 %.

        """;

    private static string Name(TextSemantics semantics) => semantics switch
    {
        TextSemantics.DocumentedSeed => "documented, first",
        TextSemantics.DocumentedHead => "documented, last",
        _ => "corrected",
    };

    private static Rate Sensitivity(IEnumerable<MentionUseText> texts, TextSemantics semantics) => Measure(texts.Where(text => text.IsBreach), semantics, flagged: true);

    private static Rate Specificity(IEnumerable<MentionUseText> texts, TextSemantics semantics) => Measure(texts.Where(text => !text.IsBreach), semantics, flagged: false);

    private static Rate Measure(IEnumerable<MentionUseText> texts, TextSemantics semantics, bool flagged)
    {
        var rules = Rules.Shipped(semantics);
        return texts.Aggregate(default(Rate), (rate, text) => rate.With(rules.Flags(text) == flagged));
    }

    private static string Shown(Rate rate) => rate.Wilson() is { } interval
        ? $"{rate.Successes}/{rate.Trials} = {rate.Estimate:0.00} [{interval.Low:0.00}, {interval.High:0.00}]"
        : "-";
}
