using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Adapters.ChatModels.Secrets;

/// <summary>Secrets in an answer as it is recorded: JSON text, in which line feeds and quotes stand as two letters.</summary>
public sealed class RedactedAnswerTests
{
    private const string Known = "custom/KEY+77aa\"88bb";

    private readonly Redactor _redactor = new("salt", [("real_key", Known)]);

    [Theory]
    [InlineData("sk-ant-api03-aaaaBBBB1111cccc")]
    [InlineData("sk-proj-aaaaBBBB1111ccccDDDD")]
    [InlineData("AIzaSyaaaaBBBB1111ccccDDDD1234567890abc")]
    [InlineData("hf_aaaaBBBBccccDDDDeeeeFFFF")]
    [InlineData("sk_live_aaaaBBBB1111cccc")]
    [InlineData("glpat-aaaaBBBB1111cccc")]
    [InlineData("xai-aaaaBBBB1111cccc")]
    [InlineData("AKIAAAAABBBB11112222")]
    public void A_key_is_found_wherever_it_stands(string key)
    {
        foreach (var text in new[] { key, $"it is\n{key}\nyes", $"a\t{key}", $"\u0001{key}", $"\u001B[31m{key}", $"({key})", $"key_{key}", $"{{\"{key}\":\"{key}\"}}" })
            Assert.DoesNotContain(key, _redactor.Redact(Answer(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("risk-or-reward-is-the-question")]
    [InlineData("a task-management-software-thing")]
    [InlineData("Bearer with me")]
    [InlineData("sk-short")]
    public void Words_that_only_look_alike_stay(string text) => Assert.Equal(Answer(text), _redactor.Redact(Answer(text)));

    [Fact]
    public void What_follows_a_private_key_keeps_its_quotes_and_its_words()
    {
        var answer = _redactor.Redact(Answer("-----BEGIN RSA PRIVATE KEY-----\nMIIEabcd+/=\n-----END RSA PRIVATE KEY-----\n\"Refund\" 100, please"));

        Assert.Matches("^\\[redacted:private_key#[0-9a-f]{8}\\]\n\"Refund\" 100, please$", Text(answer));
    }

    [Fact]
    public void A_private_key_without_an_end_takes_no_quote_with_it() =>
        Assert.Contains("\"quoted\"", Text(_redactor.Redact(Answer("-----BEGIN PRIVATE KEY-----\nMIIE\"quoted\""))), StringComparison.Ordinal);

    [Fact]
    public void The_key_in_use_is_found_as_json_writes_it()
    {
        var answer = Text(_redactor.Redact(Answer($"it is {Known}!")));

        Assert.Matches("^it is \\[redacted:real_key#[0-9a-f]{8}\\]!$", answer);
    }

    [Fact]
    public void The_beginning_of_the_key_in_use_is_found_where_the_text_was_cut() =>
        Assert.DoesNotContain("custom/KEY", new Redactor("salt", [("real_key", "custom/KEY+77aa88bb")]).Redact("error: custom/KEY+7…"), StringComparison.Ordinal);

    private static string Answer(string text) => CanonicalJson.Text(DocumentNode.Map(("text", text)));

    private static string Text(string answer) => JsonDocumentReader.Read("answer", System.Text.Encoding.UTF8.GetBytes(answer)).AsMap().Text("text");
}
