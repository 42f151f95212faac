using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>What each device was at, and how long its queue was, over the shift.</summary>
internal sealed class DeviceLanes(ShiftRecord shift, DeviceLoads loads, Timeline timeline)
{
    private const int QueueHeight = 40;

    public Markup Gantt() => timeline.Lanes(shift.Devices.Select(Lane), "device-lanes", "What each device was at");

    public Markup Queues()
    {
        var most = shift.Devices.Max(device => Most(device));
        return timeline.Lanes(shift.Devices.Where(device => Most(device) > 0).Select(device => QueueLane(device, most)), "queue-lanes", "How many specimens waited for each device");
    }

    private static int Most(DeviceTrack device) => device.Queue.Changes.Max(change => change.Value);

    private Markup Lane(DeviceTrack device, int place)
    {
        var isCentrifuge = shift.Policy.Equipment.TypeInfo[shift.Policy.Equipment.DeviceInfo[place].Type].Work == DeviceWork.Centrifuge;
        var spans = device.Moments.Spans(timeline.End).ToList();
        var busy = spans.Where(span => span.Value.Condition == DeviceCondition.Running).Sum(span => span.To - span.From);
        var bars = spans.Where(span => span.Value.Condition != DeviceCondition.Idle).Select(span => Bar(span.Value, span.From, span.To, isCentrifuge, loads[place].At(span.From, "")));
        var controls = spans.Where(span => span.Value.HasFailedControl).Select(span => timeline.Bar("b-qc", span.From, span.To, 0, 5, $"failed control, {Between(span.From, span.To)}"));
        var share = Digits.Fixed(100.0 * busy / Math.Max(timeline.End, 1), 0) + "%";
        var ends = device.Moments.Spans(timeline.End).Where(span => span.Value.Condition == DeviceCondition.Fault).Select(span => timeline.Mark("m-fault", (span.From + span.To) / 2, 14, "M-4-4L4 4M4-4L-4 4", "fault"));
        return Timeline.Lane(
            Markup.Of($"""<b>{ReadableNames.Of(device.Name)}</b> <small>{share} busy</small>"""), Markup.Join([.. bars, .. controls, .. ends]),
            $"{ReadableNames.Of(device.Name)}: {share} busy, {Seconds(spans, DeviceCondition.Fault)} s out of order, {Seconds(spans, DeviceCondition.Maintenance)} s in service", 26);
    }

    private Markup Bar(DeviceMoment moment, int from, int to, bool isCentrifuge, string load) => moment.Condition switch
    {
        DeviceCondition.Fault => timeline.Bar("b-fault", from, to, 6, 17, $"out of order, {Between(from, to)}"),
        DeviceCondition.Maintenance => timeline.Bar("b-serv", from, to, 6, 17, $"in service, {Between(from, to)}"),
        _ => timeline.Bar(isCentrifuge ? "b-spin" : "b-run", from, to, 6, 17, $"{(isCentrifuge ? "spinning" : "running")}{(load.Length > 0 ? " " + load : "")}, {Between(from, to)}"),
    };

    private static int Seconds(IEnumerable<(int From, int To, DeviceMoment Value)> spans, DeviceCondition condition) => spans.Where(span => span.Value.Condition == condition).Sum(span => span.To - span.From);

    internal static string Between(int from, int to) => $"{Timeline.Clock(from)} to {Timeline.Clock(to)}";

    /// <summary>The length as steps, all queues on one scale.</summary>
    private Markup QueueLane(DeviceTrack device, int most)
    {
        var path = new System.Text.StringBuilder($"M0 {QueueHeight}");
        long sum = 0;
        foreach (var (from, to, length) in device.Queue.Spans(timeline.End))
        {
            var y = Digits.Coordinate(QueueHeight - ((QueueHeight - 3.0) * length / most));
            path.Append($"L{Thousandth(from)} {y}L{Thousandth(to)} {y}");
            sum += (long)length * (to - from);
        }

        path.Append($"L1000 {QueueHeight}Z");
        var mean = Digits.Fixed(sum / (double)Math.Max(timeline.End, 1), 1);
        var picture = Markup.Of($"""<svg viewBox="0 0 1000 {QueueHeight}" width="100%" height="100%" preserveAspectRatio="none"><path class="b-queue" d="{path.ToString()}"/></svg>""");
        return Timeline.Lane(
            Markup.Of($"""<b>{ReadableNames.Of(device.Name)}</b> <small>most {Most(device)}, mean {mean}</small>"""), picture,
            $"Queue of {ReadableNames.Of(device.Name)}: at most {Most(device)}, on average {mean}, {device.Queue.Last} at the end", QueueHeight);
    }

    private string Thousandth(int time) => Digits.Coordinate(1000.0 * Math.Clamp(time, 0, timeline.End) / Math.Max(timeline.End, 1));
}
