namespace Tiltyard.Conditions;

/// <summary>How a condition decides where the documented system decides wrongly. Whether a file is broken does not depend on it.</summary>
public enum FactSemantics
{
    /// <summary>A fact that cannot be read denies; amounts are read as people write them.</summary>
    Corrected,

    /// <summary>As the documented system decides, its known mistakes included, to compare with its results.</summary>
    Documented,
}
