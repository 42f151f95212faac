using System.Collections.Frozen;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>The words that carry <see cref="Marks"/>: general English, in lower case, in exactly these forms.</summary>
internal static class MarkedWords
{
    private static readonly (Marks Mark, string Words)[] Table =
    [
        (Marks.Ignore, "ignore disregard forget override bypass overrule neglect discard ignoring disregarding forgetting"),
        (Marks.Earlier, "previous prior above earlier preceding foregoing former original initial existing"),
        (Marks.Order, "instruction instructions direction directions command commands prompt prompts rule rules guideline guidelines order orders policy policies restriction restrictions directive directives"),
        (Marks.Task, "task tasks request requests question questions instruction instructions job query goal assignment"),
        (Marks.Before, "before"),
        (Marks.After, "after once when"),
        (Marks.You, "you"),
        (Marks.Solve, "solve do answer answering complete completing continue continuing proceed proceeding finish finishing start starting respond responding follow following solving doing perform performing please must"),
        (Marks.Now, "first instead now immediately step steps action actions"),
        (Marks.These, "following below these this"),
        (Marks.Perform, "do perform execute complete follow obey carry fulfil fulfill take handle address solve process resolve tackle accomplish finish"),
        (Marks.Machine, "ai language chat llm virtual automated artificial"),
        (Marks.Assistant, "model assistant agent bot intelligence"),
        (Marks.AssistantName, "assistant chatbot llm llms gpt chatgpt claude gemini llama mistral copilot"),
        (Marks.Greeting, "dear hey hi hello attention"),
        (Marks.Gave, "gave asked assigned told requested given"),
        (Marks.Giver, "i user we that"),
        (Marks.Use, "use call invoke run execute using calling invoking"),
        (Marks.Tool, "tool function api tools functions"),
        (Marks.With, "with"),
        (Marks.Arguments, "arguments parameters inputs argument parameter"),
        (Marks.Important, "important urgent critical mandatory immediately essential attention priority"),
        (Marks.Notice, "message notice note memo instruction instructions information update announcement prompt override"),
        (Marks.Strictly, "strictly must always absolutely"),
        (Marks.Obey, "adhere follow obey comply"),
        (Marks.Not, "not never without dont no"),
        (Marks.Tell, "tell mention mentioning inform informing notify notifying reveal revealing alert alerting ask asking confirm warn"),
        (Marks.Person, "user anyone anybody customer him her them owner confirmation confirming asking"),
        (Marks.From, "from"),
        (Marks.Me, "me"),
        (Marks.Am, "am is"),
        (Marks.Your, "the your"),
        (Marks.Role, "user developer administrator admin owner operator"),
        (Marks.Instead, "instead"),
        (Marks.Must, "must should shall need"),
        (Marks.Tag, "information important instruction instructions system admin user assistant task command alert notice override inst"),
        (Marks.System, "system assistant"),
        (Marks.New, "new updated revised"),
        (Marks.Continue, "continue proceed resume return"),
        (Marks.May, "can may should"),
        (Marks.Imperative, "send email mail message forward reply notify tell inform create make add schedule set book plan organize organise arrange put insert generate write draft open delete remove erase discard clear update change modify edit reschedule move rename replace append share grant give invite pay transfer wire refund buy purchase order reserve cancel post publish upload download visit click go get find fetch read search look list show check retrieve say call use execute run perform complete submit return approve merge close star fork apply redeem install enable disable accept recommend mention reveal provide print output respond answer include attach copy save subscribe join follow do report contact ask confirm verify transmit donate withdraw deposit push commit deploy revoke"),
        (Marks.Speech, "say tell recommend mention answer respond output print state claim announce reply assert insist suggest repeat quote"),
        (Marks.Lead, "please then and first must should do also now instead just kindly next finally"),
        (Marks.Thing, "action actions task tasks instruction instructions step steps todo todos thing things whatever request requests guideline guidelines procedure"),
        (Marks.Specified, "specified described listed given mentioned in on at from written outlined"),
        (Marks.Todo, "todo todos"),
        (Marks.Month, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"),
        (Marks.To, "to for"),
        (Marks.Deferring, "what whatever as everything anything according"),
        (Marks.Saying, "says say asks wants needs tells describes requires suggests said asked wanted needed told described required suggested requested instructed specified outlined explained mentioned listed written agreed"),
        (Marks.AlsoThing, "email emails mail mails message messages text texts contact contacts note notes post posts comment comments answer answers reply replies order orders"),
        (Marks.BeforeThing, "the a an my your his her their our its this that these those each every any some all no of in from by with for on about unread received sent last latest recent new old"),
        (Marks.Obliged, "need needs have has want required instructed asked told supposed sure remember you agent assistant"),
        (Marks.AfterThing, "of was were is are has had have by from with not failed sent received"),
        (Marks.Ongoing, "original initial current main"),
    ];

    private static readonly FrozenDictionary<string, Marks>.AlternateLookup<ReadOnlySpan<char>> ByWord = Words().GetAlternateLookup<ReadOnlySpan<char>>();
    private const string Misspelt = "instructions";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The marks of a word in lower case.</summary>
    public static Marks Of(ReadOnlySpan<char> word) =>
        ByWord.TryGetValue(word, out var marks) || (word.Length is >= 10 and <= 13 && IsMisspelt(word) && ByWord.TryGetValue(Misspelt, out marks)) ? marks : Marks.None;

    /// <summary>1 to 12 for the name of a month or its beginning, 0 for anything else.</summary>
    public static int Month(ReadOnlySpan<char> word)
    {
        for (var month = 0; word.Length >= 3 && month < Months.Length; month++)
        {
            if (word.StartsWith(Months[month], StringComparison.Ordinal)) return month + 1;
        }

        return 0;
    }

    /// <summary>The word that an order cannot do without, with one letter too many, too few or wrong.</summary>
    private static bool IsMisspelt(ReadOnlySpan<char> word)
    {
        var same = word.CommonPrefixLength(Misspelt);
        if (same < 1) return false;
        var rest = word[same..];
        var right = Misspelt.AsSpan(same);
        return rest.IsEmpty || right.IsEmpty || rest[1..].SequenceEqual(right) || rest.SequenceEqual(right[1..]) || rest[1..].SequenceEqual(right[1..]);
    }

    private static FrozenDictionary<string, Marks> Words()
    {
        var words = new Dictionary<string, Marks>(StringComparer.Ordinal);
        foreach (var (mark, listed) in Table)
        {
            foreach (var word in listed.Split(' ')) words[word] = words.GetValueOrDefault(word) | mark;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
