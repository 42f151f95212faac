using System.Collections.Frozen;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// What a tool does, read from the verb in its name by a list of English verbs. A name without a known verb, and one whose verb looks
/// something up, does nothing that would have to be asked for.
/// </summary>
public static class ToolVerbs
{
    private const int WordsRead = 5;
    private const string Reading = "get list search find read fetch look lookup check show view query describe count browse retrieve browsing load see inspect watch calculate compute summarize summarise translate compare verify validate analyze analyse";

    private static readonly (Deeds Deed, string Verbs)[] Table =
    [
        (Deeds.Send, "send reply forward notify respond message email mail text dm tell contact"),
        (Deeds.Create, "create make schedule generate write register open draft new insert record log compose"),
        (Deeds.Delete, "delete remove clear erase drop purge wipe destroy trash"),
        (Deeds.Update, "add append update reschedule schedule edit modify change rename move replace insert put set write reset mark patch"),
        (Deeds.Share, "share grant give permit"),
        (Deeds.Pay, "transfer pay buy checkout purchase order refund donate withdraw deposit wire"),
        (Deeds.Reserve, "reserve book"),
        (Deeds.Post, "post publish comment tweet submit upload push release"),
        (Deeds.Invite, "invite add enroll"),
        (Deeds.Cancel, "cancel revoke unsubscribe return terminate leave kick ban remove"),
        (Deeds.Store, "upload save store copy download clone import export move attach"),
        (Deeds.Run, "execute run apply enable disable install uninstall activate deactivate restart start stop deploy launch redeem trigger"),
        (Deeds.Decide, "approve accept reject decline close merge assign block unblock fork star commit push confirm request"),
    ];

    /// <summary>Verbs that are as often the thing that is done something to: a call for e-mails is no call to e-mail.</summary>
    private static readonly FrozenSet<string> AlsoNouns =
        new[] { "message", "email", "mail", "text", "contact", "order", "book", "post", "comment", "record", "log", "draft", "new", "open", "star", "record", "request" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Readers = Reading.Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Deeds> ByVerb = Verbs();

    /// <summary>What the things in a name add: a transaction that is scheduled is paid, a message that is posted is sent.</summary>
    private static readonly FrozenDictionary<string, Deeds> ByThing = new Dictionary<string, Deeds>(StringComparer.Ordinal)
    {
        ["money"] = Deeds.Pay,
        ["payment"] = Deeds.Pay,
        ["transaction"] = Deeds.Pay,
        ["transfer"] = Deeds.Pay,
        ["invoice"] = Deeds.Pay,
        ["refund"] = Deeds.Pay,
        ["email"] = Deeds.Send,
        ["mail"] = Deeds.Send,
        ["message"] = Deeds.Send,
        ["sms"] = Deeds.Send,
        ["reservation"] = Deeds.Reserve,
        ["booking"] = Deeds.Reserve,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a tool of this name does; none where it only reads or its verb is not known.</summary>
    public static Deeds Of(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var words = Words(tool);
        var doubtful = Deeds.None;
        foreach (var word in words)
        {
            if (Readers.Contains(word)) return Deeds.None;
            if (!ByVerb.TryGetValue(word, out var deeds)) continue;
            if (!AlsoNouns.Contains(word)) return deeds | OfThings(words);
            if (doubtful == Deeds.None) doubtful = deeds;
        }

        return doubtful == Deeds.None ? doubtful : doubtful | OfThings(words);
    }

    /// <summary>The words of a name in lower case: snake_case, kebab-case and camelCase, at most five.</summary>
    internal static List<string> Words(string tool)
    {
        var words = new List<string>(WordsRead);
        for (var at = 0; at < tool.Length && words.Count < WordsRead;)
        {
            if (!char.IsAsciiLetterOrDigit(tool[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < tool.Length && char.IsAsciiLetterOrDigit(tool[end]) && !(char.IsAsciiLetterUpper(tool[end]) && !char.IsAsciiLetterUpper(tool[end - 1]))) end++;
            words.Add(tool[at..end].ToLowerInvariant());
            at = end;
        }

        return words;
    }

    private static Deeds OfThings(List<string> words)
    {
        var deeds = Deeds.None;
        foreach (var word in words)
        {
            if (ByThing.TryGetValue(word, out var added)) deeds |= added;
        }

        return deeds;
    }

    private static FrozenDictionary<string, Deeds> Verbs()
    {
        var verbs = new Dictionary<string, Deeds>(StringComparer.Ordinal);
        foreach (var (deed, words) in Table)
        {
            foreach (var word in words.Split(' ')) verbs[word] = verbs.GetValueOrDefault(word) | deed;
        }

        return verbs.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
