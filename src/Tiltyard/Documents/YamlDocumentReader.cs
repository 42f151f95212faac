namespace Tiltyard.Documents;

/// <summary>
/// Reads one YAML document with the core schema of YAML 1.2 from untrusted text. For JSON use <see cref="JsonDocumentReader"/>,
/// which is faster and stricter.
/// </summary>
/// <remarks>
/// Unquoted yes, no, on and off are text. Quoted scalars are always text. Anchors and aliases work within a bound; merge keys,
/// tags other than the core ones, keys that are not text, and further documents are refused with a reason. Keys are text as
/// they are spelled: 1: and '1': are the same key.
/// </remarks>
public static class YamlDocumentReader
{
    /// <summary>Reads a document; a byte order mark is tolerated.</summary>
    /// <param name="fileName">The name used in messages.</param>
    /// <param name="text">The characters of the document.</param>
    /// <param name="limits">Bounds for hostile input; <see cref="DocumentLimits.Default"/> if null.</param>
    /// <exception cref="DocumentException">The text is not one YAML document that is within the limits and this subset.</exception>
    public static DocumentNode Read(string fileName, string text, DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        DocumentBudget.CheckLength(fileName, text.Length, "characters", limits);
        if (text.StartsWith('\ufeff')) text = text[1..];
        RefuseHiddenCharacters(fileName, text);
        return new YamlTree(new YamlEvents(fileName, text), limits).ReadDocument();
    }

    /// <summary>
    /// The parser takes NUL for the end of the text and U+0085, U+2028 and U+2029 for line ends, so content could hide behind
    /// them; YAML itself forbids the other control characters.
    /// </summary>
    private static void RefuseHiddenCharacters(string fileName, string text)
    {
        var line = 1;
        var lineStart = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var code = text[at];
            if (code == '\n')
            {
                line++;
                lineStart = at + 1;
            }
            else if (code is < ' ' and not ('\t' or '\r') or (>= '\u007f' and < '\u00a0') or '\u2028' or '\u2029' or '\ufffe' or '\uffff'
                     || (char.IsSurrogate(code) && !IsWholePair(text, ref at)))
            {
                throw new DocumentException(
                    new SourcePlace(fileName, line, at - lineStart + 1), path: null,
                    $"the character U+{(int)code:X4} is not allowed here: write it as an escape in double quotes");
            }
        }
    }

    private static bool IsWholePair(string text, ref int at)
    {
        if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
        at++;
        return true;
    }
}
