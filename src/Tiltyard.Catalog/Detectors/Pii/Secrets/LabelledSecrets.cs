using System.Buffers;
using Tiltyard.Catalog.Detectors.Pii.Reading;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Pii.Secrets;

/// <summary>A value behind a word that names a secret. A password is taken as it stands; a key must look drawn by lot.</summary>
internal static class LabelledSecrets
{
    private const int LeastPassword = 6;
    private const int LeastKey = 16;
    private const int Most = 200;

    /// <summary>Bits for each character: words of a language stay below, sixteen random characters come above.</summary>
    private const double LeastEntropy = 3.0;

    private static readonly SearchValues<char> Signs = SearchValues.Create("!@#$%^&*-_+=?/");

    private static readonly Words Passwords = Words.Of("password passwd pwd passphrase passcode passwort kennwort contraseña motdepasse senha wachtwoord hasło salasana");

    private static readonly Words Keys = Words.Of("apikey api_key key secret token accesskey secretkey credential credentials auth authorization bearer clientsecret");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        foreach (var item in lexemes.Items)
        {
            if (!item.IsWord || item.Length is < 3 or > 16) continue;
            var word = item.Of(text);
            var isPassword = Passwords.Contains(word);
            if (!isPassword && !Keys.Contains(word)) continue;
            var (start, isAssigned) = Value(text, item.End);
            if (start < 0) continue;
            var end = Ending(text, start);
            var value = text[start..end];
            if (isPassword)
            {
                if (isAssigned && value.Length >= LeastPassword && IsChosen(value)) into.Add(SecretScanner.Password, start, end, 0.8, "label");
            }
            else if (value.Length >= LeastKey && IsDrawn(value) && (isAssigned || word.Equals("bearer", StringComparison.OrdinalIgnoreCase)))
            {
                into.Add(SecretScanner.Key, start, end, 0.8, "label_and_entropy");
            }
        }
    }

    /// <summary>Bits for each character, by how often each one stands there.</summary>
    public static double Entropy(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var letter in text) counts[letter & 127]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0) bits -= count * PortableMath.Log((double)count / text.Length);
        }

        return bits / text.Length / 0.6931471805599453;
    }

    /// <summary>The beginning of the value behind a colon, an equals sign or "is", through quotes and spaces; -1 where there is none.</summary>
    private static (int Start, bool IsAssigned) Value(ReadOnlySpan<char> text, int end)
    {
        var (at, isAssigned) = (end, false);
        for (var skipped = 0; at < text.Length && skipped < 8; skipped++, at++)
        {
            if (text[at] is ':' or '=') isAssigned = true;
            else if (text[at] is not (' ' or '"' or '\'' or '`' or '>')) break;
        }

        if (!isAssigned && text[at..].StartsWith("is ", StringComparison.OrdinalIgnoreCase))
        {
            at += 3;
            isAssigned = true;
        }

        while (isAssigned && at < text.Length && text[at] is '"' or '\'' or '`' or ':' or ' ') at++;
        return at >= text.Length || at == end ? (-1, false) : (at, isAssigned);
    }

    private static int Ending(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < Most && text[at] > ' ' && text[at] is not ('"' or '\'' or '`' or ',' or ';' or '<' or '>' or '}' or ')')) at++;
        while (at > start && text[at - 1] is '.' or '?' or ':') at--;
        return at;
    }

    /// <summary>Of at least two kinds of character; a plain word behind "password:" is a sentence.</summary>
    private static bool IsChosen(ReadOnlySpan<char> value)
    {
        var kinds = 0;
        if (value.ContainsAnyInRange('0', '9')) kinds++;
        if (value.ContainsAnyInRange('a', 'z')) kinds++;
        if (value.ContainsAnyInRange('A', 'Z')) kinds++;
        if (value.ContainsAny(Signs)) kinds++;
        return kinds > 1 && !value.StartsWith("http") && (kinds > 2 || value.ContainsAnyInRange('0', '9'));
    }

    private static bool IsDrawn(ReadOnlySpan<char> value)
    {
        foreach (var letter in value)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '+' or '/' or '=' or '.' or '~')) return false;
        }

        return value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z')) && Entropy(value) >= LeastEntropy;
    }
}
