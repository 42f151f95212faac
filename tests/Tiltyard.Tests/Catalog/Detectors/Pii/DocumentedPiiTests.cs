using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Catalog.Detectors.Pii.Documented;
using Tiltyard.Catalog.Detectors.Pii.Redaction;

namespace Tiltyard.Tests.Catalog.Detectors.Pii;

/// <summary>The documented detector keeps its mistakes; the corrected one has none of them.</summary>
public sealed class DocumentedPiiTests
{
    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "ts 1732113765123", ["credit_card"] },
        { "id 20251005180323", ["credit_card"] },
        { "AB1234567", ["drivers_license", "passport"] },
        { "1732113765", ["phone"] },
        { "build 999.999.1.300", ["ip_address"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_documented_detector_reports_what_it_is_known_to_report(string text, string[] types)
    {
        var found = new List<Detection>();
        new DocumentedPiiDetector([]).Detect(text, found);

        Assert.Equal(types, found.Select(one => one.Type), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_corrected_detector_reports_none_of_it(string text, string[] types)
    {
        Assert.NotEmpty(types);
        Assert.Empty(Found.In(text));
    }

    [Fact]
    public void A_number_that_passes_Luhn_is_no_card_without_an_issuer_that_has_that_length()
    {
        // 20251005180323 passes Luhn's check; no issuer has cards of fourteen digits that begin with 20.
        Assert.Empty(Found.In("card id 20251005180323", "credit_card"));
        Assert.Equal(["credit_card 4111111111111111"], Found.In("card id 4111111111111111", "credit_card"));
    }

    [Theory]
    [InlineData("123-45-6789", "ssn")]
    [InlineData("a.b@c.org", "email")]
    [InlineData("(212) 555-0187", "phone")]
    [InlineData("10.0.0.1", "ip_address")]
    [InlineData("api_key: abcdefghijklmnopqrstuvwx", "api_key")]
    [InlineData("{\"password\": \"x\"}", "password")]
    public void Each_documented_pattern_is_there(string text, string type)
    {
        var found = new List<Detection>();
        new DocumentedPiiDetector([]).Detect(text, found);

        Assert.Contains(found, one => one.Type.Equals(type, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("123-45-6789", "1*********9")]
    [InlineData("abcd", "****")]
    [InlineData("a", "*")]
    [InlineData("abcde", "a***e")]
    public void The_documented_mask_keeps_the_first_and_the_last_character(string value, string masked) => Assert.Equal(masked, DocumentedMask.Of(value));

    [Fact]
    public void A_redacted_text_has_typed_placeholders_and_is_stable()
    {
        var redactor = new PiiRedactor(new PiiDetector(new PiiOptions()), "salt");
        const string text = "Mail a.lovelace@engine.example, then b@engine.example, then a.lovelace@engine.example.";

        var redacted = redactor.Redact(text);

        Assert.Matches("^Mail (<EMAIL:[0-9a-f]{8}>), then <EMAIL:[0-9a-f]{8}>, then \\1\\.$", redacted);
        Assert.Equal(redacted, redactor.Redact(redacted));
        Assert.Equal(redacted, new PiiRedactor(new PiiDetector(new PiiOptions()), "salt").Redact(text));
    }

    [Fact]
    public void A_text_that_holds_nothing_is_handed_back_as_it_is()
    {
        const string text = "nothing here";

        Assert.Same(text, new PiiRedactor(new PiiDetector(new PiiOptions()), "salt").Redact(text));
    }
}
