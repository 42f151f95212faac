using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Pii.Reading;

/// <summary>What a run of letters and digits is made of.</summary>
[Flags]
internal enum LexemeForm : byte
{
    None = 0,
    HasDigit = 1,
    HasLatin = 2,
    HasOther = 4,
    HasUpper = 8,
    HasLower = 16,
    StartsUpper = 32,
    StartsLine = 64,
}

/// <summary>A maximal run of letters, marks and digits of one kind of script.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Lexeme(int Start, int Length, LexemeForm Form)
{
    public int End => Start + Length;

    public bool HasDigit => (Form & LexemeForm.HasDigit) != LexemeForm.None;

    public bool IsDigits => (Form & (LexemeForm.HasDigit | LexemeForm.HasLatin | LexemeForm.HasOther)) == LexemeForm.HasDigit;

    public bool IsWord => (Form & LexemeForm.HasDigit) == LexemeForm.None;

    /// <summary>Begins with a capital, and is not a single capital by its case alone.</summary>
    public bool IsCapitalised => (Form & LexemeForm.StartsUpper) != LexemeForm.None;

    public bool IsUpper => (Form & (LexemeForm.HasUpper | LexemeForm.HasLower)) == LexemeForm.HasUpper;

    public bool IsLower => (Form & LexemeForm.HasUpper) == LexemeForm.None;

    public bool StartsLine => (Form & LexemeForm.StartsLine) != LexemeForm.None;

    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
