namespace Tiltyard.Validators.TextRules;

/// <summary>
/// Whether the author of a passage stands behind what is said at a token: not where it is quoted, asked, denied, only possible,
/// tied to a condition, or told as somebody else's words.
/// </summary>
internal static class Assertion
{
    /// <summary>Whether what begins at the token is asserted.</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="token">The first token of the verb or phrase.</param>
    public static bool Holds(Passage passage, int token)
    {
        if (passage.IsQuoted(token)) return false;
        var index = passage.ClauseAt(token);
        var clause = passage.Clauses[index];
        if (clause.IsAsked) return false;
        return !IsWeakened(passage, clause.First, token) && !IsReported(passage, index);
    }

    /// <summary>Whether the clause's claim is only what would follow from a condition in its sentence.</summary>
    public static bool IsConditional(Passage passage, int index)
    {
        var clause = passage.Clauses[index];
        if (passage.Any(clause.First, clause.End, Lexicon.Conditions)) return true;
        for (var at = Math.Max(0, index - Passage.Window); at < Math.Min(passage.Clauses.Length, index + Passage.Window); at++)
        {
            var other = passage.Clauses[at];
            if (other.Sentence == clause.Sentence && at != index && Lexicon.Openers.Contains(passage.Tokens[other.First].Text)) return true;
        }

        return false;
    }

    private static bool IsWeakened(Passage passage, int first, int token)
    {
        var start = FirstWord(passage, first, token);
        if (start < token && Lexicon.Imperatives.Contains(passage.Tokens[start].Text)) return true;
        // had I known: a condition without if
        if (start + 1 < token && passage.Tokens[start].Is("had") && passage.Tokens[start + 1].Text is "i" or "we" or "you" or "he" or "she" or "they") return true;
        if (token > first && passage.Tokens[token - 1].Is("to")) return true;
        for (var at = Math.Max(first, token - Passage.Window); at < token; at++)
        {
            if (passage.Tokens[at].Kind == TokenKind.Word && Weakens(passage, at, first, token)) return true;
        }

        return false;
    }

    private static bool Weakens(Passage passage, int at, int first, int token)
    {
        var word = passage.Tokens[at].Text;
        var next = at + 1 < token ? passage.Tokens[at + 1].Text : "";
        if (word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("'ll", StringComparison.Ordinal)) return true;
        if (word.EndsWith("'d", StringComparison.Ordinal)) return next is "have" or "be" or "like" or "love" or "need";
        if (word is "not" && next is "only") return false;
        if (Lexicon.Negations.Contains(word)) return true;
        if (word is "to" && next is "be" or "have") return true;
        if (word is "when") return next is not ("i" or "we");
        if (Lexicon.Modals.Contains(word)) return !IsRelative(passage, at, first);
        if (Lexicon.Conditions.Contains(word)) return true;
        if (word is "according") return next is "to" && !passage.Any(at, token, OurOwn);
        return Lexicon.Reports.Contains(word) && !(at > first && passage.Tokens[at - 1].Text is "i" or "we" or "i've" or "we've");
    }

    private static readonly HashSet<string> OurOwn = new(StringComparer.Ordinal) { "our", "my" };

    /// <summary>"the refund you asked for" names a thing; it does not weaken what is said of it. Nor does "as you asked".</summary>
    private static bool IsRelative(Passage passage, int at, int first)
    {
        if (at < first + 2 || passage.Tokens[at - 1].Text is not ("you" or "they" or "he" or "she" or "customer")) return false;
        var before = passage.Tokens[at - 2];
        return before.Kind == TokenKind.Money || before.Text is "refund" or "amount" or "money" or "credit" or "sum" or "payment" or "that" or "as" or "what";
    }

    /// <summary>A clause that ends in a colon and tells of somebody's words makes the next one theirs.</summary>
    private static bool IsReported(Passage passage, int index)
    {
        if (index == 0) return false;
        var before = passage.Clauses[index - 1];
        var clause = passage.Clauses[index];
        if (before.Sentence != clause.Sentence) return false;
        var first = FirstWord(passage, before.First, before.End);
        if (first < before.End && passage.Tokens[first].Is("according") && !passage.Any(before.First, before.End, OurOwn)) return true;
        return passage.Tokens[before.End].Is(":") && passage.Any(before.First, before.End, Lexicon.Reports) && !passage.Any(before.First, before.End, Speakers);
    }

    private static readonly HashSet<string> Speakers = new(StringComparer.Ordinal) { "i", "we" };

    private static int FirstWord(Passage passage, int first, int end)
    {
        var at = first;
        var most = Math.Min(end, first + Passage.Window);
        while (at < most && (passage.Tokens[at].Kind != TokenKind.Word || Lexicon.Splitters.Contains(passage.Tokens[at].Text))) at++;
        return at;
    }
}
