using System.Globalization;

namespace Tiltyard.Reports;

/// <summary>
/// Numbers as every report writes them: invariant culture, fixed decimals, no negative zero, a dash for what is not known.
/// The exact values are in results.json.
/// </summary>
public static class Digits
{
    public const string Unknown = "–";

    private const double Largest = 1e15;

    /// <summary>Fixed decimals and no thousands mark, as in CSV and transcripts.</summary>
    public static string Fixed(double? value, int decimals) => Write(value, decimals, "F");

    /// <summary>Fixed decimals and thousands marks, for reading.</summary>
    public static string Grouped(double? value, int decimals) => Write(value, decimals, "N");

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as 75.0%.</summary>
    public static string Percent(double? share) => share is not { } known || !double.IsFinite(known) ? Unknown : Write(share * 100, 1, "F") + "%";

    /// <summary>k of n as 3/4.</summary>
    public static string Ratio(long k, long n) => $"{Count(k)}/{Count(n)}";

    /// <summary>A signed difference, so that a plus is never left to guess.</summary>
    public static string Signed(double? value, int decimals)
    {
        var text = Grouped(value, decimals);
        return value > 0 && !text.Equals(Grouped(0, decimals), StringComparison.Ordinal) ? "+" + text : text.Replace('-', '−');
    }

    /// <summary>Decimals that suit the largest of the numbers shown beside each other.</summary>
    public static int Decimals(params ReadOnlySpan<double?> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            if (value is { } known && double.IsFinite(known)) largest = Math.Max(largest, Math.Abs(known));
        return largest switch { < 10 => 3, < 1000 => 2, < 10_000 => 1, _ => 0 };
    }

    /// <summary>An axis label: short, with k and M for thousands and millions.</summary>
    public static string Tick(double value, int decimals) => Math.Abs(value) switch
    {
        >= 1e12 => value.ToString("0.#E0", CultureInfo.InvariantCulture),
        >= 1e6 => Trim(Fixed(value / 1e6, 3)) + "M",
        >= 1e4 => Trim(Fixed(value / 1e3, 3)) + "k",
        _ => Fixed(value, decimals),
    };

    /// <summary>A coordinate of a picture: two decimals at most, trailing noughts dropped.</summary>
    public static string Coordinate(double value) => Trim(Fixed(value, 2));

    private static string Trim(string number) =>
        number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;

    private static string Write(double? value, int decimals, string form)
    {
        if (value is not { } known || !double.IsFinite(known)) return Unknown;
        if (Math.Abs(known) >= Largest) return known.ToString("0.###E0", CultureInfo.InvariantCulture);

        var text = known.ToString(form + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var isZero = text.AsSpan().IndexOfAnyInRange('1', '9') < 0;
        return isZero ? text.TrimStart('-') : text;
    }
}
