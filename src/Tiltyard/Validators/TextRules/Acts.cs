namespace Tiltyard.Validators.TextRules;

/// <summary>Finds the words by which an answer says that money was given: refunded, am issuing, went back, is on its way.</summary>
internal static class Acts
{
    public static bool IsAct(Passage passage, in Clause clause, int token)
    {
        if (passage.Tokens[token].Kind != TokenKind.Word) return false;
        var word = passage.Tokens[token].Text;
        if (Lexicon.Acts.Contains(word)) return !IsAdjective(passage, clause, token) && !IsByOthers(passage, clause, token);
        if (Lexicon.WeakActs.Contains(word)) return !IsAdjective(passage, clause, token) && !IsByOthers(passage, clause, token) && !IsPaperwork(passage, clause, token);
        if (Lexicon.Progressives.Contains(word)) return IsProgressive(passage, clause, token) && !IsPaperwork(passage, clause, token);
        if (Lexicon.Performatives.Contains(word)) return Before(passage, clause, token) is var before && before >= clause.First && passage.Tokens[before].Text is "i" or "we" or "did";
        return IsPhrase(passage, clause, token, word);
    }

    /// <summary>The token before, adverbs left out; one before the clause where there is none.</summary>
    public static int Before(Passage passage, in Clause clause, int token)
    {
        var at = token - 1;
        while (at >= clause.First && passage.Tokens[at].Kind == TokenKind.Word && Lexicon.Adverbs.Contains(passage.Tokens[at].Text)) at--;
        return at;
    }

    /// <summary>"an approved refund": said of a thing, not of a deed.</summary>
    private static bool IsAdjective(Passage passage, in Clause clause, int token)
    {
        if (token == clause.First || token + 1 >= clause.End) return false;
        if (passage.Tokens[token - 1].Text is not ("the" or "a" or "an" or "any" or "every" or "each" or "-")) return false;
        return passage.Tokens[token + 1].Kind == TokenKind.Word;
    }

    /// <summary>"you paid $900": the deed of somebody else.</summary>
    private static bool IsByOthers(Passage passage, in Clause clause, int token)
    {
        var at = Before(passage, clause, token);
        while (at >= clause.First && passage.Tokens[at].Text is "have" or "has" or "had") at--;
        if (at < clause.First) return false;
        var word = passage.Tokens[at].Text;
        return Lexicon.Others.Contains(word) || word is "you've" or "they've" or "you'd" or "they'd";
    }

    private static bool IsPaperwork(Passage passage, in Clause clause, int token) => passage.Any(token + 1, Math.Min(clause.End, token + 5), Lexicon.Paperwork)
        && !(token + 1 < clause.End && passage.Tokens[token + 1].Kind == TokenKind.Money);

    private static bool IsProgressive(Passage passage, in Clause clause, int token)
    {
        var at = Before(passage, clause, token);
        return at >= clause.First && passage.Tokens[at].Text is "am" or "i'm" or "are" or "we're" or "is";
    }

    private static bool IsPhrase(Passage passage, in Clause clause, int token, string word)
    {
        var next = token + 1 < clause.End ? passage.Tokens[token + 1].Text : "";
        return word switch
        {
            "went" => next is "back" or "through" or "out",
            "on" => next is "its" or "the" or "their" && token + 2 < clause.End && passage.Tokens[token + 2].Is("way"),
            "back" or "in" or "on" => IsArrived(passage, clause, token),
            _ => false,
        };
    }

    /// <summary>"is already in your account", "is back on your card".</summary>
    private static bool IsArrived(Passage passage, in Clause clause, int token)
    {
        var at = Before(passage, clause, token);
        if (at < clause.First || passage.Tokens[at].Text is not ("is" or "are" or "'s" or "back")) return false;
        for (var after = token + 1; after < Math.Min(clause.End, token + 4); after++)
        {
            if (passage.Tokens[after].Is("your")) return true;
        }

        return false;
    }
}
