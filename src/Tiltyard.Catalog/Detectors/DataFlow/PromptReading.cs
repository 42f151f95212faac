using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// What the user said so far: which deeds it asks for, which values and days it names, and whether it leaves the decision to something
/// else ("do what the e-mail says"). Who delegates to something named delegates to that and to nothing else. Only what the user wrote is
/// read, never what was found.
/// </summary>
internal sealed class PromptReading
{
    private readonly List<(PlainText Text, ImmutableArray<int> Days)> _texts = [];
    private readonly List<string> _named = [];
    private readonly List<string> _pointedAt = [];
    private bool _delegatesAll;

    public Deeds Deeds { get; private set; }

    /// <summary>The user asked that instructions found elsewhere be followed.</summary>
    public bool Delegates { get; private set; }

    public void Clear()
    {
        _texts.Clear();
        Deeds = Deeds.None;
        Delegates = _delegatesAll = false;
        _named.Clear();
        _pointedAt.Clear();
    }

    /// <summary>Whether the call that fetched this text was given something that the user names: the user wanted just this read.</summary>
    public bool PointsAt(UntrustedText text) => _pointedAt.Exists(text.Given.Holds);

    /// <summary>Whether the user asked that this text be obeyed: by its call one of the named things was fetched, or it holds them all.</summary>
    public bool DelegatesTo(UntrustedText text)
    {
        if (!Delegates || _delegatesAll) return Delegates;
        return _named.Exists(text.Given.Holds) || _named.TrueForAll(text.Text.Holds);
    }

    public void Add(string said, PlainTextReader reader)
    {
        var text = reader.Read(said);
        var tokens = reader.Tokens;
        _texts.Add((text, DateMentions.In(text, tokens)));
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!IsThing(tokens, at)) Deeds |= DeedWords.Of(Word(text, tokens[at]));
        }

        ReadDelegation(text, tokens);
        for (var at = 0; at < tokens.Length; at++)
        {
            if (tokens[at].Marks.HasFlag(Marks.SentenceStart)) NamedThings.Read(text, tokens, at, _pointedAt);
        }
    }

    public bool Holds(string value)
    {
        foreach (var (text, days) in _texts)
        {
            if (text.Holds(value) || DateMentions.Holds(days, value)) return true;
        }

        return false;
    }

    /// <summary>"The e-mail from Ann" asks for no e-mail.</summary>
    private static bool IsThing(ReadOnlySpan<TextToken> tokens, int at) =>
        tokens[at].Marks.HasFlag(Marks.AlsoThing) && at > 0 && (tokens[at - 1].Marks & Marks.BeforeThing) != Marks.None;

    private void ReadDelegation(PlainText text, ReadOnlySpan<TextToken> tokens)
    {
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!IsDelegating(text, tokens, at)) continue;
            Delegates = true;
            var before = _named.Count;
            NamedThings.Read(text, tokens, at, _named);
            if (_named.Count == before) _delegatesAll = true;
            while (at + 1 < tokens.Length && !tokens[at + 1].Marks.HasFlag(Marks.SentenceStart)) at++;
        }
    }

    private static bool IsDelegating(PlainText text, ReadOnlySpan<TextToken> tokens, int at)
    {
        var marks = tokens[at].Marks;
        if (marks.HasFlag(Marks.Todo)) return true;
        if (marks.HasFlag(Marks.Thing) && at + 1 < tokens.Length && (tokens[at + 1].Marks & Marks.Specified) != Marks.None) return !IsOwnList(text, tokens, at);
        if (marks.HasFlag(Marks.Perform) && PerformsThings(text, tokens, at)) return true;
        return marks.HasFlag(Marks.Deferring) && Defers(text, tokens, at);
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
    private static bool Defers(PlainText text, ReadOnlySpan<TextToken> tokens, int at)
    {
        var word = Word(text, tokens[at]);
        if (word is "according") return true;
        var reach = word is "as" ? 1 : 4;
        for (var next = at + 1; next < Math.Min(tokens.Length, at + 1 + reach); next++)
        {
            if (tokens[next - 1].Marks.HasFlag(Marks.BeforeStop)) return false;
            if (tokens[next].Marks.HasFlag(Marks.Saying)) return true;
        }

        return false;
    }

    /// <summary>"The following tasks" are the user's own words and stand right there.</summary>
    private static bool IsOwnList(PlainText text, ReadOnlySpan<TextToken> tokens, int thing) =>
        thing > 0 && Word(text, tokens[thing - 1]) is "following" or "these" or "below" or "two" or "three";

    private static ReadOnlySpan<char> Word(PlainText text, in TextToken token) => text.Text.AsSpan(token.Start, token.Length);
}
