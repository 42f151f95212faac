using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Contact;

/// <summary>
/// Telephone numbers: seven to fifteen digits in groups. How sure one is depends on the form: a country code behind a plus, brackets
/// around an area, the groups of North America, a leading zero; a bare number needs a word beside it.
/// </summary>
internal static class PhoneScanner
{
    public const string Type = "phone";

    public const string TurkishType = "tr_phone_number";

    private static readonly Words Labels = Words.Of(
        "phone phones telephone tel tele mobile mob cell cellphone cellular fax call calling called calls caller dial ring rang ringing text texting texted texts sms whatsapp viber message messages",
        "hotline helpline landline answering pager callback voicemail",
        "telefon telefonnummer handy handynummer mobil mobilnummer rufnummer durchwahl téléphone portable appel appeler teléfono telefono móvil celular llamar telefone",
        "telemóvel cellulare telefoon mobiel puhelin matkapuhelin puhelinnumero komórka komórkowy телефон моб номер 電話 电话 手机 전화 휴대폰 cep telefonu");

    /// <summary>Words that stand beside a telephone number, and beside much else.</summary>
    private static readonly Words Hints = Words.Of("number contact reach reached extension ext office desk answer answers registered international numéro número numero nummer numaram numara");

    private static readonly Words NotLabels = Words.Of(
        "order invoice ticket case reference ref tracking confirmation transaction serial isbn issn doi version sku part model batch zip postal ssn iban account acct id card credit build port");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var items = lexemes.Items;
        Groups groups = default;
        for (var at = 0; at < items.Length; at++)
        {
            if (!items[at].IsDigits) continue;
            var start = Opening(text, items[at].Start);
            if (start < 0) continue;
            var last = groups.Read(text, items, at, start);
            if (groups.Digits is >= 7 and <= 15) Judge(text, lexemes, ref groups, into);
            if (last > at && groups.Digits >= 7) at = last;
        }
    }

    /// <summary>The place of a plus or bracket in front of the digits, or of the digits; -1 where they go on from something else.</summary>
    private static int Opening(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        if (at > 0 && text[at - 1] == '(') at--;
        if (at > 0 && text[at - 1] == '+') at--;
        else if (at > 1 && text[at - 1] == ' ' && text[at - 2] == '+') at -= 2;
        if (at == 0) return at;
        var before = text[at - 1];
        if (Lexemes.Joins(text, at - 1) && !(text[at] == '(' && !char.IsAsciiDigit(before))) return -1;
        if (before is '$' or '€' or '£' or '#' or '%' or '@' or '=' && text[at] != '+') return before == '=' ? at : -1;
        return at > 1 && before is '.' or ',' or '-' or '/' or ':' && char.IsAsciiDigit(text[at - 2]) ? -1 : at;
    }

    private static void Judge(ReadOnlySpan<char> text, Lexemes lexemes, ref Groups groups, Candidates into)
    {
        var number = groups.Number;
        var written = text[groups.Start..groups.End];
        if (!number.ContainsAnyExcept(number[0]) || written.Count('(') != written.Count(')')) return;
        var alone = groups.HasPlus ? International(number, ref groups) : National(number, ref groups);
        if (alone <= 0) return;
        var confidence = alone < 0.9 && !Context.Says(text, lexemes, groups.Start, groups.End, NotLabels, 2, 0) ? Named(text, lexemes, ref groups, alone) : alone;
        into.Add(Type, groups.Start, groups.End, confidence, confidence > alone ? "form_and_word" : "form");
        if (IsTurkish(number, groups.HasPlus)) into.Add(TurkishType, groups.Start, groups.End, number.StartsWith("90") && groups.HasPlus ? 0.91 : 0.15, "form");
    }

    private static double Named(ReadOnlySpan<char> text, Lexemes lexemes, ref Groups groups, double alone) =>
        Context.Says(text, lexemes, groups.Start, groups.End, Labels) ? Math.Clamp(alone + 0.4, 0.65, 0.94)
        : Context.Says(text, lexemes, groups.Start, groups.End, Hints) ? Math.Min(0.85, alone + 0.3)
        : alone;

    private static double International(ReadOnlySpan<char> number, ref Groups groups)
    {
        if (number.Length < 8 || number[0] == '0' || number.StartsWith("999")) return 0;
        return groups.Count == 1 && number.Length < 9 ? 0.6 : 0.9;
    }

    private static double National(ReadOnlySpan<char> number, ref Groups groups)
    {
        if (number.StartsWith("00") && number.Length >= 10) return groups.Count > 1 ? 0.75 : 0.4;
        if (groups.Count == 1) return number.Length is 10 or 11 ? 0.3 : number.Length is 8 or 9 ? 0.2 : number.Length == 7 ? 0.15 : 0.1;
        if (groups.HasBrackets) return number.Length >= 7 ? 0.7 : 0;
        if (groups.HasForm(3, 3, 4) && number[0] >= '2' && number[3] >= '2') return 0.7;
        if (groups.HasForm(1, 3, 3, 4) && number[0] == '1') return 0.75;
        if (groups.HasForm(2, 3, 3, 4)) return 0.55;
        if (number[0] == '0' && number.Length is >= 9 and <= 12 && groups.First >= 2) return 0.6;
        if (groups.HasForm(2, 2, 2, 2) || groups.HasForm(2, 2, 2, 2, 2)) return 0.45;
        if (groups.HasForm(3, 4)) return number[0] >= '2' ? 0.25 : 0.15;
        if (groups.HasForm(3, 4, 4) && number[0] == '1') return 0.5;
        return groups.Most <= 5 ? groups.IsThousands ? 0.1 : 0.3 : 0.15;
    }

    /// <summary>Ten digits from an area 2xx to 5xx, a zero or 90 before them.</summary>
    private static bool IsTurkish(ReadOnlySpan<char> number, bool hasPlus)
    {
        if (hasPlus && !number.StartsWith("90")) return false;
        var rest = number.Length switch { 10 => number, 11 when number[0] == '0' => number[1..], 12 when number.StartsWith("90") => number[2..], _ => default };
        return rest.Length == 10 && rest[0] is >= '2' and <= '5';
    }
}
