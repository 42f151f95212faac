using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Adapters.ChatModels.Prices;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Adapters.ChatModels;

public sealed class RedactorTests
{
    private static readonly Redactor Salted = new("salt", [("groq_key", "a plain key"), ("openai_key", "short")]);

    [Theory]
    [InlineData("sk-abcdefghijklmnop1234", "openai_key")]
    [InlineData("sk-proj-abcdefgh_ijklmnop-1234", "openai_key")]
    [InlineData("sk-ant-api03-abcdefgh", "anthropic_key")]
    [InlineData("sk-or-v1-abcdefgh", "openrouter_key")]
    [InlineData("gsk_abcdefghijklmnop1234", "groq_key")]
    [InlineData("ghp_abcdefghijklmnop1234", "github_token")]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "aws_key")]
    [InlineData("xoxb-12345678-abcdefgh", "slack_token")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "jwt")]
    [InlineData("a plain key", "groq_key")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\\nMIIEabc+/=\\n-----END RSA PRIVATE KEY-----", "private_key")]
    public void A_secret_becomes_a_placeholder_of_its_kind_and_nothing_else_changes(string secret, string kind)
    {
        var text = Salted.Redact($$"""{"text":"before {{secret}}","x":1}""");

        Assert.Matches($$$"""^\{"text":"before \[redacted:{{{kind}}}#[0-9a-f]{8}\]","x":1\}$""", text);
    }

    [Fact]
    public void The_name_of_the_scheme_stays_before_a_bearer_token() =>
        Assert.Matches(@"^Authorization: Bearer \[redacted:bearer_token#[0-9a-f]{8}\]$", Salted.Redact("Authorization: Bearer abcdefghijklmnopqrst=="));

    [Fact]
    public void The_same_secret_has_the_same_placeholder_and_another_salt_another()
    {
        var twice = Salted.Redact("gsk_abcdefghijklmnop1234 gsk_abcdefghijklmnop1234").Split(' ');

        Assert.Equal(twice[0], twice[1]);
        Assert.NotEqual(twice[0], new Redactor("pepper", []).Redact("gsk_abcdefghijklmnop1234"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("I asked for a risk-free refund of order sk-12 and the desk said no.")]
    [InlineData("short keys are found in ordinary words; eyJ is not a token, and a bearer bond is none")]
    public void Ordinary_words_stay(string text) => Assert.Same(text, Salted.Redact(text));

    [Fact]
    public void What_was_redacted_is_not_redacted_again_and_stays_json() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(),
        (before, after) =>
        {
            var text = $"{before.Get}\nsk-ant-api03-abcdefgh\u0001sk-ant-api03-abcdefgh -----BEGIN PRIVATE KEY-----\nabc{after.Get}";
            var once = Salted.Redact(CanonicalJson.Text(DocumentNode.Map(("text", text))));
            JsonDocumentReader.Read("answer", System.Text.Encoding.UTF8.GetBytes(once));
            return Salted.Redact(once).Equals(once, StringComparison.Ordinal) && !once.Contains("sk-ant-api03", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_come_from_the_environment_before_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("tiltyard-keys-").FullName;
        File.WriteAllText(Path.Combine(folder, ".env"), "# keys\nexport GROQ_API_KEY='from file'\nOPENAI_API_KEY=\"also from file\"\n\n");
        var keys = KeyRing.Read(name => name is "GROQ_API_KEY" ? "from environment" : null, folder);

        Assert.Equal(("from environment", "also from file", null), (keys.Find("GROQ_API_KEY"), keys.Find("OPENAI_API_KEY"), keys.Find("REAL_API_KEY")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_shipped_prices_are_data_with_a_date_and_can_be_overridden()
    {
        var own = PriceTable.Read(DocumentNode.Map(("version", 1), ("date", "2026-01-01"), ("models", DocumentNode.Map(("openai:mine", DocumentNode.Map(("input", 1), ("output", 2)))))));

        var both = PriceTable.Shipped.With(own);

        Assert.InRange(PriceTable.Shipped.Count, 20, 60);
        Assert.Equal((PriceTable.Shipped.Count + 1, "2026-01-01"), (both.Count, both.Date));
        Assert.Equal(0.00002, new Price(10, 20).Of(1, 0) + new Price(0, 10).Of(5, 1), 9);
    }
}
