using System.Collections.Frozen;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>
/// One character for another: diacritics off, dressed letters undressed, look-alikes of other scripts into Latin. The platform's own
/// normalisation is not used, because it does nothing where globalisation is invariant.
/// </summary>
internal static class FoldingTable
{
    /// <summary>The first character of a row is what the others become.</summary>
    private static readonly string[] Rows =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặᴀɑª",
        "bḃḅḇɓʙ",
        "cçćĉċčḉȼᴄ",
        "dďđḋḍḏḑḓɖɗᴅ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệᴇɛ",
        "fḟƒꜰ",
        "gĝğġģǧǵḡɠɢ",
        "hĥħȟḣḥḧḩḫẖʜ",
        "iìíîïĩīĭįıǐȉȋḭḯỉịɪ",
        "jĵǰȷᴊ",
        "kķĸǩḱḳḵᴋ",
        "lĺļľŀłḷḹḻḽʟ",
        "mḿṁṃᴍ",
        "nñńņňŉǹṅṇṉṋɴ",
        "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợᴏº",
        "pṕṗᴘ",
        "qɋ",
        "rŕŗřȑȓṙṛṝṟʀ",
        "sśŝşšșṡṣṥṧṩꜱſ",
        "tţťŧțṫṭṯṱẗᴛ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựᴜ",
        "vṽṿᴠ",
        "wŵẁẃẅẇẉẘᴡ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹʏ",
        "zźżžẑẓẕᴢ",
        "её",
        "αά",
        "εέ",
        "ηή",
        "ιίϊΐ",
        "οό",
        "υύϋΰ",
        "ωώ",
        "σς",
        "'\u2018\u2019\u02bc\u0060\u00b4\u2032",
        "\"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f\u2033",
        "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
        ".\u3002\uff0e\u2024",
        "!\u00a1",
        "?\u00bf",
        ",\u3001\uff0c",
        " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
        "\n\u2028\u2029\u0085\v\f",
    ];

    private static readonly char[] Plain = MakePlain();

    private static readonly FrozenDictionary<char, char> LookAlikes = Pairs(
        "аa ԁd еe ԍg һh іi јj ӏl мm оo рp ԛq сc ѕs тt υu ѵv ԝw хx уy зz вb нh кk",
        "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw σo ζz μu",
        "օo սu ոn հh ցg յj ւi ԛq",
        "ꭰd ꭱr ꭲt ꭺa ꭻj ꭼe ꮃw ꮋm ꮍy ꮐg ꮒh ꮓz ꮞ4 ꮪs ꮮl ꮯc ꮲp ꮶk ꮇm ꮩv ꮖi");

    /// <summary>The plain, lower-case form of a character, or the character itself.</summary>
    public static char Fold(char letter) => Plain[letter];

    /// <summary>The Latin letter that a letter of another script looks like, or '\0'.</summary>
    public static char Latin(char letter) => LookAlikes.TryGetValue(letter, out var latin) ? latin : '\0';

    private static char[] MakePlain()
    {
        var plain = new char[char.MaxValue + 1];
        for (var code = 0; code <= char.MaxValue; code++) plain[code] = char.ToLowerInvariant((char)code);
        foreach (var row in Rows)
        {
            foreach (var letter in row.AsSpan(1)) plain[char.ToLowerInvariant(letter)] = row[0];
        }

        for (var code = 0; code <= char.MaxValue; code++) plain[code] = plain[plain[code]];
        for (var code = 0xff01; code <= 0xff5e; code++) plain[code] = char.ToLowerInvariant((char)(code - 0xfee0));
        for (var code = 0x24b6; code <= 0x24e9; code++) plain[code] = (char)('a' + ((code - 0x24b6) % 26));
        for (var code = 0x249c; code <= 0x24b5; code++) plain[code] = (char)('a' + code - 0x249c);
        for (var code = 0x2460; code <= 0x2468; code++) plain[code] = (char)('1' + code - 0x2460);
        return plain;
    }

    private static FrozenDictionary<char, char> Pairs(params string[] rows) =>
        rows.SelectMany(row => row.Split(' ')).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
