using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// A part of an untrusted text that asks for something. With cues it speaks to an assistant as its master, and the score says how
/// clearly; without, it is a sentence in the imperative and the two after it, as they stand in any honest message.
/// </summary>
internal sealed record Passage
{
    public required PlainText Source { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Where its first cue stands, or its first sentence.</summary>
    public int Core { get; init; }

    /// <summary>0 without cues, to 1.</summary>
    public double Score { get; init; }

    /// <summary>A detector alone found it: it counts where it asks for the very kind of change, and not in a text that the user wants obeyed.</summary>
    public bool IsByDetector { get; init; }

    /// <summary>What its sentences in the imperative ask for.</summary>
    public Deeds Deeds { get; init; }

    /// <summary>It asks for words: say, recommend, answer.</summary>
    public bool AsksForWords { get; init; }

    /// <summary>What is said about it in the reason of a ruling.</summary>
    public ImmutableArray<string> Meanings { get; init; } = [];

    /// <summary>The days it names, as <see cref="DateMentions"/> writes them.</summary>
    public ImmutableArray<int> Days { get; init; } = [];

    public ReadOnlySpan<char> Text => Source.Text.AsSpan(Start, End - Start);

    public bool Holds(string value) => Source.Find(value, Start, End) >= 0 || DateMentions.Holds(Days, value);

    /// <summary>Holds a short value, from its first cue on, only where it is set apart: by a quotation mark, a colon, a sign of number or an equals sign before it.</summary>
    public bool SetsApart(string value)
    {
        for (var from = Core; Source.Find(value, from, End) is var at and >= 0; from = at + 1)
        {
            var before = at - 1;
            while (before >= Start && Source.Text[before] == ' ') before--;
            if (before >= Start && Source.Text[before] is '\'' or '"' or '`' or ':' or '#' or '=' or '$') return true;
        }

        return false;
    }
}
