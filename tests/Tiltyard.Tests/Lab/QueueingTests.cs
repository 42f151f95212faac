using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>An analyzer alone, with arrivals by chance, is a queue that theory knows.</summary>
public sealed class QueueingTests
{
    private const int Seconds = 1_000_000;
    private const int ServiceSeconds = 36;
    private const double Load = 0.7;

    /// <summary>M/D/1: the mean wait is load × service / (2 (1 - load)). The clock of the laboratory counts whole seconds, so arrivals do too.</summary>
    [Fact]
    public void The_mean_wait_of_an_analyzer_is_that_of_a_queue_with_fixed_service()
    {
        var waits = Batches(20).ToArray();

        var mean = waits.Average();
        var half = 2.861 * Math.Sqrt(waits.Sum(wait => (wait - mean) * (wait - mean)) / (waits.Length - 1) / waits.Length);
        Assert.InRange(Load * ServiceSeconds / (2 * (1 - Load)), mean - half, mean + half);
    }

    /// <summary>Mean waits of equal stretches of one long shift; batch means are nearly independent.</summary>
    private static IEnumerable<double> Batches(int many)
    {
        var engine = new LabEngine(LabPolicy.Shipped, RuleProfile.Unguarded) { KeepsAudit = false };
        var lab = new LabProcesses(engine);
        var key = new EpisodeKey(7, "queue", "base", 0, 7);
        lab.Begin(key, isSimulated: false);
        engine.Simulate(7);
        var (device, random) = (LabPolicy.Shipped.Equipment.Devices.Find("DEV_HAEM_01"), new SeededRandom(key.Stream("arrivals")));
        var (sums, counts, next) = (new double[many], new int[many], 0.0);
        engine.State.Stock[LabPolicy.Shipped.Catalogue.Reagents.Find("R_HAEM_CORE")] = int.MaxValue;
        for (var number = 0; ; number++)
        {
            next += random.NextExponential(ServiceSeconds / Load);
            if (next >= Seconds) break;
            Serve(engine, device, (int)next, Note);
            var place = engine.State.Specimens.Place($"Q{number}");
            engine.State.Specimens[place].Status = SpecimenStatus.Accepted;
            engine.State.Specimens[place].Collected = (int)next;
            engine.State.Specimens[place].Panel = LabPolicy.Shipped.Catalogue.Panels.Find("HAEM_PANEL_CORE");
            Send(engine, LabAction.QueueRun, device, (int)next, place);
            if (engine.State.Devices[device].Condition == DeviceCondition.Idle) Start(engine, device, (int)next, Note);
        }

        return sums.Select((sum, batch) => sum / counts[batch]);

        void Note(int since, int wait)
        {
            var batch = (int)((long)since * many / Seconds);
            sums[batch] += wait;
            counts[batch]++;
        }
    }

    /// <summary>Whatever ends until then ends, and what waits first begins.</summary>
    private static void Serve(LabEngine engine, int device, int until, Action<int, int> note)
    {
        while (engine.State.Devices[device].DueAt is var due and >= 0 && due <= until)
        {
            Send(engine, LabAction.EndRun, device, due, -1);
            if (engine.State.Devices[device].QueueLength > 0) Start(engine, device, due, note);
        }
    }

    private static void Start(LabEngine engine, int device, int time, Action<int, int> note)
    {
        var first = engine.State.Devices[device].Queue[0];
        Send(engine, LabAction.StartRun, device, time, first.Specimen);
        note(first.Since, time - first.Since);
    }

    private static void Send(LabEngine engine, LabAction action, int device, int time, int specimen)
    {
        var happened = new LabEvent();
        (happened.AgentName, happened.Action, happened.Device, happened.Time) = ("A_OPS_0", action, device, time);
        happened.NamesWork = action is LabAction.QueueRun or LabAction.StartRun;
        if (happened.NamesWork) happened.Specimens.Add(specimen);
        if (action == LabAction.StartRun) happened.Run = engine.State.Runs.Place($"R{specimen}");
        Assert.Null(engine.Step(happened).Blocked);
    }
}
