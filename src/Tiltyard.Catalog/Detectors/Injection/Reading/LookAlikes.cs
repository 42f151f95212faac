namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>
/// Letters of other scripts that stand in a Latin word. A word wholly of another script is left alone: it is that language.
/// </summary>
internal static class LookAlikes
{
    public static void Fold(PlainText text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetter(text.Letters[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var (latin, foreign) = (0, 0);
            for (; at < text.Length && char.IsLetter(text.Letters[at]); at++)
            {
                if (char.IsAsciiLetter(text.Letters[at])) latin++;
                else if (FoldingTable.Latin(text.Letters[at]) != '\0') foreign++;
            }

            if (latin == 0 || foreign == 0) continue;
            for (var index = start; index < at; index++)
            {
                if (FoldingTable.Latin(text.Letters[index]) is var plain and not '\0') text.Replace(index, plain, CharMarks.LookAlike);
            }
        }
    }
}
