using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Secrets;

/// <summary>
/// Keys by the shape that their provider gives them, tokens and private keys by their frame, and what stands behind a word like password
/// or api_key where it looks drawn by lot. What a chat model's own traffic must never hold is the business of the redactor of the adapters.
/// </summary>
internal static class SecretScanner
{
    public const string Key = "api_key";
    public const string PrivateKey = "private_key";
    public const string Token = "jwt";
    public const string Password = "password";

    private const int MostToken = 4_000;
    private const int MostPrivateKey = 12_000;

    private static readonly ImmutableArray<SecretShape>[] ByFirst = MakeIndex();

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var past = 0;
        foreach (var item in lexemes.Items)
        {
            if (item.Start < past) continue;
            var first = text[item.Start];
            if (first < ByFirst.Length && !ByFirst[first].IsEmpty) past = Math.Max(past, Shaped(text, item.Start, into));
            if (first == 'e' && text[item.Start..].StartsWith("eyJ")) past = Math.Max(past, Web(text, item.Start, into));
        }

        FindPrivateKeys(text, into);
        LabelledSecrets.Find(text, lexemes, into);
    }

    private static int Shaped(ReadOnlySpan<char> text, int start, Candidates into)
    {
        if (Lexemes.Joins(text, start - 1)) return 0;
        foreach (var shape in ByFirst[text[start]])
        {
            var end = shape.End(text, start);
            if (end < 0 || !HasBoth(text[start..end], shape)) continue;
            into.Add(Key, start, end, 0.97, shape.Provider);
            return end;
        }

        return 0;
    }

    /// <summary>Words with hyphens are no key: of a long one some characters are digits.</summary>
    private static bool HasBoth(ReadOnlySpan<char> key, SecretShape shape) => key[shape.Prefix.Length..].ContainsAnyInRange('0', '9') || shape.Prefix.Length > 6;

    /// <summary>A signed token: three parts of URL-safe base 64 with dots between them (RFC 7519).</summary>
    private static int Web(ReadOnlySpan<char> text, int start, Candidates into)
    {
        var (at, dots) = (start, 0);
        while (at < text.Length && at - start < MostToken && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.'))
        {
            if (text[at] == '.') dots++;
            at++;
        }

        while (at > start && text[at - 1] == '.')
        {
            dots--;
            at--;
        }

        if (dots is not (1 or 2 or 4) || at - start < 30) return at;
        into.Add(Token, start, at, dots == 1 ? 0.6 : 0.97, "jwt");
        return at;
    }

    private static void FindPrivateKeys(ReadOnlySpan<char> text, Candidates into)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOf("-----BEGIN ") is var found and >= 0)
        {
            var start = from + found;
            var head = text[start..Math.Min(text.Length, start + 80)];
            from = start + "-----BEGIN ".Length;
            if (head.IndexOf("PRIVATE KEY") < 0) continue;
            var rest = text[from..Math.Min(text.Length, start + MostPrivateKey)];
            var foot = rest.IndexOf("-----END ");
            var close = foot < 0 ? -1 : rest[(foot + "-----END ".Length)..].IndexOf("-----");
            var end = close < 0 ? from + rest.Length : from + foot + "-----END ".Length + close + "-----".Length;
            into.Add(PrivateKey, start, end, 0.99, "pem");
            from = end;
        }
    }

    private static ImmutableArray<SecretShape>[] MakeIndex()
    {
        var index = new ImmutableArray<SecretShape>[128];
        for (var code = 0; code < index.Length; code++) index[code] = [.. SecretShape.All.Where(shape => shape.Prefix[0] == code)];
        return index;
    }
}
