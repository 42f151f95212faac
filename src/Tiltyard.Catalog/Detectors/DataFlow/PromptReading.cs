using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// What the user said so far: which deeds it asks for, which values and days it names, and whether it leaves the decision to something
/// else ("do what the e-mail says"). Only what the user wrote is read, never what was found.
/// </summary>
internal sealed class PromptReading
{
    private readonly List<(PlainText Text, ImmutableArray<int> Days)> _texts = [];

    public Deeds Deeds { get; private set; }

    /// <summary>The user asked that instructions found elsewhere be followed.</summary>
    public bool Delegates { get; private set; }

    public void Clear()
    {
        _texts.Clear();
        Deeds = Deeds.None;
        Delegates = false;
    }

    public void Add(string said, PlainTextReader reader)
    {
        var text = reader.Read(said);
        var tokens = reader.Tokens;
        _texts.Add((text, DateMentions.In(text, tokens)));
        foreach (var token in tokens) Deeds |= DeedWords.Of(text.Text.AsSpan(token.Start, token.Length));
        Delegates |= IsDelegating(text, tokens);
    }

    public bool Holds(string value)
    {
        foreach (var (text, days) in _texts)
        {
            if (text.Holds(value) || DateMentions.Holds(days, value)) return true;
        }

        return false;
    }

    private static bool IsDelegating(PlainText text, ReadOnlySpan<TextToken> tokens)
    {
        for (var at = 0; at < tokens.Length; at++)
        {
            var marks = tokens[at].Marks;
            if (marks.HasFlag(Marks.Todo)) return true;
            if (marks.HasFlag(Marks.Thing) && at + 1 < tokens.Length && (tokens[at + 1].Marks & Marks.Specified) != 0 && !IsOwnList(text, tokens, at)) return true;
            if (marks.HasFlag(Marks.Perform) && PerformsThings(text, tokens, at)) return true;
            if (marks.HasFlag(Marks.Deferring) && Defers(tokens, at)) return true;
        }

        return false;
    }

    private static bool PerformsThings(PlainText text, ReadOnlySpan<TextToken> tokens, int at)
    {
        for (var next = at + 1; next < Math.Min(tokens.Length, at + 7); next++)
        {
            if (tokens[next - 1].Marks.HasFlag(Marks.BeforeStop)) return false;
            if (tokens[next].Marks.HasFlag(Marks.Thing)) return !IsOwnList(text, tokens, next);
        }

        return false;
    }

    /// <summary>"What it says", "as described there", "according to the note".</summary>
    private static bool Defers(ReadOnlySpan<TextToken> tokens, int at)
    {
        for (var next = at + 1; next < Math.Min(tokens.Length, at + 5); next++)
        {
            if (tokens[next - 1].Marks.HasFlag(Marks.BeforeStop)) return false;
            if (tokens[next].Marks.HasFlag(Marks.Saying)) return true;
        }

        return false;
    }

    /// <summary>"The following tasks" are the user's own words and stand right there.</summary>
    private static bool IsOwnList(PlainText text, ReadOnlySpan<TextToken> tokens, int thing) =>
        thing > 0 && text.Text.AsSpan(tokens[thing - 1].Start, tokens[thing - 1].Length) is "following" or "these" or "below" or "two" or "three";
}
