using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Processes;

/// <summary>What nobody sees of a device: its bias, its controls so far, and how much it has done since the last one.</summary>
public sealed class ControlledDevice
{
    private readonly List<double> _controls = [];

    /// <summary>In standard deviations of its noise; 0 where it is well.</summary>
    public double Bias { get; set; }

    public int RunsSince { get; private set; }

    public int TestsSince { get; private set; }

    /// <summary>When the last control was made, and the last that it passed; -1 before there was one.</summary>
    public int LastControl { get; private set; } = -1;

    public int LastPass { get; private set; } = -1;

    public void Clear()
    {
        _controls.Clear();
        Bias = 0;
        RunsSince = TestsSince = 0;
        LastControl = LastPass = -1;
    }

    /// <summary>Notes a run; says whether a control is due by it.</summary>
    public bool CountRun(int tests, QcSchedule schedule)
    {
        RunsSince++;
        TestsSince += tests;
        return RunsSince >= (schedule.EveryRuns ?? long.MaxValue) || TestsSince >= (schedule.EveryTests ?? long.MaxValue);
    }

    /// <summary>Two controls, one at each level, or a bad vial; nothing is remembered until <see cref="Note"/>.</summary>
    public (double Low, double High, bool IsBadVial) Draw(SeededRandom random, QcSchedule schedule)
    {
        var isBadVial = random.NextBool(1 - schedule.PassProbability);
        return (Bias + random.NextGaussian(0, 1), Bias + random.NextGaussian(0, 1), isBadVial);
    }

    /// <summary>Takes the controls into the record and gives the outcome: pass, warn or fail.</summary>
    public string Note((double Low, double High, bool IsBadVial) drawn, int now)
    {
        _controls.Add(drawn.Low);
        _controls.Add(drawn.High);
        if (_controls.Count > Westgard.Memory) _controls.RemoveRange(0, _controls.Count - Westgard.Memory);
        var outcome = Outcome(_controls, drawn.IsBadVial);
        LastControl = now;
        RunsSince = TestsSince = 0;
        if (outcome is not "fail") LastPass = now;
        return outcome;
    }

    /// <summary>What <see cref="Note"/> would say.</summary>
    public string Foresee((double Low, double High, bool IsBadVial) drawn) => Outcome([.. _controls, drawn.Low, drawn.High], drawn.IsBadVial);

    /// <summary>Calibrated: the bias is gone, and the controls before say nothing more.</summary>
    public void Calibrate()
    {
        Bias = 0;
        _controls.Clear();
    }

    private static string Outcome(List<double> controls, bool isBadVial)
    {
        var rule = Westgard.Broken(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(controls));
        return isBadVial || Westgard.Rejects(rule) ? "fail" : rule is null ? "pass" : "warn";
    }
}
