namespace Tiltyard.Catalog.Detectors.Pii.Documented;

/// <summary>The documented masking: the first and the last character stay, at most four characters are masked in full.</summary>
public static class DocumentedMask
{
    private const int Shown = 4;

    public static string Of(ReadOnlySpan<char> value) =>
        value.Length <= Shown ? new string('*', value.Length) : $"{value[0]}{new string('*', value.Length - 2)}{value[^1]}";
}
