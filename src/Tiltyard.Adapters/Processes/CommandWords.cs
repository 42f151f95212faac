using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// Splits a command into words as a shell would and does nothing else of what a shell does: no variables, patterns, pipes or substitutions.
/// Blanks part words; single quotes keep everything, double quotes keep blanks, and a backslash keeps the next character.
/// </summary>
public static class CommandWords
{
    /// <exception cref="DocumentException">There is no word, or a quote is left open.</exception>
    public static ImmutableArray<string> Split(DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = node.AsText();
        var words = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; ;)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            words.Add(Word(node, text, ref at));
        }

        if (words.Count == 0 || words[0].Length == 0) throw new DocumentException(node, "the agent process needs a command, such as 'process:python3 agent.py'");
        return words.DrainToImmutable();
    }

    private static string Word(DocumentNode node, string text, ref int at)
    {
        var word = new StringBuilder();
        for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] is '\'' or '"') Quoted(node, text, ref at, word);
            else if (text[at] == '\\') word.Append(Escaped(node, text, ref at));
            else word.Append(text[at]);
        }

        return word.ToString();
    }

    private static void Quoted(DocumentNode node, string text, ref int at, StringBuilder word)
    {
        var quote = text[at++];
        for (; at < text.Length && text[at] != quote; at++)
        {
            var escapes = quote == '"' && text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\';
            word.Append(escapes ? text[++at] : text[at]);
        }

        if (at == text.Length) throw new DocumentException(node, $"the command ends within a quote that was opened with {quote}");
    }

    private static char Escaped(DocumentNode node, string text, ref int at) =>
        ++at < text.Length ? text[at] : throw new DocumentException(node, "the command ends with a backslash");
}
