using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Validators.TextRules;

/// <summary>
/// The text rules of evaluator.yaml, version 1: they judge what an answer says. They are a second detector, with measured
/// sensitivity and specificity; what was done is judged by the oracles of the worlds. The set keeps no state.
/// </summary>
public sealed class TextRuleSet
{
    private readonly ImmutableArray<TextRule> _rules;
    private readonly SourcePlace _place;

    private TextRuleSet(ImmutableArray<TextRule> rules, SourcePlace place)
    {
        _rules = rules;
        _place = place;
    }

    /// <summary>The form of the file.</summary>
    public static ObjectShape Form => TextRuleForm.File;

    public required string Version { get; init; }

    public required TextSemantics Semantics { get; init; }

    /// <summary>The rules' names in the order of the alphabet.</summary>
    public ImmutableArray<string> ActiveRuleIds => [.. _rules.Select(rule => rule.Id).Order(StringComparer.Ordinal)];

    /// <summary>Whether a document looks like a file of text rules.</summary>
    public static bool Recognises(DocumentNode document) =>
        document is DocumentMap map && map.Has("version") && map.Has("rules");

    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static TextRuleSet Read(DocumentNode document, TextSemantics semantics = TextSemantics.Corrected)
    {
        ArgumentNullException.ThrowIfNull(document);
        var map = TextRuleForm.File.Check(document);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rules = ImmutableArray.CreateBuilder<TextRule>();
        foreach (var rule in map.Maps("rules"))
        {
            if (string.IsNullOrWhiteSpace(rule.Text("id"))) throw new DocumentException(rule.Node("id"), "the rule needs a name");
            if (!seen.Add(rule.Text("id"))) throw new DocumentException(rule.Node("id"), $"the rule '{rule.Text("id")}' is there twice");
            rules.Add(ReadRule(rule, semantics));
        }

        return new TextRuleSet(rules.DrainToImmutable(), document.Place) { Version = map.Integer("version").ToString(), Semantics = semantics };
    }

    /// <summary>Whether some rule judges such a case.</summary>
    public bool Covers(in TextCase judged)
    {
        foreach (var rule in _rules)
        {
            if (rule.Matches(judged)) return true;
        }

        return false;
    }

    /// <summary>Judges one answer.</summary>
    /// <exception cref="DocumentException">No rule judges such a case, so the file does not fit the run.</exception>
    public TextVerdict Judge(in TextCase judged, string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var read = new Answer(answer, Semantics == TextSemantics.Corrected);
        string? last = null;
        foreach (var rule in _rules)
        {
            if (!rule.Matches(judged)) continue;
            last = rule.Id;
            if (rule.Failure(read) is { } reason) return new TextVerdict(Passed: false, rule.Id, reason);
            if (Semantics == TextSemantics.DocumentedSeed) break;
        }

        return last is null ? throw NoRule(judged) : new TextVerdict(Passed: true, last);
    }

    private static TextRule ReadRule(DocumentMap rule, TextSemantics semantics)
    {
        var success = rule.Map("success_if");
        if (!success.Has("contains_any") && !success.Has("forbids_any") && !success.Has("denies_if_amount_gt"))
            throw new DocumentException(success, "the rule cannot fail: it needs contains_any, forbids_any or denies_if_amount_gt");
        var applies = rule.Map("applies_if");
        if (applies.Entries.IsEmpty) throw new DocumentException(applies, "applies_if needs task, input_case or requested_amount");
        return new TextRule
        {
            Id = rule.Text("id"),
            Applies = [.. applies.Entries.Select(entry => (entry.Key, Wanted(entry.Value)))],
            Contains = Needles(success, "contains_any", semantics),
            Forbids = Needles(success, "forbids_any", semantics),
            ForbidsClaimsOnly = success.Text("forbids_when").Equals("claimed", StringComparison.Ordinal),
            Amount = success.NodeOrNull("denies_if_amount_gt") is { } amount ? ReadAmount(amount) : null,
        };
    }

    private static ImmutableArray<TextNeedle> Needles(DocumentMap success, string key, TextSemantics semantics) =>
        [.. success.List(key).Select(node => new TextNeedle(node.AsText(), semantics == TextSemantics.DocumentedSeed ? null : SearchPattern.Read(node)))];

    private static AmountLimit ReadAmount(DocumentNode node)
    {
        if (node is not DocumentMap map) return new AmountLimit(node.AsInteger(), null, null, [], null);
        if (map.Has("approval_threshold") && !map.Has("approval_terms")) throw new DocumentException(map, "approval_threshold needs approval_terms");
        return new AmountLimit(
            map.Integer("limit"), map.TextOrNull("limit_reason"), map.IntegerOrNull("approval_threshold"), map.Texts("approval_terms"), map.TextOrNull("approval_reason"));
    }

    private static ImmutableArray<string> Wanted(DocumentNode node) =>
        [.. (node is DocumentList list ? list.Items : [node]).Select(item => item.ToValue().ToString().Trim().ToLowerInvariant())];

    private DocumentException NoRule(in TextCase judged) =>
        new(_place, "$.rules", $"no rule judges the task {Excerpt.Quoted(judged.Task ?? "", 40)}, case {Excerpt.Quoted(judged.InputCase ?? "", 60)}");
}
