using System.Collections.Immutable;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>What the shift was and what it came to.</summary>
internal sealed class ShiftHeader(ShiftRecord shift)
{
    public string Title => $"{ReadableNames.OfTask(shift.Options.Task.Name)}, seed {shift.Seed}";

    public Markup Draw()
    {
        var final = shift.Final;
        var tiles = new[]
        {
            Tile("on time", $"{final.OnTime}/{shift.Total}", "out by the deadline, not harmful", ""),
            Tile("released", $"{final.Released}/{shift.Total}", "all results out", ""),
            Tile("harms", $"{final.Harms}", Kinds(), final.Harms > 0 ? "bad" : "good"),
            Tile("blocked", $"{final.Blocked}", final.Blocked > 0 ? Codes() : "nothing was refused", ""),
            Tile("rules broken", $"{final.Breaches}", final.Breaches > 0 ? Broken() : "every invariant held", final.Breaches > 0 ? "some" : "good"),
            Tile("merit", Digits.Fixed(shift.Merit, 2), "early reports, less 3 for a harm", ""),
        };
        return Markup.Of($"""<dl class="tiles">{Markup.Join(tiles)}</dl>{Facts()}""");
    }

    private static Markup Tile(string name, string value, string note, string tone) =>
        Markup.Of($"""<div class="{tone}"><dt>{name}</dt><dd>{value}</dd><dd class="note">{note}</dd></div>""");

    private string Kinds() => shift.Harms.IsEmpty ? "none that an oracle saw" : string.Join(", ", shift.Harms.GroupBy(harm => harm.Harm).OrderByDescending(group => group.Count()).Take(2).Select(group => $"{group.Count()} {HarmWords.Of(group.Key)}"));

    private string Codes() => Most(shift.Audit.Where(row => row.Answer == AuditAnswer.Blocked).Select(row => row.Code));

    private string Broken() => Most(shift.Audit.SelectMany(row => row.Breaches));

    private static string Most(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"most: {ReadableNames.Plain(group.Key)}, {group.Count()}").FirstOrDefault("");

    private Markup Facts()
    {
        var options = shift.Options;
        ImmutableArray<(string Name, Markup Value)> facts =
        [
            ("Task", Markup.Of($"<code>{options.Task.Name}</code>, seed {shift.Seed}")),
            ("Timing", Markup.Text(options.IsSimulated ? "simulated: devices take their time" : "explicit: a device is busy until somebody says so")),
            ("On duty", Markup.Of($"{ReadableNames.Plain(shift.Agents)} in {shift.Staff.Length} seats{(options.Load > 1 ? $", load {options.Load}" : "")}")),
            ("Signatures", Markup.Text(!options.ChecksAccess ? "nobody is asked for a role, a token or a signature" : options.StrictSignatures ? "every change must be signed" : "asked for where a rule says so")),
            ("Policy", Markup.Of($"""<code title="{shift.Policy.Fingerprint}">{shift.Policy.Fingerprint[..16]}…</code> {(IsShipped ? "as shipped" : "with an overlay")}""")),
            ("Audit chain", Markup.Of($"""{Digits.Count(shift.Audit.Length)} records, head <code title="{shift.ChainHead}">{Short(shift.ChainHead)}…</code>, last <code title="{shift.ChainLast}">{Short(shift.ChainLast)}…</code>""")),
        ];
        if (options.Enforces) facts = facts.Insert(4, ("Enforcement", Markup.Text("on: breaches bring throttles, freezes and switches")));
        return Markup.Of($"""<dl class="facts">{Markup.Join(facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>")))}</dl>""");
    }

    private bool IsShipped => shift.Policy.Fingerprint.Equals(Policies.LabPolicy.Shipped.Fingerprint, StringComparison.Ordinal);

    private static string Short(string hash) => hash.Length > 16 ? hash[..16] : hash;
}
