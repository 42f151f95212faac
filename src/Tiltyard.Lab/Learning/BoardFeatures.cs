using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Learning;

/// <summary>
/// A board as a row of numbers of fixed length, for learners that want one. First the share of the shift that is gone; then specimens at each stage, and of them STATs, late ones and remote ones; for every device whether it is
/// idle, running, in fault, under maintenance, failing its control, its queue and the seconds until it is free; for every panel the runs that its reagent lasts for, 1,000 at most; reports, held ones, unheard
/// critical ones, answered calls and consignments.
/// </summary>
public sealed class BoardFeatures(LabPolicy policy, int horizonSeconds)
{
    private const int OfDevice = 7;
    private const int OfSpecimens = 3;
    private const int OfReports = 5;
    private const float MostRuns = 1000;

    /// <summary>Numbers in a row.</summary>
    public int Length { get; } = 1 + SpecimenStatuses.Names.Length + OfSpecimens + (OfDevice * policy.Equipment.Devices.Count) + policy.Catalogue.Panels.Count + OfReports;

    /// <summary>Writes the row of a board.</summary>
    public void Write(Board board, Span<float> row)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (row.Length < Length) throw new ArgumentException($"A row has {Length} numbers.", nameof(row));
        row[..Length].Clear();
        row[0] = board.Now / (float)horizonSeconds;
        var at = WriteSpecimens(board, row, 1);
        foreach (ref readonly var device in board.Devices)
        {
            row[at + (int)device.Condition] = 1;
            row[at + 4] = device.Fails ? 1 : 0;
            row[at + 5] = device.QueueLength;
            row[at + 6] = device.DueAt < 0 ? 0 : Math.Max(0, device.DueAt - board.Now);
            at += OfDevice;
        }

        foreach (var runs in board.RunsLeft) row[at++] = Math.Min(runs, MostRuns);
        WriteReports(board, row[at..]);
    }

    private static int WriteSpecimens(Board board, Span<float> row, int at)
    {
        var more = at + SpecimenStatuses.Names.Length;
        foreach (ref readonly var specimen in board.Specimens)
        {
            row[at + (int)specimen.Status]++;
            if (specimen.IsStat) row[more]++;
            if (specimen.Deadline < board.Now) row[more + 1]++;
            if (specimen.IsRemote) row[more + 2]++;
        }

        return more + OfSpecimens;
    }

    private static void WriteReports(Board board, Span<float> row)
    {
        row[0] = board.Reports.Length;
        foreach (ref readonly var report in board.Reports)
        {
            if (report.IsHeld) row[1]++;
            row[2] += report.Unheard;
        }

        foreach (ref readonly var critical in board.Criticals)
        {
            if (critical.IsAnswered) row[3]++;
        }

        row[4] = board.Consignments.Length;
    }
}
