namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>What was odd about a character of the text before it was folded.</summary>
[Flags]
internal enum CharMarks : byte
{
    None = 0,

    /// <summary>Characters that show nothing stood before it.</summary>
    Hidden = 1,

    /// <summary>It was written in the invisible tag characters of Unicode.</summary>
    Tag = 2,

    /// <summary>A look-alike of another script within a Latin word.</summary>
    LookAlike = 4,

    /// <summary>A letter in fancy dress: mathematical, circled, full-width, small capital.</summary>
    Dressed = 8,

    /// <summary>It was a capital.</summary>
    Capital = 16,

    /// <summary>An escape or entity stood for it.</summary>
    Escaped = 32,
}
