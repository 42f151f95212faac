using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of East and South-East Asia.</summary>
internal static class EastAsia
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("kr_rrn", 0.65, 0.95, "rrn resident registration 주민등록번호 주민번호 korean", static c => Registration(c, '1', '4'), "9{6}-9{7}"),
        new("kr_rrn", 0.4, 0.9, "rrn resident registration 주민등록번호 주민번호 korean", static c => Registration(c, '1', '4'), "9{13}"),
        new("kr_frn", 0.65, 0.95, "frn foreigner registration 외국인등록번호 alien korean", static c => Registration(c, '5', '8'), "9{6}-9{7}"),
        new("kr_frn", 0.4, 0.9, "frn foreigner registration 외국인등록번호 alien korean", static c => Registration(c, '5', '8'), "9{13}"),
        new("kr_brn", 0.55, 0.95, "brn business registration 사업자등록번호", Business, "9{3}-99-9{5}"),
        new("kr_brn", 0.2, 0.9, "brn business registration 사업자등록번호", Business, "9{10}"),
        new("kr_passport", 0.35, 0.9, "passport 여권 여권번호 korean", null, "[MSRODG]9{3}A9{4}", "[MSRODG]9{8}") { Parent = "passport" },
        new("kr_driver_license", 0.5, 0.9, "운전면허 운전면허번호 driver license", KoreanLicence, "99-99-9{6}-99", "9{12}") { Parent = "driver_license" },
        new("cn_resident_id", 0.8, 0.97, "身份证 身份证号 身份证号码 resident identity", Chinese, "[1-9]9{16}[0-9X]"),
        new("tw_national_id", 0.6, 0.95, "身分證 身分證字號 national", Taiwanese, "A[1289]9{8}"),
        new("hk_id", 0.6, 0.95, "hkid 身份證 hong kong identity", HongKong, "A{1,2}9{6}(?[0-9A])?"),
        new("jp_my_number", 0.3, 0.95, "マイナンバー 個人番号 my number", MyNumber, "9{12}", "9{4}[ -]9{4}[ -]9{4}"),
        new("sg_nric_fin", 0.7, 0.95, "nric fin singapore", Singapore, "[STFGM]9{7}A"),
        new("sg_uen", 0.4, 0.9, "uen business entity company singapore", UniqueEntity, "9{8,9}A", "[TSR]99A{2}9{4}A", "[TSR]99AN9{4}A"),
        new("my_nric", 0.45, 0.9, "nric mykad ic malaysia", static c => IsShortDate(c) ? Soundness.Plausible : Soundness.Broken, "9{6}-9{2}-9{4}"),
        new("th_tnin", 0.4, 0.95, "thai tnin เลขประจำตัวประชาชน เลขบัตรประชาชน บัตรประชาชน เลขประจำตัว", Thai, "9{13}", "9-9{4}-9{5}-9{2}-9", "9 9{4} 9{5} 9{2} 9"),
        new("id_nik", 0.3, 0.9, "nik ktp", Indonesian, "9{16}"),
        new("ph_umid", 0.4, 0.9, "umid crn sss", null, "9{4}-9{7}-9"),
    ];

    /// <summary>Birthday, sex and century, region, serial; numbers given since October 2020 keep no check digit.</summary>
    private static Soundness Registration(ReadOnlySpan<char> c, char first, char last)
    {
        if (c[6] < first || c[6] > last || !IsShortDate(c) || Number(c[7..9]) > 95) return Soundness.Broken;
        var check = (11 - (Weighted(c, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11)) % 10;
        if (first == '5') check = (check + 2) % 10;
        return OrPlausible(check == Digit(c[12]));
    }

    private static Soundness Business(ReadOnlySpan<char> c)
    {
        var sum = Weighted(c, 1, 3, 7, 1, 3, 7, 1, 3, 5) + (Digit(c[8]) * 5 / 10);
        return Or((10 - (sum % 10)) % 10 == Digit(c[9]) && !IsOneDigit(c));
    }

    private static Soundness KoreanLicence(ReadOnlySpan<char> c) => Number(c[..2]) is >= 11 and <= 28 ? Soundness.Plausible : Soundness.Broken;

    private static Soundness Chinese(ReadOnlySpan<char> c)
    {
        if (!IsDate((int)Number(c[6..10]), (int)Number(c[10..12]), (int)Number(c[12..14])) || c[6] is not ('1' or '2')) return Soundness.Broken;
        return Or("10X98765432"[Weighted(c, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11] == c[17]);
    }

    private static Soundness Taiwanese(ReadOnlySpan<char> c)
    {
        var region = "ABCDEFGHJKLMNPQRSTUVXYWZIO".IndexOf(c[0], StringComparison.Ordinal) + 10;
        return Or(((region / 10) + (region % 10 * 9) + Weighted(c[1..], 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0);
    }

    private static Soundness HongKong(ReadOnlySpan<char> c)
    {
        var letters = char.IsAsciiLetter(c[1]) ? 2 : 1;
        if (c.Length != letters + 7) return Soundness.Broken;
        var sum = letters == 2 ? (Value(c[0]) * 9) + (Value(c[1]) * 8) : (36 * 9) + (Value(c[0]) * 8);
        sum += Weighted(c[letters..], 7, 6, 5, 4, 3, 2);
        var check = (11 - (sum % 11)) % 11;
        return Or(c[^1] == (check == 10 ? 'A' : (char)('0' + check)));
    }

    private static Soundness MyNumber(ReadOnlySpan<char> c)
    {
        var rest = Weighted(c, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return Or((rest <= 1 ? 0 : 11 - rest) == Digit(c[11]) && !IsOneDigit(c));
    }

    private static Soundness Singapore(ReadOnlySpan<char> c)
    {
        var sum = Weighted(c[1..], 2, 7, 6, 5, 4, 3, 2) + (c[0] is 'T' or 'G' ? 4 : c[0] == 'M' ? 3 : 0);
        var letters = c[0] is 'S' or 'T' ? "JZIHGFEDCBA" : c[0] == 'M' ? "XWUTRQPNJLK" : "XWUTRQPMLKN";
        return OrPlausible(letters[sum % 11] == c[8] || (c[0] == 'M' && letters[10 - (sum % 11)] == c[8]));
    }

    private static Soundness UniqueEntity(ReadOnlySpan<char> c)
    {
        if (c.Length == 10 && char.IsAsciiLetter(c[0])) return Soundness.Plausible;
        if (c.Length == 9) return Or("XMKECAWLJDB"[Weighted(c, 10, 4, 9, 3, 8, 2, 7, 1) % 11] == c[8]);
        if (Number(c[..4]) is < 1900 or > 2100) return Soundness.Broken;
        return Or("ZKCMDNERGWH"[Weighted(c, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11] == c[9]);
    }

    /// <summary>The second and third digits are a province (ISO 3166-2:TH), each ten of which ends somewhere.</summary>
    private static Soundness Thai(ReadOnlySpan<char> c)
    {
        if (c[0] == '0' || IsOneDigit(c) || c[1] is '0' || c[2] > "?978987676"[Digit(c[1])]) return Soundness.Broken;
        var sum = Weighted(c, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        return Or((11 - (sum % 11)) % 10 == Digit(c[12]));
    }

    private static Soundness Indonesian(ReadOnlySpan<char> c)
    {
        var day = (int)Number(c[6..8]);
        return c[0] is '0' || !IsShortDate((int)Number(c[10..12]), (int)Number(c[8..10]), day > 40 ? day - 40 : day) ? Soundness.Broken : Soundness.Plausible;
    }
}
