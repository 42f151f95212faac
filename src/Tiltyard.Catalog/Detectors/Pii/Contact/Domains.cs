using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Contact;

/// <summary>Names of hosts: labels of letters, digits and inner hyphens, the last one of letters or in its ASCII form.</summary>
internal static class Domains
{
    private const int MostLabel = 63;

    /// <summary>Endings of names that are not countries; those of two letters are countries.</summary>
    private static readonly Words Generic = Words.Of(
        "com org net edu gov mil int info biz name pro mobi travel museum aero coop jobs app dev page blog shop store online site website tech cloud",
        "news live agency media studio design digital email group company services solutions academy finance capital health care clinic university eco xyz top club space world today");

    private static readonly Words Countries = Words.Of(
        "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz",
        "de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it",
        "je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni",
        "nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk",
        "tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw");

    /// <summary>Countries that are endings of files too.</summary>
    private static readonly Words FileEndings = Words.Of("md py rs sh pl ps cc mk so");

    /// <summary>The end of a name that begins at the place and has at least two labels, or -1.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        var (end, labels) = (-1, 0);
        var at = start;
        while (at < text.Length)
        {
            var label = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '-')) at++;
            if (at == label || at - label > MostLabel || text[label] == '-' || text[at - 1] == '-') break;
            labels++;
            if (labels > 1 && IsLast(text[label..at])) end = at;
            if (at >= text.Length || text[at] != '.') break;
            at++;
        }

        return end;
    }

    /// <summary>Whether a name without any sign around it would be taken for one.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (last.ContainsAnyInRange('A', 'Z') || FileEndings.Contains(last)) return false;
        return Generic.Contains(last) || (Countries.Contains(last) && name.IndexOf('.') > 2);
    }

    private static bool IsLast(ReadOnlySpan<char> label)
    {
        if (label.Length < 2) return false;
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var letter in label)
        {
            if (!char.IsLetter(letter)) return false;
        }

        return true;
    }
}
