namespace Tiltyard.Worlds;

/// <summary>
/// Rounds to a number of decimal places as CPython's round(x, n) does: the exact binary value decides, and only a true tie goes to
/// the even digit, so 2.675 gives 2.67 and 0.125 gives 0.12. Math.Round scales first and differs.
/// </summary>
public static class DecimalRounding
{
    public const int MaxDigits = 12;

    /// <summary>From here on doubles are further apart than the last of 12 decimal places, or are integers.</summary>
    private const double NoFractionLeft = 9007199254740992.0;

    private static readonly double[] Scales =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>The double nearest to the decimal with <paramref name="digits"/> (0 to 12) places that is nearest to the value.</summary>
    public static double Round(double value, int digits)
    {
        if (digits is < 0 or > MaxDigits) throw new ArgumentOutOfRangeException(nameof(digits), digits, "Digits go from 0 to 12.");
        var magnitude = Math.Abs(value);
        var scale = Scales[digits];
        var scaled = magnitude * scale;
        if (!(scaled < NoFractionLeft)) return value;

        return Math.CopySign(Whole(magnitude, scaled, scale) / scale, value);
    }

    /// <summary>The rounded value in units of its last place: 2.675 with 2 digits is 267. For values from 0 to 10^15 after scaling.</summary>
    internal static long Units(double value, int digits) => (long)Whole(value, value * Scales[digits], Scales[digits]);

    private static double Whole(double magnitude, double scaled, double scale)
    {
        var whole = Math.Floor(scaled);
        var fraction = scaled - whole;
        return fraction > 0.5 || (fraction == 0.5 && HalfGoesUp(magnitude, scale, whole)) ? whole + 1 : whole;
    }

    /// <summary>
    /// Scaling rounds by at most half of what separates two doubles, so only a fraction that came out as exactly one half is in
    /// doubt, and what the product lost decides it.
    /// </summary>
    private static bool HalfGoesUp(double magnitude, double scale, double whole)
    {
        var lost = DoubleDouble.Product(magnitude, scale).Low;
        return lost > 0 || (lost == 0 && ((long)whole & 1) == 1);
    }
}
