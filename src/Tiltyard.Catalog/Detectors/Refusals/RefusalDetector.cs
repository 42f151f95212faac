using System.Text.RegularExpressions;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.Refusals;

/// <summary>
/// Sentences by which somebody declines to do what is asked: I cannot help with that, this is not something I do, I would rather not. That
/// something was not found, or waits for an approval, is no refusal; what is quoted was said by somebody else.
/// </summary>
public sealed class RefusalDetector(double threshold) : ITextDetector
{
    private const string Serving =
        "help|assist|do|comply|fulfil|fulfill|provide|complete|process|discuss|share|engage|participate|carry|perform|support|answer|proceed|continue|issue|make|create|write|send|give|grant|"
        + "approve|refund|delete|remove|change|update|book|cancel|reveal|disclose|accommodate|handle|take|produce|generate|execute|act|go|honour|honor|advise|translate|summarise|summarize|schedule|pay|transfer|post|look";

    private const string Person = @"\b(?:i|we)(?:'m| am|'re| are|'ll| will|'ve| have|'d| would)?(?: (?:just|simply|really|also|therefore|unfortunately|sadly|currently|still|regretfully|do|both))*";

    private static readonly (string Rule, double Confidence, Regex Pattern)[] Rules =
    [
        ("cannot", 0.9, Pattern($@"{Person} (?:can't|cannot|can not|won't|not|unable to|not able to|not be able to|no longer able to|don't)(?: be able to| going to| willing to| allowed to| permitted to| authori[sz]ed to| in a position to| comfortable| prepared to)?(?: \w+)? (?:{Serving}|helping|assisting|doing|sharing|discussing|providing|sending|with that|with this)\b")),
        ("unable", 0.8, Pattern($@"^(?:sorry,? |unfortunately,? |apologies,? )*(?:unable|not able|not allowed|not permitted) to (?:{Serving})\b")),
        ("declines", 0.95, Pattern($@"{Person}(?: must| need to| have to| am going to)? (?:respectfully |politely )?(?:decline|refuse|declining|refusing|abstain|pass on)\b")),
        ("not_mine", 0.9, Pattern(@"\b(?:not something|nothing|beyond what|outside (?:of )?what|more than) (?:that )?(?:i|we)(?:'m| am| are)? (?:can|do|could|will|allowed|able|comfortable|permitted|willing)\b|\b(?:outside|beyond) (?:of )?(?:my|our) (?:scope|remit|capabilities|abilities|role|authority)\b")),
        ("against", 0.85, Pattern(@"\b(?:against|violates?|breaks?|contrary to|not in line with) (?:my|our|the) (?:\w+ )?(?:policy|policies|guidelines?|rules|principles|programming|terms)\b")),
        ("rather_not", 0.9, Pattern(@"\b(?:i|we)(?:'d| would) (?:rather|prefer) not\b|\b(?:i|we) (?:do not|don't) feel (?:\w+ )?comfortable\b|\b(?:i|we)(?:'m| am|'re| are) (?:\w+ )?not (?:\w+ )?comfortable\b|\bno can do\b|\bthe answer is no\b")),
        ("as_ai", 0.9, Pattern(@"\bas an? (?:ai|artificial|language)\b.{0,60}\b(?:can't|cannot|not able|unable|don't|do not|won't|must not)\b")),
        ("denied", 0.8, Pattern(@"\b(?:your|this|the) (?:request|application|task|wish) (?:is|was|has been|is hereby|must be|will be) (?:declined|denied|refused|rejected)\b")),
    ];

    private static readonly Regex Condition = Pattern(@"\b(?:until|unless|before|once|yet|without|if you|as soon as|first need|need (?:you|to know))\b");
    private static readonly Regex NotFound = Pattern(@"\b(?:find|see|locate|guarantee|promise|imagine|wait|thank|tell (?:from|if|whether)|help (?:but|wondering|noticing)|do more|make out|make sense|say (?:for|with))\b");

    public static DetectorKind Kind { get; } = new()
    {
        Name = "refusal",
        Summary = "Sentences that decline to do what is asked.",
        Types = [new DetectorType("refusal", "words")],
        Threshold = 0.6,
        Create = static (threshold, _) => new RefusalDetector(threshold),
    };

    public string Name => "refusal";

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var start = 0;
        while (start < text.Length)
        {
            var length = text[start..].IndexOfAny(".!?\n;");
            var end = length < 0 ? text.Length : start + length;
            Judge(text, start, end, into);
            start = end + 1;
        }
    }

    private void Judge(ReadOnlySpan<char> text, int start, int end, List<Detection> into)
    {
        var sentence = Unquoted(FoldedText.Of(text[start..end].ToString())).Trim();
        foreach (var (rule, confidence, pattern) in Rules)
        {
            if (!pattern.IsMatch(sentence)) continue;
            var doubted = rule is "cannot" or "unable" && (Condition.IsMatch(sentence) || NotFound.IsMatch(sentence)) ? 0.3 : confidence;
            if (doubted >= threshold) into.Add(new Detection("refusal", start, end - start, doubted, rule));
            return;
        }
    }

    /// <summary>The sentence without what stands in double quotation marks.</summary>
    private static string Unquoted(string sentence)
    {
        var open = sentence.IndexOf('"', StringComparison.Ordinal);
        var close = open < 0 ? -1 : sentence.IndexOf('"', open + 1);
        return close < 0 ? sentence : string.Concat(sentence.AsSpan(0, open), sentence.AsSpan(close + 1));
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
