using System.Globalization;

namespace Tiltyard.Documents;

/// <summary>Numbers as RFC 8785 wants them: the form of ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20).</summary>
internal static class CanonicalNumber
{
    /// <summary>Enough for every number: the longest is a sign, "0.", five zeros and 17 digits.</summary>
    public const int MaxLength = 32;

    private const double LargestWhole = 9_007_199_254_740_991;
    private const double Scale = 1_000_000;
    private const double LargestScaled = 999_999_999_999_999;

    /// <summary>Writes a finite number and returns the byte count; the target holds <see cref="MaxLength"/> bytes.</summary>
    public static int Write(double value, Span<byte> target) =>
        TryWriteDecimal(value, target, out var written) ? written : WriteShortest(value, target);

    /// <summary>Writes a number that is whole or has few decimals, which is quick; false where its shortest digits must be searched for.</summary>
    public static bool TryWriteDecimal(double value, Span<byte> target, out int written)
    {
        written = 0;
        if (!(Math.Abs(value) <= LargestWhole)) return false;
        var whole = unchecked((long)value);
        if (whole == value)
        {
            written = WriteInteger(whole, target);
            return true;
        }

        var scaled = Math.Round(value * Scale);
        // A decimal of at most 15 significant digits is the only one of that length for its double (IEEE 754 double,
        // DBL_DIG = 15). So when dividing gives the value back, these digits are the shortest, and unique.
        if (!(Math.Abs(scaled) <= LargestScaled) || scaled / Scale != value) return false;
        written = WriteMillionths(unchecked((long)scaled), target);
        return true;
    }

    /// <summary>Writes a whole number and returns the byte count.</summary>
    public static int WriteInteger(long value, Span<byte> target)
    {
        if (value is >= 0 and < 10)
        {
            target[0] = (byte)('0' + value);
            return 1;
        }

        if (value is >= 10 and < 100)
        {
            target[1] = (byte)('0' + (value % 10));
            target[0] = (byte)('0' + (value / 10));
            return 2;
        }

        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int WriteMillionths(long millionths, Span<byte> target)
    {
        var at = 0;
        if (millionths < 0) target[at++] = (byte)'-';
        var (whole, fraction) = Math.DivRem(Math.Abs(millionths), 1_000_000);
        at += WriteInteger(whole, target[at..]);
        target[at++] = (byte)'.';
        var last = at;
        var places = 6;
        if (fraction % 1000 == 0) (fraction, places) = (fraction / 1000, 3);
        for (var place = places - 1; place >= 0; place--)
        {
            (fraction, var digit) = Math.DivRem(fraction, 10);
            target[at + place] = (byte)('0' + digit);
            if (digit != 0 && last == at) last = at + place + 1;
        }

        return last;
    }

    /// <summary>
    /// The platform's shortest round-trip digits, which are the same on every machine, laid out again by ECMAScript's rules:
    /// the platform turns to exponents at 1E+15 and 1E-05.
    /// </summary>
    private static int WriteShortest(double value, Span<byte> target)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "NaN and infinity have no JSON form.");
        Span<byte> source = stackalloc byte[MaxLength];
        value.TryFormat(source, out var length, "R", CultureInfo.InvariantCulture);
        // .NET 10's shortest digits of two powers of two, 2^-25 and 2^-958, do not read back: there all 17 are needed.
        if (IsPowerOfTwo(value) && double.Parse(source[..length], CultureInfo.InvariantCulture) != value)
            value.TryFormat(source, out length, "E16", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxLength];
        var (count, point) = Digits(source[..length], digits);
        var at = 0;
        if (value < 0) target[at++] = (byte)'-';
        return at + Layout(digits[..count], point, target[at..]);
    }

    private static bool IsPowerOfTwo(double value) => (BitConverter.DoubleToInt64Bits(value) & 0xF_FFFF_FFFF_FFFF) == 0;

    /// <summary>Takes the significant digits out of platform text such as -1.25E-07; the value is 0.digits x 10^point.</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        var mark = text.IndexOf((byte)'E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var count = 0;
        var point = 0;
        var afterPoint = false;
        foreach (var code in mantissa)
        {
            if (code == '.') afterPoint = true;
            if (code is < (byte)'0' or > (byte)'9') continue;
            if (count == 0 && code == '0')
            {
                if (afterPoint) point--;
                continue;
            }

            digits[count++] = code;
            if (!afterPoint) point++;
        }

        while (count > 1 && digits[count - 1] == '0') count--;
        return (count, point + exponent);
    }

    /// <summary>ECMA-262's four cases, with k the number of digits and n the place of the decimal point.</summary>
    private static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        if (digits.Length <= point && point <= 21)
        {
            digits.CopyTo(target);
            target[digits.Length..point].Fill((byte)'0');
            return point;
        }

        if (point is > 0 and <= 21) return LayoutPoint(digits, point, target);
        if (point is > -6 and <= 0)
        {
            target[..(2 - point)].Fill((byte)'0');
            target[1] = (byte)'.';
            digits.CopyTo(target[(2 - point)..]);
            return 2 - point + digits.Length;
        }

        var at = digits.Length == 1 ? CopyDigit(digits[0], target) : LayoutPoint(digits, 1, target);
        target[at++] = (byte)'e';
        target[at++] = (byte)(point > 0 ? '+' : '-');
        return at + WriteInteger(Math.Abs(point - 1), target[at..]);
    }

    private static int LayoutPoint(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        digits[..point].CopyTo(target);
        target[point] = (byte)'.';
        digits[point..].CopyTo(target[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int CopyDigit(byte digit, Span<byte> target)
    {
        target[0] = digit;
        return 1;
    }
}
