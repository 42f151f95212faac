using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tiltyard.Engine;

namespace Tiltyard.Adapters.ChatModels.Secrets;

/// <summary>
/// Replaces known keys and whatever has the shape of a secret by a placeholder such as [redacted:openai_key#1a2b3c4d]. The hash is salted,
/// so that it says only whether two placeholders of a run stand for the same secret.
/// </summary>
public sealed partial class Redactor : IRedactor
{
    /// <summary>A known key shorter than this would be found in ordinary words.</summary>
    private const int ShortestKey = 8;

    /// <summary>How secrets begin: text with none of these needs no closer look.</summary>
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["sk-", "gsk_", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "AKIA", "ASIA", "xox", "-----BEGIN", "eyJ", "earer "], StringComparison.OrdinalIgnoreCase);

    private readonly byte[] _salt;
    private readonly ImmutableArray<(string Kind, string Key)> _known;

    /// <param name="salt">The same for all parts of a run.</param>
    /// <param name="known">Keys in use, with what to call them.</param>
    public Redactor(string salt, IEnumerable<(string Kind, string Key)> known)
    {
        _salt = Encoding.UTF8.GetBytes(salt);
        _known = [.. known.Where(key => key.Key.Length >= ShortestKey).DistinctBy(key => key.Key, StringComparer.Ordinal).OrderByDescending(key => key.Key.Length)];
    }

    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (kind, key) in _known)
        {
            if (text.Contains(key, StringComparison.Ordinal)) text = text.Replace(key, Placeholder(kind, key), StringComparison.Ordinal);
        }

        return text.AsSpan().ContainsAny(Marks) ? Shapes().Replace(text, Replace) : text;
    }

    private string Replace(Match match)
    {
        foreach (Group group in match.Groups)
        {
            if (!group.Success || char.IsAsciiDigit(group.Name[0])) continue;
            var before = match.Value[..(group.Index - match.Index)];
            return before + Placeholder(group.Name, group.Value);
        }

        return Placeholder("secret", match.Value);
    }

    private string Placeholder(string kind, string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(secret), hash);
        return $"[redacted:{kind}#{Convert.ToHexStringLower(hash[..4])}]";
    }

    // Answers are JSON when they come here: what stands before a secret may be the letter of an escape such as \n, and a private key runs
    // over such escapes but never takes the backslash of a quote.
    [GeneratedRegex(
        """
        (?<private_key>-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----
            (?:(?:\\[nrt]|[A-Za-z0-9+/=\s:,-])*?-----END\ [A-Z ]*PRIVATE\ KEY-----|(?:\\[nrt]|[A-Za-z0-9+/=\s:,-])*))
        |[Bb]earer\ +(?<bearer_token>[A-Za-z0-9._~+/-]{16,}=*)
        |(?:(?<![A-Za-z0-9])|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4}))(?:
            (?<anthropic_key>sk-ant-[A-Za-z0-9_-]{8,})
            |(?<openrouter_key>sk-or-[A-Za-z0-9_-]{8,})
            |(?<openai_key>sk-[A-Za-z0-9_-]{16,})
            |(?<groq_key>gsk_[A-Za-z0-9]{16,})
            |(?<github_token>gh[opsu]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,})
            |(?<aws_key>(?:AKIA|ASIA)[A-Z0-9]{16}\b)
            |(?<slack_token>xox[a-z]-[A-Za-z0-9-]{8,})
            |(?<jwt>eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*))
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000)]
    private static partial Regex Shapes();
}
