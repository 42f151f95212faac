using System.Collections.Immutable;

namespace Tiltyard.Lab.Processes;

/// <summary>
/// The multi-rule procedure of Westgard (Clin Chem 1981) over controls in standard deviations, oldest first, two levels a time. A warning lets work go on;
/// a rejection stops it.
/// </summary>
public static class Westgard
{
    /// <summary>How many controls are looked at.</summary>
    public const int Memory = 10;

    /// <summary>The rules, the warning first.</summary>
    public static ImmutableArray<string> Rules { get; } = ["1_2s", "1_3s", "2_2s", "R_4s", "4_1s", "10_x"];

    /// <summary>The first rule that rejects; else 1_2s where one of the last two is a warning; else null.</summary>
    public static string? Broken(ReadOnlySpan<double> controls)
    {
        if (controls.IsEmpty) return null;
        var pair = controls[Math.Max(controls.Length - 2, 0)..];
        if (Furthest(pair) > 3) return "1_3s";
        if (OnOneSide(controls, 2, 2)) return "2_2s";
        if (pair.Length == 2 && ((pair[0] > 2 && pair[1] < -2) || (pair[0] < -2 && pair[1] > 2))) return "R_4s";
        if (OnOneSide(controls, 4, 1)) return "4_1s";
        if (OnOneSide(controls, Memory, 0)) return "10_x";
        return Furthest(pair) > 2 ? "1_2s" : null;
    }

    public static bool Rejects(string? rule) => rule is not (null or "1_2s");

    private static double Furthest(ReadOnlySpan<double> controls)
    {
        var furthest = 0.0;
        foreach (var control in controls) furthest = Math.Max(furthest, Math.Abs(control));
        return furthest;
    }

    /// <summary>Whether the last so many all lie beyond the limit on one side.</summary>
    private static bool OnOneSide(ReadOnlySpan<double> controls, int many, double limit)
    {
        if (controls.Length < many) return false;
        var (above, below) = (true, true);
        foreach (var control in controls[^many..])
        {
            above &= control > limit;
            below &= control < -limit;
        }

        return above || below;
    }
}
