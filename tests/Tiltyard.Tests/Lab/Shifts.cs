using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Pages;

namespace Tiltyard.Tests.Lab;

/// <summary>Watched shifts for tests of pages.</summary>
internal static class Shifts
{
    public const string Venom = "</script><script>alert(1)</script><img src=x onerror=\"alert('x')\">\u202E\u2028]]>&amp;";

    public static ShiftRecord Play(string task, string timing = "task", string agent = "policy:baseline", long load = 1, DocumentMap? policy = null, long seed = 123)
    {
        ShiftRecord? shift = null;
        new BenchmarkRun
        {
            Parameters = DocumentNode.Map(("load", load), ("policy", policy ?? DocumentNode.Map()), ("task", task), ("timing", timing)),
            Agent = agent,
            Episodes = 1,
            Seed = seed,
        }.Play(page: played => shift = played);
        return shift!;
    }

    /// <summary>A shift in which everything that an agent or a file could have written is poison.</summary>
    public static ShiftRecord Poisoned(string text)
    {
        var shift = Play("adversarial_disruption");
        return shift with
        {
            Agents = text,
            ChainHead = text,
            ChainLast = text,
            Staff = [.. shift.Staff.Select(one => one with { Seat = text, Agent = text })],
            Devices = [.. shift.Devices.Select(device => device with { Name = text })],
            Specimens = [.. shift.Specimens.Select(specimen => specimen with { Name = text, Panel = text })],
            Harms = [.. shift.Harms.Select(harm => harm with { Subject = text })],
            Audit = [.. shift.Audit.Select(row => row with { Agent = text, Action = text, What = text, Code = row.Code.Length > 0 ? text : "", Key = text, Hash = text, Seat = text, Breaches = [.. row.Breaches.Select(_ => text)] })],
        };
    }
}
