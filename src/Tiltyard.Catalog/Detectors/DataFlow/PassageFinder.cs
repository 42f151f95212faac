using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Finds in an untrusted text the passages that ask for something: those with cues of an order to an assistant, grown together where
/// cues stand near each other, and every sentence in the imperative.
/// </summary>
internal sealed class PassageFinder(int reach, double least)
{
    /// <summary>Cues farther apart than so many characters belong to two passages.</summary>
    private const int CueGap = 400;

    /// <summary>A passage does not grow beyond so many characters between its first and last cue: a long manual is not one order.</summary>
    private const int LongestGrowth = 1500;

    /// <summary>The score that cues of one kind alone, and no override, can come to.</summary>
    private const double MostByOneKind = .7;

    private const int LeadIn = 60;
    private const int SentencesTogether = 3;

    private readonly List<Cue> _cues = [];

    /// <summary>The passages of a text that was just read, in order; those with cues below the least score are left out.</summary>
    public ImmutableArray<Passage> Find(PlainText text, ReadOnlySpan<TextToken> tokens)
    {
        ImmutableArray<Passage>.Builder? found = null;
        FindCued(text, tokens, ref found);
        FindAsking(text, tokens, ref found);
        return found?.DrainToImmutable() ?? [];
    }

    /// <summary>The passage around what another detector found between two places, up to its reach or the end of the field.</summary>
    public Passage Around(PlainText text, ReadOnlySpan<TextToken> tokens, int start, int end)
    {
        var first = FirstEndingAfter(tokens, start);
        var last = first;
        while (last < tokens.Length - 1 && tokens[last + 1].Start < end) last++;
        var until = After(tokens, last);
        return Made(text, tokens[first..until], tokens[first].Start, EndOf(text, tokens, until)) with { Core = tokens[first].Start };
    }

    private static int FirstEndingAfter(ReadOnlySpan<TextToken> tokens, int place)
    {
        var (low, high) = (0, tokens.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].End <= place) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void FindCued(PlainText text, ReadOnlySpan<TextToken> tokens, ref ImmutableArray<Passage>.Builder? found)
    {
        _cues.Clear();
        int start = 0, last = 0;
        for (var at = 0; at < tokens.Length; at++)
        {
            if ((tokens[at].Marks & Cues.Beginnings) == Marks.None) continue;
            foreach (var cue in Cues.All)
            {
                var end = cue.Match(tokens, at);
                if (end < 0) continue;
                if (_cues.Count > 0 && IsApart(tokens, start, last, at)) Close(text, tokens, start, last, ref found);
                if (_cues.Count == 0) (start, last) = (at, end);
                last = Math.Max(last, end);
                if (!_cues.Exists(known => known.Name.Equals(cue.Name, StringComparison.Ordinal))) _cues.Add(cue);
                else Strengthen(cue);
            }
        }

        if (_cues.Count > 0) Close(text, tokens, start, last, ref found);
    }

    private static bool IsApart(ReadOnlySpan<TextToken> tokens, int first, int last, int at) =>
        tokens[at].Start - tokens[last].End > CueGap || tokens[at].Start - tokens[first].Start > LongestGrowth;

    private void Strengthen(Cue cue)
    {
        var index = _cues.FindIndex(known => known.Name.Equals(cue.Name, StringComparison.Ordinal));
        if (_cues[index].Weight < cue.Weight) _cues[index] = cue;
    }

    private void Close(PlainText text, ReadOnlySpan<TextToken> tokens, int first, int last, ref ImmutableArray<Passage>.Builder? found)
    {
        var score = Score();
        if (score >= least)
        {
            found ??= ImmutableArray.CreateBuilder<Passage>();
            var (from, until) = (Before(tokens, first), After(tokens, last));
            found.Add(Made(text, tokens[from..until], tokens[from].Start, EndOf(text, tokens, until)) with { Core = tokens[first].Start, Score = score, Meanings = [.. _cues.OrderByDescending(cue => cue.Weight).Select(cue => cue.Meaning)] });
        }

        _cues.Clear();
    }

    /// <summary>What doubt the cues leave, each for itself; the tone of an order and one more kind are not enough to be sure.</summary>
    private double Score()
    {
        var doubt = 1.0;
        var kinds = 0;
        foreach (var cue in _cues)
        {
            doubt *= 1 - cue.Weight;
            if (cue.Kind == CueKind.Override) kinds |= 0b110;
            else if (cue.Kind != CueKind.Pressure) kinds |= 1 << (int)cue.Kind;
        }

        return int.PopCount(kinds) > 1 ? 1 - doubt : Math.Min(1 - doubt, MostByOneKind);
    }

    private static int Before(ReadOnlySpan<TextToken> tokens, int first)
    {
        var at = first;
        while (at > 0 && !tokens[at].Marks.HasFlag(Marks.FieldStart) && tokens[first].Start - tokens[at - 1].Start <= LeadIn) at--;
        return at;
    }

    private int After(ReadOnlySpan<TextToken> tokens, int last)
    {
        var at = last + 1;
        while (at < tokens.Length && !tokens[at].Marks.HasFlag(Marks.FieldStart) && tokens[at].End - tokens[last].End <= reach) at++;
        return at;
    }

    private static void FindAsking(PlainText text, ReadOnlySpan<TextToken> tokens, ref ImmutableArray<Passage>.Builder? found)
    {
        for (var at = 0; at < tokens.Length;)
        {
            var end = SentenceEnd(tokens, at);
            var asks = false;
            for (var word = at; word < end && !asks; word++) asks = IsImperative(tokens, word) && DeedWords.Of(Word(text, tokens[word])) != Deeds.None;
            if (asks)
            {
                var until = end;
                for (var more = 1; more < SentencesTogether && until < tokens.Length; more++) until = SentenceEnd(tokens, until);
                found ??= ImmutableArray.CreateBuilder<Passage>();
                found.Add(Made(text, tokens[at..until], tokens[at].Start, EndOf(text, tokens, until)));
            }

            at = end;
        }
    }

    private static int SentenceEnd(ReadOnlySpan<TextToken> tokens, int first)
    {
        var at = first + 1;
        while (at < tokens.Length && !tokens[at].Marks.HasFlag(Marks.SentenceStart) && at - first < 400) at++;
        return at;
    }

    private static int EndOf(PlainText text, ReadOnlySpan<TextToken> tokens, int until) => until < tokens.Length ? tokens[until].Start : text.Text.Length;

    private static Passage Made(PlainText text, ReadOnlySpan<TextToken> tokens, int start, int end)
    {
        Deeds deeds = Deeds.None, besidesWords = Deeds.None;
        var words = false;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!Leads(tokens, at)) continue;
            var marks = tokens[at].Marks;
            var asked = marks.HasFlag(Marks.Imperative) ? DeedWords.Of(Word(text, tokens[at])) : Deeds.None;
            deeds |= asked;
            if (marks.HasFlag(Marks.Speech)) words = true;
            else if (!marks.HasFlag(Marks.Use)) besidesWords |= asked;
        }

        return new Passage
        {
            Source = text,
            Start = start,
            End = end,
            Core = start,
            Deeds = deeds,
            AsksForWords = words && besidesWords == Deeds.None,
            Days = DateMentions.In(text, tokens),
        };
    }

    private static bool IsImperative(ReadOnlySpan<TextToken> tokens, int at) => tokens[at].Marks.HasFlag(Marks.Imperative) && Leads(tokens, at);

    /// <summary>
    /// A verb here would be an order: it begins a sentence, a line or a clause, or follows please, then, must and their like. It is none
    /// as the name of a field ("email": …) and as a thing ("order from Ann").
    /// </summary>
    private static bool Leads(ReadOnlySpan<TextToken> tokens, int at)
    {
        var marks = tokens[at].Marks;
        if (marks.HasFlag(Marks.BeforeColon)) return false;
        if (marks.HasFlag(Marks.AlsoThing) && at + 1 < tokens.Length && tokens[at + 1].Marks.HasFlag(Marks.AfterThing)) return false;
        if (at == 0 || (marks & (Marks.SentenceStart | Marks.ClauseStart)) != Marks.None || tokens[at - 1].Marks.HasFlag(Marks.Lead)) return true;
        return at > 1 && tokens[at - 1].Marks.HasFlag(Marks.To) && tokens[at - 2].Marks.HasFlag(Marks.Obliged);
    }

    private static ReadOnlySpan<char> Word(PlainText text, in TextToken token) => text.Text.AsSpan(token.Start, token.Length);
}
