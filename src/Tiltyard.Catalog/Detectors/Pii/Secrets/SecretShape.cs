using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Pii.Secrets;

/// <summary>How the keys of a provider begin and which characters follow, at least and at most how many.</summary>
internal sealed record SecretShape(string Provider, string Prefix, string Alphabet, int Least, int Most)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Wide = Letters + "-_";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Hex = "0123456789abcdefABCDEF";

    /// <summary>The longer of two prefixes that begin alike comes first.</summary>
    public static ImmutableArray<SecretShape> All { get; } =
    [
        new("anthropic", "sk-ant-", Wide, 16, 200), new("openrouter", "sk-or-", Wide, 16, 200), new("openai", "sk-", Wide, 20, 220),
        new("stripe", "sk_live_", Letters, 16, 120), new("stripe", "sk_test_", Letters, 16, 120), new("stripe", "rk_live_", Letters, 16, 120), new("stripe", "rk_test_", Letters, 16, 120),
        new("stripe", "pk_live_", Letters, 16, 120), new("stripe", "whsec_", Letters + "+/=", 24, 80),
        new("aws", "AKIA", Capitals, 16, 16), new("aws", "ASIA", Capitals, 16, 16), new("aws", "ABIA", Capitals, 16, 16), new("aws", "ACCA", Capitals, 16, 16),
        new("github", "github_pat_", Letters + "_", 22, 100), new("github", "ghp_", Letters, 30, 80), new("github", "gho_", Letters, 30, 80), new("github", "ghu_", Letters, 30, 80),
        new("github", "ghs_", Letters, 30, 80), new("github", "ghr_", Letters, 30, 80),
        new("gitlab", "glpat-", Wide + ".", 16, 80), new("gitlab", "gldt-", Wide, 16, 80), new("gitlab", "glrt-", Wide, 16, 80), new("gitlab", "glptt-", Wide, 16, 80),
        new("slack", "xoxb-", Letters + "-", 16, 120), new("slack", "xoxp-", Letters + "-", 16, 120), new("slack", "xoxa-", Letters + "-", 16, 120), new("slack", "xoxr-", Letters + "-", 16, 120),
        new("slack", "xoxs-", Letters + "-", 16, 120), new("slack", "xapp-", Letters + "-", 16, 200),
        new("google", "AIza", Wide, 35, 35), new("google", "GOCSPX-", Wide, 24, 40), new("google", "ya29.", Wide, 20, 300),
        new("huggingface", "hf_", Letters, 30, 60), new("groq", "gsk_", Letters, 30, 80), new("xai", "xai-", Wide, 40, 120), new("replicate", "r8_", Letters, 36, 40),
        new("npm", "npm_", Letters, 36, 36), new("pypi", "pypi-", Wide, 50, 300), new("docker", "dckr_pat_", Wide, 20, 60), new("digitalocean", "dop_v1_", Hex, 64, 64),
        new("sendgrid", "SG.", Wide + ".", 60, 80), new("shopify", "shpat_", Hex, 32, 32), new("shopify", "shpss_", Hex, 32, 32), new("square", "sq0atp-", Wide, 22, 22), new("square", "sq0csp-", Wide, 43, 43),
        new("mailgun", "key-", Hex, 32, 32), new("databricks", "dapi", Hex, 32, 34), new("linear", "lin_api_", Letters, 32, 60), new("notion", "secret_", Letters, 43, 43), new("notion", "ntn_", Letters, 40, 60),
        new("grafana", "glsa_", Letters + "_", 32, 60), new("vault", "hvs.", Wide, 24, 200), new("pulumi", "pul-", Hex, 40, 40), new("planetscale", "pscale_tkn_", Wide, 32, 60), new("twilio", "SK", Hex, 32, 32),
    ];

    /// <summary>The end of a key that begins at the place, or -1.</summary>
    public int End(ReadOnlySpan<char> text, int start)
    {
        if (!text[start..].StartsWith(Prefix, StringComparison.Ordinal)) return -1;
        var at = start + Prefix.Length;
        while (at < text.Length && at - start - Prefix.Length <= Most && Alphabet.Contains(text[at], StringComparison.Ordinal)) at++;
        while (at > start + Prefix.Length && text[at - 1] is '.' or '-' or '_') at--;
        var length = at - start - Prefix.Length;
        return length >= Least && length <= Most && (at >= text.Length || !char.IsAsciiLetterOrDigit(text[at])) ? at : -1;
    }
}
