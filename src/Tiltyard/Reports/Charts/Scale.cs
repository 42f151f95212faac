using System.Runtime.InteropServices;

namespace Tiltyard.Reports.Charts;

/// <summary>Maps values to places along one axis and chooses round numbers to write beside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Scale(double Low, double High, double From, double To)
{
    private double Span => High > Low ? High - Low : 1;

    /// <summary>Values outside the axis are drawn at its end.</summary>
    public double At(double value) => From + ((Math.Clamp(value, Low, High) - Low) / Span * (To - From));

    /// <summary>The same axis with an end, or both, put where the caller wants it.</summary>
    public Scale Within(double? low, double? high)
    {
        var (least, most) = (low ?? Low, high ?? High);
        return this with { Low = least, High = most > least ? most : least + 1 };
    }

    /// <summary>An axis that holds all the values and ends on round numbers.</summary>
    public static Scale Around(IEnumerable<double?> values, double from, double to)
    {
        var known = values.OfType<double>().Where(value => double.IsFinite(value) && Math.Abs(value) < 1e300).ToList();
        if (known.Count is 0) return new(0, 1, from, to);

        var (low, high) = (known.Min(), known.Max());
        if (high - low < Math.Max(1e-9, Math.Abs(high) * 1e-9))
        {
            var half = low is 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - half, high + half);
        }

        var step = RoundStep((high - low) / 4);
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, from, to);
    }

    /// <summary>Round values within the axis, with the decimals they need.</summary>
    public (double[] Values, int Decimals) Ticks(int atMost, bool whole = false)
    {
        var step = RoundStep(Span / Math.Max(1, atMost));
        if (whole && step < 1) step = 1;
        var first = Math.Ceiling((Low / step) - 1e-9);
        var last = Math.Floor((High / step) + 1e-9);
        var values = new double[(int)Math.Clamp(last - first + 1, 0, 100)];
        for (var i = 0; i < values.Length; i++) values[i] = (first + i) * step;
        return (values, DecimalsOf(step));
    }

    private static double RoundStep(double wanted)
    {
        var unit = 1.0;
        while (unit < wanted && unit < 1e300) unit *= 10;
        while (unit > wanted && unit > 1e-12) unit /= 10;
        if (unit >= wanted) return unit;
        if (unit * 2 >= wanted) return unit * 2;
        return unit * 5 >= wanted ? unit * 5 : unit * 10;
    }

    private static int DecimalsOf(double step)
    {
        var decimals = 0;
        for (var left = step; left < 0.999 && decimals < 9; left *= 10) decimals++;
        return decimals;
    }
}
