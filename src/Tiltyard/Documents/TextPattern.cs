using System.Text.RegularExpressions;

namespace Tiltyard.Documents;

/// <summary>
/// A regular expression that a whole text must match, and the words a message uses instead of it. It is written without anchors
/// and in the part that ECMAScript and .NET share: [0-9], not \d, which in .NET knows more digits.
/// </summary>
public sealed record TextPattern
{
    private readonly Regex _regex;

    /// <summary>Declares a pattern, such as [a-z][a-z0-9-]* with "a name of lower-case letters, digits and dashes".</summary>
    public TextPattern(string expression, string words)
    {
        Expression = expression;
        Words = words;
        // linear in the text, whatever it is
        _regex = new Regex($@"\A(?:{expression})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The expression without anchors.</summary>
    public string Expression { get; }

    /// <summary>What the expression means, to follow "expected".</summary>
    public string Words { get; }

    internal bool Matches(string text) => _regex.IsMatch(text);
}
