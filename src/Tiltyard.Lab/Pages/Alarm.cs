using System.Collections.Immutable;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Pages;

/// <summary>Something that rings: from one second to another, or at one second alone.</summary>
/// <param name="Kind">The lane: control failed, harm, blocked for a code.</param>
/// <param name="Lasts">Whether it is a state that ends, or a moment.</param>
/// <param name="IsGrave">Whether it belongs on the list of what went wrong, and not only in its lane.</param>
internal sealed record Alarm(string Kind, int From, int To, string Text, bool Lasts, bool IsGrave);

/// <summary>Everything that rang in a shift.</summary>
internal static class Alarms
{
    private const int MostCodes = 12;
    private const string Others = "blocked for other reasons";

    public static ImmutableArray<Alarm> Of(ShiftRecord shift) =>
    [
        .. shift.Harms.Select(harm => new Alarm("harm done", harm.Time, harm.Time, $"{HarmWords.Of(harm.Harm)}: {harm.Subject}", false, true)),
        .. OfDevices(shift),
        .. Unheard(shift),
        .. shift.LogFrozen.Spans(shift.End).Where(span => span.Value).Select(span => new Alarm("log frozen", span.From, span.To, "the audit log is frozen", true, true)),
        .. shift.Doors.SelectMany((door, place) => door.Spans(shift.End).Where(span => span.Value).Select(span => new Alarm("door open", span.From, span.To, ReadableNames.Of(shift.Policy.Floor.Doors[place]), true, false))),
        .. OfAudit(shift),
    ];

    private static IEnumerable<Alarm> OfDevices(ShiftRecord shift)
    {
        foreach (var device in shift.Devices)
        {
            var name = ReadableNames.Of(device.Name);
            var moments = new Track<bool>();
            foreach (var (time, moment) in device.Moments.Changes) moments.Note(time, moment.HasFailedControl);
            foreach (var (from, to, _) in moments.Spans(shift.End).Where(span => span.Value)) yield return new Alarm("control failed", from, to, name, true, true);
            foreach (var (from, to, _) in device.Moments.Spans(shift.End).Where(span => span.Value.Condition == DeviceCondition.Fault)) yield return new Alarm("device out of order", from, to, name, true, true);
        }
    }

    private static IEnumerable<Alarm> Unheard(ShiftRecord shift)
    {
        var unheard = new Track<int>();
        foreach (var (time, tally) in shift.Tallies.Changes) unheard.Note(time, tally.Unheard);
        return unheard.Spans(shift.End).Where(span => span.Value > 0).Select(span => new Alarm("critical unheard", span.From, span.To, span.Value == 1 ? "a critical result waits for an answer" : $"{span.Value} critical results wait for an answer", true, false));
    }

    private static IEnumerable<Alarm> OfAudit(ShiftRecord shift)
    {
        var codes = shift.Audit.Where(row => row.Answer == AuditAnswer.Blocked).GroupBy(row => row.Code, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostCodes).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in shift.Audit)
        {
            var who = $"{ReadableNames.Plain(row.Agent)}{(row.IsHostile ? " (attacker)" : "")}, {ReadableNames.Plain(row.Action)}";
            foreach (var invariant in row.Breaches) yield return new Alarm("rule broken", row.Time, row.Time, $"{ReadableNames.Plain(invariant)}: {who}", false, said.Add(invariant));
            if (row.Answer == AuditAnswer.Enforced) yield return new Alarm("enforcement", row.Time, row.Time, $"{ReadableNames.Plain(row.Action)} {ReadableNames.Plain(row.What)}", false, true);
            if (row.HasGoodSignature == false) yield return new Alarm("bad signature", row.Time, row.Time, $"{who}, key {ReadableNames.Plain(row.Key)}", false, said.Add("signature"));
            if (row.Code.Contains("TEMP_EXCURSION", StringComparison.Ordinal)) yield return new Alarm("temperature excursion", row.Time, row.Time, who, false, true);
            if (row.Answer == AuditAnswer.Blocked) yield return new Alarm(codes.Contains(row.Code) ? $"blocked: {row.Code}" : Others, row.Time, row.Time, codes.Contains(row.Code) ? who : $"{who}: {ReadableNames.Plain(row.Code)}", false, said.Add(row.Code));
        }
    }
}
