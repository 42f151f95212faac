using System.Globalization;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Conformance;

/// <summary>
/// The canonical JSON of the published reference: keys sorted, no blanks, everything beyond ASCII escaped, and numbers as CPython writes them,
/// so that 10.0 stays 10.0. Ours is RFC 8785, by <see cref="CanonicalJson"/>; this one is for hashes that must equal published ones.
/// </summary>
public static class PythonJson
{
    public static byte[] Write(DocumentNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, DocumentNode node)
    {
        switch (node)
        {
            case DocumentMap map:
                AppendMap(text, map);
                break;
            case DocumentList list:
                text.Append('[');
                for (var place = 0; place < list.Items.Length; place++)
                {
                    if (place > 0) text.Append(',');
                    Append(text, list.Items[place]);
                }

                text.Append(']');
                break;
            default:
                AppendScalar(text, (DocumentScalar)node);
                break;
        }
    }

    private static void AppendMap(StringBuilder text, DocumentMap map)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var entry in map.Entries.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key)))
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            AppendText(text, entry.Key);
            text.Append(':');
            Append(text, entry.Value);
        }

        text.Append('}');
    }

    private static void AppendScalar(StringBuilder text, DocumentScalar scalar)
    {
        switch (scalar.Kind)
        {
            case DocumentScalarKind.Null:
                text.Append("null");
                break;
            case DocumentScalarKind.Boolean:
                text.Append(scalar.AsBoolean() ? "true" : "false");
                break;
            case DocumentScalarKind.Integer:
                text.Append(scalar.AsInteger().ToString(CultureInfo.InvariantCulture));
                break;
            case DocumentScalarKind.Number:
                text.Append(Number(scalar.AsNumber()));
                break;
            default:
                AppendText(text, scalar.AsText());
                break;
        }
    }

    /// <summary>The shortest digits that read back to the number; an exponent below 1e-4 and from 1e16 on, with two digits at least.</summary>
    internal static string Number(double number)
    {
        var digits = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (number == 0) return double.IsNegative(number) ? "-0.0" : "0.0";
        var exponent = int.Parse(digits[(digits.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var (sign, plain) = shortest[0] == '-' ? ("-", shortest[1..]) : ("", shortest);
        var (mantissa, point) = Significand(plain);
        if (exponent is >= -4 and < 16) return sign + Plain(mantissa, point);
        var head = mantissa.Length == 1 ? mantissa : $"{mantissa[0]}.{mantissa[1..]}";
        return $"{sign}{head}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary>The digits without leading and trailing zeros, and how many of them stand before the point.</summary>
    private static (string Digits, int Point) Significand(string plain)
    {
        var exponent = 0;
        var at = plain.IndexOf('E', StringComparison.Ordinal);
        if (at >= 0)
        {
            exponent = int.Parse(plain[(at + 1)..], CultureInfo.InvariantCulture);
            plain = plain[..at];
        }

        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? plain : plain.Remove(point, 1);
        var places = (point < 0 ? plain.Length : point) + exponent;
        var trimmed = whole.TrimStart('0');
        return (trimmed.TrimEnd('0'), places - (whole.Length - trimmed.Length));
    }

    private static string Plain(string digits, int point)
    {
        if (point <= 0) return $"0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? $"{digits}{new string('0', point - digits.Length)}.0" : $"{digits[..point]}.{digits[point..]}";
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append($"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
