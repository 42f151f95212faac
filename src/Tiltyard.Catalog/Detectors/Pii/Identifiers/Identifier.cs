using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>What the digits of an identifier say about themselves.</summary>
internal enum Soundness
{
    /// <summary>They cannot be one.</summary>
    Broken,

    /// <summary>Nothing speaks against it, and no check digit for it.</summary>
    Plausible,

    /// <summary>The check digits are right.</summary>
    Sound,
}

/// <summary>Judges the letters and digits of an identifier, in capitals and without separators.</summary>
internal delegate Soundness IdentifierCheck(ReadOnlySpan<char> compact);

/// <summary>
/// An identifier that some authority hands out: its written forms, its check, how sure one is of it without and with a word beside it
/// that says what it is.
/// </summary>
internal sealed class Identifier
{
    /// <summary>How much less a form without a right check digit is worth.</summary>
    private const double Unchecked = 0.6;

    public Identifier(string type, double alone, double named, string words, IdentifierCheck? check, params ReadOnlySpan<string> forms)
    {
        Type = type;
        Alone = alone;
        Named = named;
        Words = Words.Of(words);
        Check = check;
        var templates = ImmutableArray.CreateBuilder<IdentifierTemplate>();
        foreach (var form in forms) templates.Add(new IdentifierTemplate(form));
        Templates = templates.DrainToImmutable();
    }

    public string Type { get; }

    public double Alone { get; }

    public double Named { get; }

    public Words Words { get; }

    public IdentifierCheck? Check { get; }

    public ImmutableArray<IdentifierTemplate> Templates { get; }

    /// <summary>The parent type and the country of the type.</summary>
    public string? Parent { get; init; }

    public bool BeginsWith(char letter) => Templates.Any(template => template.BeginsWith(letter));

    public double Confidence(Soundness soundness, bool isNamed)
    {
        if (Check is null || soundness == Soundness.Sound) return isNamed ? Named : Alone;
        return isNamed ? Named - 0.1 : Alone * Unchecked;
    }
}
