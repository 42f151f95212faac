using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>The audit trail as a table. A long one keeps what was blocked, broken or hostile first and says how much is left out; the log has every line.</summary>
internal sealed class AuditTable(ShiftRecord shift)
{
    public const int MostRows = 2_000;

    private const int LongestWhat = 160;

    public Markup Draw()
    {
        var shown = shift.Audit.Select((row, place) => (Row: row, Place: place)).OrderBy(entry => Rank(entry.Row)).ThenBy(entry => entry.Place).Take(MostRows).OrderBy(entry => entry.Place).ToList();
        var left = shift.Audit.Length - shown.Count;
        return Markup.Of(
            $"""
            <p class="tools" data-scripted hidden><label>Find <input id="audit-text" type="search" autocomplete="off" placeholder="agent, action, specimen, code"></label>
            <label>Show <select id="audit-flag"><option value="">all</option><option value="blocked">blocked</option><option value="breach">rules broken</option><option value="hostile">attackers</option><option value="person">people</option><option value="device">devices and facility</option></select></label>
            <label><input id="audit-follow" type="checkbox" checked> follow the time</label>
            <output id="audit-found" aria-live="polite"></output></p>
            <div class="audit" id="audit-rows" tabindex="0" role="region" aria-label="Audit trail"><table>
            <thead><tr><th scope="col">Time</th><th scope="col">Who</th><th scope="col">Action</th><th scope="col">What</th><th scope="col">Answer</th><th scope="col">Chain</th></tr></thead>
            <tbody>
            {Markup.Join(shown.Select(entry => Row(entry.Row)), "\n")}
            </tbody></table></div>
            {Markup.When(left > 0, $"""<p class="rest">{Digits.Count(left)} ordinary lines of {Digits.Count(shift.Audit.Length)} are left out here; the log holds every one.</p>""")}
            """);
    }

    private static int Rank(AuditRow row) => row.IsHostile || row.Answer is AuditAnswer.Blocked or AuditAnswer.Enforced || !row.Breaches.IsEmpty ? 0 : row.Answer == AuditAnswer.Occurred ? 1 : 2;

    private static Markup Row(AuditRow row)
    {
        var flags = string.Join(' ', new[]
        {
            row.Answer == AuditAnswer.Blocked ? "blocked" : "", row.Breaches.IsEmpty ? "" : "breach", row.IsHostile ? "hostile" : "", row.Seat.Length > 0 ? "person" : "device",
        }.Where(flag => flag.Length > 0));
        return Markup.Of(
            $"""<tr class="{flags}" data-t="{row.Time}"><td>{Timeline.Clock(row.Time)}</td><td>{Who(row)}</td><td>{ReadableNames.Plain(row.Action)}</td><td>{Hostile.Clip(Hostile.Line(row.What), LongestWhat)}</td><td>{Answer(row)}</td><td><code>{(row.Hash.Length > 8 ? row.Hash[..8] : row.Hash)}</code></td></tr>""");
    }

    private static Markup Who(AuditRow row)
    {
        if (row.Agent.Length == 0) return Markup.Of($"""<i>{(row.Answer == AuditAnswer.Enforced ? "enforcement" : "nobody")}</i>""");
        var attacker = Markup.When(row.IsHostile, $""" <span class="attacker" title="acted from the seat {ReadableNames.Plain(row.Seat)}">▲ attacker</span>""");
        return Markup.Of($"{ReadableNames.Plain(row.Agent)}{attacker}");
    }

    private static Markup Answer(AuditRow row)
    {
        var breaches = Markup.Join(row.Breaches.Select(one => Markup.Of($""" <span class="broken">◆ {ReadableNames.Plain(one)}</span>""")));
        var key = Markup.When(row.Key.Length > 0, $""" <small title="{ReadableNames.Plain(row.Key)}">{(row.HasGoodSignature switch { true => "signed ✓", false => "signature bad", null => "signature not looked at" })}</small>""");
        return row.Answer switch
        {
            AuditAnswer.Blocked => Markup.Of($"""<b class="no">✕ {ReadableNames.Plain(row.Code)}</b>{breaches}{key}"""),
            AuditAnswer.Enforced => Markup.Of($"""<b class="no">! {ReadableNames.Plain(row.Code)}</b>"""),
            AuditAnswer.Occurred => Markup.Of($"""<span class="none">happened</span>"""),
            _ => Markup.Of($"""<span class="yes">✓</span>{breaches}{key}"""),
        };
    }
}
