using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>
/// A form that a user adds: a regular expression without backtracking, so that no text makes it slow, and words that make it surer.
/// </summary>
public sealed class CustomPattern
{
    /// <summary>Longer patterns are refused.</summary>
    public const int MostLength = 500;

    private readonly Regex _regex;
    private readonly Words _words;

    /// <exception cref="ArgumentException">The pattern is no regular expression, needs backtracking, is too long, or matches nothing at all.</exception>
    public CustomPattern(string type, string pattern, double confidence, ImmutableArray<string> words, double confidenceWithWord)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentOutOfRangeException.ThrowIfNotEqual(confidence is >= 0 and <= 1 && confidenceWithWord is >= 0 and <= 1, true, nameof(confidence));
        if (pattern.Length > MostLength) throw new ArgumentException($"the pattern has {pattern.Length} characters; at most {MostLength} are taken", nameof(pattern));
        try
        {
            _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"the pattern needs backtracking (lookaround, back-reference or atomic group), which could take forever: {e.Message}", nameof(pattern), e);
        }

        if (_regex.IsMatch("")) throw new ArgumentException("the pattern matches the empty text, so it would be found everywhere", nameof(pattern));
        (Type, Confidence, ConfidenceWithWord, _words) = (type, confidence, confidenceWithWord, new Words(words));
    }

    public string Type { get; }

    public double Confidence { get; }

    public double ConfidenceWithWord { get; }

    internal void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        foreach (var match in _regex.EnumerateMatches(text))
        {
            if (match.Length == 0) continue;
            var end = match.Index + match.Length;
            var isNamed = ConfidenceWithWord > Confidence && Context.Says(text, lexemes, match.Index, end, _words);
            into.Add(Type, match.Index, end, isNamed ? ConfidenceWithWord : Confidence, isNamed ? "pattern_and_word" : "pattern");
        }
    }
}
