using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.DataFlow;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.Acts;

/// <summary>The words of a text that say what it is about, as stems: three letters or more, none of the words that any English text is full of.</summary>
public static class ContentWords
{
    private static readonly FrozenSet<string> Fillers = (
        "about above after again all also and any are ask asked because been before being below between both but can could did does doing done down during each few for from further get give got had has have having "
        + "hello here hers him his how into its itself just let like make many may maybe might more most much must myself need now off once one only other our out over own please put really said same say see shall she "
        + "should some soon still such sure take tell than thank thanks that the their them then there these they thing things think this those though through too under until upon use very want was way well were what when "
        + "where which while who whom why will wish with would yes yet you your yours yourself dear hi regards sincerely kindly happy glad okay ok good great right back").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Adds the stems of the text; at most <paramref name="most"/> in all.</summary>
    public static void AddTo(HashSet<string> into, ReadOnlySpan<char> text, int most)
    {
        ArgumentNullException.ThrowIfNull(into);
        var folded = FoldedText.Of(text.ToString());
        for (var at = 0; at < folded.Length && into.Count < most;)
        {
            if (!char.IsLetter(folded[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < folded.Length && char.IsLetter(folded[end]) && !(char.IsUpper(folded[end]) && char.IsLower(folded[end - 1]))) end++;
            var word = folded[at..end].ToLowerInvariant();
            if (word.Length > 2 && !Fillers.Contains(word)) into.Add(WordStem.Of(word).ToString());
            at = end;
        }
    }
}
