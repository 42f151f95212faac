using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Something that an agent read and nobody vouches for: where it came from, what the call that fetched it was given, what it says, and the
/// passages in it that ask for something.
/// </summary>
internal sealed record UntrustedText(int Step, string Source, PlainText Given, string Written, PlainText Text, ImmutableArray<Passage> Passages)
{
    private const string MessagePrefix = "message ";

    /// <summary>It came by itself, not as the result of a tool.</summary>
    public bool IsMessage => Source.StartsWith(MessagePrefix, StringComparison.Ordinal);

    /// <summary>The source of a message; no tool has a space in its name.</summary>
    public static string MessageFrom(string sender) => $"{MessagePrefix}from {sender}";

    /// <summary>Whether a value stands in it outside every passage that scores this much.</summary>
    public bool HoldsOutside(string value, double score)
    {
        for (var from = 0; Text.Find(value, from, Text.Text.Length) is var at and >= 0; from = at + 1)
        {
            if (!IsWithin(at, score)) return true;
        }

        return false;
    }

    private bool IsWithin(int at, double score)
    {
        foreach (var passage in Passages)
        {
            if (passage.Score >= score && at >= passage.Start && at < passage.End && ReferenceEquals(passage.Source, Text)) return true;
        }

        return false;
    }
}
