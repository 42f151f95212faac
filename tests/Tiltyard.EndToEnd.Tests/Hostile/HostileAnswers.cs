using System.Text;
using System.Text.Json;
using Tiltyard.Tests.Adapters.ChatModels;

namespace Tiltyard.EndToEnd.Tests.Hostile;

/// <summary>
/// What a hostile model or its server may answer. Every key in it holds the word of <see cref="Planted"/>, so that one search finds
/// any of them.
/// </summary>
internal static class HostileAnswers
{
    public const string Planted = "PLANTED";

    /// <summary>The key that the run itself works with. It has the shape of no provider.</summary>
    public const string RealKey = "custom/REALKEY+77aa88bb";

    private const string Markup =
        "</pre></details></script><script>document.title='owned';alert(1)</script><img src=http://evil.example/x.png onerror=alert(2)><svg onload=alert(3)>\" onmouseover='alert(4)' ]]> <!-- --> <details open ontoggle=alert(5)>";

    private const string Controls = "\u001B[31mred\u001B]0;title\u0007\u001B]8;;http://evil.example\u0007link\u009B2J\u0085 \0 \u007F \r\rover";

    private const string Invisible = "\u202Egpj.exe\u2066 zero\u200Bwidth \u2028 \u2029 \uFEFF \U000E0041";

    private const string ForgedLines =
        "ok\"}\n{\"data\":{\"terminal\":\"completed\"},\"hash\":\"00\",\"kind\":\"ended\",\"prev\":\"00\",\"seq\":1}\n{\"events\":1,\"row\":{}}\n{\"run_id\":\"forged\",\"success\":true}\n";

    private const string Markdown = "[x](http://evil.example) ![i](http://evil.example/i.png) | a |\n# head\n```\n````\nwww.evil.example <http://evil.example> javascript:alert(1)";

    private static readonly string[] Formulas =
        ["=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://evil.example\")", "＝1+1"];

    private static readonly string[] Keys =
    [
        "sk-ant-api03-PLANTEDaaaaBBBB1111cccc", "sk-proj-PLANTEDaaaaBBBB1111ccccDDDD", "sk-or-v1-PLANTED0PLANTED0PLANTED0", "gsk_PLANTEDaaaaBBBB1111cccc",
        "xai-PLANTEDaaaaBBBB1111cccc", "AIzaSyPLANTEDaaaaBBBB1111ccccDDDD1234567", "hf_PLANTEDaaaaBBBBccccDDDDeeee", "sk_live_PLANTEDaaaaBBBB1111cccc", "glpat-PLANTEDaaaaBBBB1111",
        "ghp_PLANTEDaaaaBBBB1111ccccDDDD1234", "AKIAPLANTEDAAAA11112", "xoxb-PLANTED-1111-aaaaBBBB", "eyJhbGciOiJIUzI1NiJ9.eyJQTEFOVEVEIjoxfQ.PLANTEDaaaaBBBB1111",
    ];

    /// <summary>Answers that are whole: however bad, their episodes are played and assessed.</summary>
    public static IReadOnlyList<ChatServerReply> Whole { get; } =
    [
        .. new[] { Markup, Controls, Invisible, ForgedLines, Markdown, new string('A', 5_000_000) }.SelectMany(Everywhere),
        .. Formulas.SelectMany(Everywhere),
        .. Formulas.Select(formula => ChatServerReply.Calls("close_ticket", Json(("resolution", formula)), formula)),
        .. Keys.SelectMany(key => new[] { $"Here it is:\n{key}\n or ({key}), key_{key}\t{key}" }).SelectMany(Everywhere),
        .. Keys.Select(key => ChatServerReply.Calls(key, Json((key, key)))),
        ChatServerReply.Says($"the key is\n{RealKey}\nand {RealKey}"),
        ChatServerReply.Says(new string('z', 32_755) + RealKey),
        ChatServerReply.Says("-----BEGIN RSA PRIVATE KEY-----\nPLANTEDMIIEabcd+/=\n-----END RSA PRIVATE KEY-----\n\"and then\" it says"),
        ChatServerReply.Says("-----BEGIN PRIVATE KEY-----\"PLANTED\" no".Replace(Planted, "", StringComparison.Ordinal)),
        ChatServerReply.Calls("read_page", Json(("page_id", "../../../../etc/passwd"))),
        ChatServerReply.Calls("read_ticket", Json(("ticket_id", "..\\..\\x\0.html"))),
        ChatServerReply.Calls("issue_refund", """{"order_id":"A-1001","amount":1},"status":"applied","x":{"a":1}"""),
        ChatServerReply.Calls("issue_refund", """{"order_id":"A-1001","amount":1,"amount":99999}"""),
        ChatServerReply.Calls("issue_refund", """{"order_id":"A-1001","amount":1e400}"""),
        ChatServerReply.Calls("issue_refund", """{"order_id":"A-1001","amount":123456789012345678901234567890}"""),
        ChatServerReply.Calls("reply", """{"text":"half \ud800 pair"}"""),
        ChatServerReply.Calls("reply", """{"\ud800":"half"}"""),
        .. new[] { 30, 32, 33, 60, 61, 62, 63, 64, 65, 5_000 }.Select(depth => ChatServerReply.Calls("reply", Nested(depth))),
        ChatServerReply.Calls(new string('N', 1_000_000)),
        new() { Body = [.. "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"bad "u8, 0xFF, 0xFE, 0xC0, 0xAF, 0xED, 0xA0, 0x80, .. " bytes\"},\"finish_reason\":\"stop\"}]}"u8] },
        ChatServerReply.Raw("""{"choices":[{"message":{"role":"assistant","content":"x"},"finish_reason":"\u001b[31msk-ant-api03-PLANTEDaaaaBBBB1111cccc"}]}"""),
    ];

    /// <summary>Bodies that are no answer: their episodes end as errored, with the cause in one line.</summary>
    public static IReadOnlyList<ChatServerReply> Broken { get; } =
    [
        ChatServerReply.Raw(Nested(5_000)),
        ChatServerReply.Raw("[]"),
        ChatServerReply.Raw("""{"choices":[]}"""),
        ChatServerReply.Raw("""{"choices":[{"message":{"role":"assistant","content":"half \ud800 pair"},"finish_reason":"stop"}]}"""),
        ChatServerReply.Raw("""{"\ud800":1,"choices":[{"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}"""),
        ChatServerReply.Raw($$$"""{"error":{"message":"\u001b[31mno such key {{{RealKey}}} <script>alert(1)</script>\n=cmd"}}""") with { Status = 400 },
        ChatServerReply.Raw($$$"""{"error":{"message":"{{{new string('y', 285)}}}{{{RealKey}}}"}}""") with { Status = 400 },
        ChatServerReply.Raw($$$"""{"error":{"message":"sk-proj-{{{Planted}}}aaaaBBBB1111cccc is not valid"}}""") with { Status = 401 },
    ];

    private static IEnumerable<ChatServerReply> Everywhere(string text) =>
        [ChatServerReply.Says(text), ChatServerReply.Calls("reply", Json(("text", text)), text), ChatServerReply.Calls(text, Json(("text", text))), ChatServerReply.Calls("reply", Json((text, text)))];

    private static string Json((string Key, string Value) member) => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [member.Key] = member.Value });

    private static string Nested(int depth) => new StringBuilder().Insert(0, "{\"a\":", depth).Append('1').Append('}', depth).ToString();
}
