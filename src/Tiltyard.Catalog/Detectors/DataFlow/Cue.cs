using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>One word of a cue: one of these marks, all of those, at most so many words after the word before.</summary>
internal readonly record struct CueStep(Marks Any, Marks All, int Gap);

/// <summary>What a cue shows. One kind alone proves little: manuals give steps, and articles speak of assistants.</summary>
internal enum CueKind
{
    /// <summary>Earlier instructions are to be dropped: enough by itself.</summary>
    Override,

    /// <summary>The task is to wait, or to be left for another.</summary>
    Hijack,

    /// <summary>The reader is a machine, or has tools.</summary>
    Address,

    /// <summary>The writer passes for the system or the user, or wants silence.</summary>
    Authority,

    /// <summary>The tone of an order, which honest text has too.</summary>
    Pressure,
}

/// <summary>
/// A turn of phrase by which a text speaks to an assistant as its master. Its weight is the part of the doubt that it takes away; cues
/// of one name count once.
/// </summary>
internal sealed record Cue(string Name, CueKind Kind, string Meaning, double Weight, ImmutableArray<CueStep> Steps)
{
    /// <summary>The index of the last word when the cue begins at <paramref name="first"/>, or -1. A cue that has steps apart ends with its sentence.</summary>
    public int Match(ReadOnlySpan<TextToken> tokens, int first)
    {
        if (!Fits(Steps[0], tokens[first].Marks)) return -1;
        var at = first;
        foreach (var step in Steps.AsSpan()[1..])
        {
            at = Next(tokens, at, step);
            if (at < 0) return -1;
        }

        return at;
    }

    private static int Next(ReadOnlySpan<TextToken> tokens, int at, in CueStep step)
    {
        var last = Math.Min(tokens.Length - 1, at + 1 + step.Gap);
        for (var next = at + 1; next <= last; next++)
        {
            if (tokens[next].Marks.HasFlag(Marks.FieldStart)) return -1;
            if (Fits(step, tokens[next].Marks)) return next;
            if (tokens[next].Marks.HasFlag(Marks.BeforeStop)) return -1;
        }

        return -1;
    }

    private static bool Fits(in CueStep step, Marks marks) => (step.Any == Marks.None || (marks & step.Any) != Marks.None) && (marks & step.All) == step.All;
}
