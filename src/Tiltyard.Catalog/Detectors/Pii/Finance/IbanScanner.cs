using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Finance;

/// <summary>International bank account numbers (ISO 13616): country, check digits, the length of that country, remainder 1 by 97.</summary>
internal static class IbanScanner
{
    public const string Type = "iban";

    private const int Longest = 34;

    private static readonly FrozenDictionary<string, int> Lengths =
        ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
         + "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 "
         + "SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..]), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByCountry = Lengths.GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        foreach (var item in lexemes.Items)
        {
            if (item.Length < 4 || !item.HasDigit || Lexemes.Joins(text, item.Start - 1)) continue;
            var start = item.Of(text);
            if (!char.IsAsciiLetter(start[0]) || !char.IsAsciiLetter(start[1]) || !char.IsAsciiDigit(start[2]) || !char.IsAsciiDigit(start[3])) continue;
            Try(text, item.Start, into);
        }
    }

    private static void Try(ReadOnlySpan<char> text, int start, Candidates into)
    {
        Span<char> compact = stackalloc char[Longest];
        ReadOnlySpan<char> country = [char.ToUpperInvariant(text[start]), char.ToUpperInvariant(text[start + 1])];
        if (!ByCountry.TryGetValue(country, out var length)) return;
        var (at, held) = (start, 0);
        while (held < length && at < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[at])) compact[held++] = char.ToUpperInvariant(text[at]);
            else if (text[at] is not (' ' or '-') || !char.IsAsciiLetterOrDigit(text[at - 1])) return;
            at++;
        }

        if (held < length || Lexemes.Joins(text, at)) return;
        var remainder = CheckDigits.Mod97(compact[..4], CheckDigits.Mod97(compact[4..length]));
        if (remainder == 1) into.Add(Type, start, at, 0.98, "mod97");
    }
}
