using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Tiltyard.Catalog.Detectors.Disclosure;

/// <summary>A text that leaves the company, as a reader could take it: as it stands, by the first letters of its words, and with base64 undone.</summary>
internal sealed class OutgoingText(string text)
{
    /// <summary>Shorter runs of letters are words, not base64.</summary>
    private const int ShortestCode = 12;

    private static readonly SearchValues<char> CodeLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=");

    private static readonly FrozenDictionary<string, string> Spoken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = "0",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["twenty"] = "2",
        ["thirty"] = "3",
        ["forty"] = "4",
        ["fifty"] = "5",
        ["sixty"] = "6",
        ["seventy"] = "7",
        ["eighty"] = "8",
        ["ninety"] = "9",
        ["dash"] = "",
        ["hyphen"] = "",
        ["then"] = "",
        ["and"] = "",
        ["capital"] = "",
        ["space"] = "",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Explaining = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "as", "for", "like");

    private string? _spelled;
    private ImmutableArray<string> _decoded;

    public string Plain { get; } = Folded.Text(text);

    /// <summary>What a spelling alphabet says: "Mike Alpha Romeo", "M as in Mike", "eight eight".</summary>
    public string Spelled => _spelled ??= Spell(text);

    public ImmutableArray<string> Decoded => _decoded.IsDefault ? _decoded = Decode(text) : _decoded;

    private static string Spell(string text)
    {
        var spelled = new StringBuilder(text.Length / 2);
        var skips = false;
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && char.IsLetterOrDigit(text[at]);
            if (inside && start < 0) start = at;
            if (inside || start < 0) continue;
            skips = Spell(text.AsSpan(start..at), skips, spelled);
            start = -1;
        }

        return spelled.ToString();
    }

    /// <summary>Adds what a word stands for, unless it only explains the letter before: "M as in Mike".</summary>
    /// <returns>Whether the next word explains.</returns>
    private static bool Spell(ReadOnlySpan<char> word, bool explains, StringBuilder spelled)
    {
        if (explains) return word.Equals("in", StringComparison.OrdinalIgnoreCase);
        if (Explaining.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) return true;
        if (Spoken.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var digit)) spelled.Append(digit);
        else if (char.IsDigit(word[0])) spelled.Append(word);
        else spelled.Append(char.ToLowerInvariant(word[0]));
        return false;
    }

    private static ImmutableArray<string> Decode(string text)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAnyExcept(CodeLetters);
            if (length < 0) length = rest.Length;
            if (length >= ShortestCode && Undone(rest[..length]) is { } undone) found.Add(undone);
            at += length + 1;
        }

        return found.DrainToImmutable();
    }

    private static string? Undone(ReadOnlySpan<char> run)
    {
        var code = run.ToString().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var whole = code.Length % 4 == 1 ? code[..^1] : code;
        var bytes = new byte[whole.Length];
        return Convert.TryFromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '='), bytes, out var written)
            ? Folded.Text(Encoding.UTF8.GetString(bytes, 0, written))
            : null;
    }
}
