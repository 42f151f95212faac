using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tiltyard.Documents;
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

    /// <summary>Half of a key shorter than this would be found there too.</summary>
    private const int LongKey = 16;

    /// <summary>How secrets begin: text with none of these needs no closer look.</summary>
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [
            "sk-", "sk_", "rk_", "gsk_", "xai-", "AIza", "hf_", "glpat-", "npm_", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "AKIA", "ASIA", "xox", "-----BEGIN", "eyJ", "earer ",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// No letter or digit before a secret; but in an answer, which is JSON, a line feed stands as the letters \n, and a colour of the
    /// terminal ends in a letter.
    /// </summary>
    private const string Start = """(?:(?<![A-Za-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\[[0-9;]{0,20}[A-Za-z]))""";

    /// <summary>Lines of base64 with their line feeds, escaped or not. No other backslash: what it escapes would lose it.</summary>
    private const string Lines = """(?:[A-Za-z0-9+/=\s:,-]|\\[nrt])""";

    private readonly byte[] _salt;
    private readonly ImmutableArray<(string Kind, string Key, string Written)> _known;

    /// <param name="salt">The same for all parts of a run.</param>
    /// <param name="known">Keys in use, with what to call them.</param>
    public Redactor(string salt, IEnumerable<(string Kind, string Key)> known)
    {
        _salt = Encoding.UTF8.GetBytes(salt);
        _known =
        [
            .. known.Where(key => key.Key.Length >= ShortestKey).DistinctBy(key => key.Key, StringComparer.Ordinal).SelectMany(key => Forms(key.Kind, key.Key))
                .OrderByDescending(key => key.Written.Length),
        ];
    }

    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (kind, key, written) in _known) text = Without(text, Placeholder(kind, key), written);
        return text.AsSpan().ContainsAny(Marks) ? Shapes().Replace(text, Replace) : text;
    }

    /// <summary>A key as it is and, where that differs, as JSON writes it.</summary>
    private static IEnumerable<(string Kind, string Key, string Written)> Forms(string kind, string key)
    {
        yield return (kind, key, key);
        var escaped = CanonicalJson.Text((DocumentNode)key)[1..^1];
        if (!escaped.Equals(key, StringComparison.Ordinal)) yield return (kind, key, escaped);
    }

    /// <summary>Takes out the key, and a beginning of it that is too long for chance: long text is cut before it comes here, in the middle of a key too.</summary>
    private static string Without(string text, string placeholder, string key)
    {
        var telling = key.Length < LongKey || key.Contains('\\', StringComparison.Ordinal) ? key : key[..Math.Max(LongKey - 4, key.Length / 2)];
        var at = text.IndexOf(telling, StringComparison.Ordinal);
        if (at < 0) return text;
        var rest = new StringBuilder();
        var from = 0;
        for (; at >= 0; at = text.IndexOf(telling, from, StringComparison.Ordinal))
        {
            rest.Append(text, from, at - from).Append(placeholder);
            from = at + text.AsSpan(at).CommonPrefixLength(key);
        }

        return rest.Append(text, from, text.Length - from).ToString();
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

    [GeneratedRegex(
        $$"""
        (?<private_key>-----BEGIN\ [A-Z ]*PRIVATE\ KEY(?:\ BLOCK)?-----(?:{{Lines}}*?-----END\ [A-Z ]*PRIVATE\ KEY(?:\ BLOCK)?-----|{{Lines}}*))
        |{{Start}}(?:
            (?<anthropic_key>sk-ant-[A-Za-z0-9_-]{8,})
            |(?<openrouter_key>sk-or-[A-Za-z0-9_-]{8,})
            |(?<openai_key>sk-[A-Za-z0-9_-]{16,})
            |(?<groq_key>gsk_[A-Za-z0-9]{16,})
            |(?<xai_key>xai-[A-Za-z0-9_-]{16,})
            |(?<google_key>AIza[A-Za-z0-9_-]{30,})
            |(?<huggingface_token>hf_[A-Za-z0-9]{20,})
            |(?<stripe_key>[sr]k_(?:live|test)_[A-Za-z0-9]{16,})
            |(?<npm_token>npm_[A-Za-z0-9]{30,})
            |(?<gitlab_token>glpat-[A-Za-z0-9_-]{16,})
            |(?<github_token>gh[opsu]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,})
            |(?<aws_key>(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9]))
            |(?<slack_token>xox[a-z]-[A-Za-z0-9-]{8,})
            |(?<jwt>eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)
        )
        |[Bb]earer\ +(?<bearer_token>[A-Za-z0-9._~+/-]{16,}=*)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000)]
    private static partial Regex Shapes();
}
