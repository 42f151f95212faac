using System.Diagnostics;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;

namespace Tiltyard.Tests.Catalog.Detectors.Pii;

public sealed class PiiDetectorTests
{
    public static TheoryData<string, string> Formed => new()
    {
        { "Write to ada.lovelace+box@engine.co.uk, please.", "email ada.lovelace+box@engine.co.uk" },
        { "Ring me on +44 20 7946 0958 tomorrow", "phone +44 20 7946 0958" },
        { "My cell is 212 555 0187", "phone 212 555 0187" },
        { "the call came from (212)555-0187x044 at noon", "phone (212)555-0187x044" },
        { "See https://example.org/a?b=c, it is short.", "url https://example.org/a?b=c" },
        { "host 2001:db8::8a2e:370:7334 answers", "ip_address 2001:db8::8a2e:370:7334" },
        { "its MAC is 00:1A:2B:3C:4D:5E", "mac_address 00:1A:2B:3C:4D:5E" },
        { "Pay by card 4111111111111111 now", "credit_card 4111111111111111" },
        { "She was born on 12/31/1984 in a hut", "date_of_birth 12/31/1984" },
        { "shipped 2024-02-29T10:15:00Z by sea", "date_time 2024-02-29T10:15:00Z" },
        { "on 3rd of March 2021 it rained", "date_time 3rd of March 2021" },
        { "a 57-year-old carpenter", "age 57" },
        { "NHS number 943 476 5919", "uk_nhs 943 476 5919" },
        { "my SSN is 536-90-4399", "us_ssn 536-90-4399" },
        { "Reisepass C01X00T47 gilt", "de_passport C01X00T47" },
    };

    public static TheoryData<string, string> Secrets => new()
    {
        { "sk-proj-" + "Zk3J9qLw8Xv2Bn5Mr7Tc1Yd4", "api_key" },
        { "sk-ant-api03-" + "Zk3J9qLw8Xv2Bn5Mr7Tc1Yd4", "api_key" },
        { "AKIA" + "J5Q2ZP7WX3MNB6TL", "api_key" },
        { "ghp_" + "Zk3J9qLw8Xv2Bn5Mr7Tc1Yd4Zk3J9qLw8Xv2", "api_key" },
        { "glpat-" + "Zk3J9qLw8Xv2Bn5Mr7Tc", "api_key" },
        { "xoxb-" + "2345678901-Zk3J9qLw8Xv2Bn5M", "api_key" },
        { "sk_live_" + "Zk3J9qLw8Xv2Bn5Mr7Tc", "api_key" },
        { "AIza" + "Zk3J9qLw8Xv2Bn5Mr7Tc1Yd4Zk3J9qLw8Xv", "api_key" },
        { "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "jwt" },
        { "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA PRIVATE KEY-----", "private_key" },
    };

    [Theory]
    [MemberData(nameof(Formed))]
    public void What_has_a_form_is_found_with_its_exact_bounds(string text, string expected) => Assert.Contains(expected, Found.In(text), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_known_by_the_shape_its_provider_gives_it(string secret, string type) => Assert.Equal([$"{type} {secret}"], Found.In($"use {secret} here"));

    [Fact]
    public void A_word_beside_a_bare_number_says_what_it_is()
    {
        Assert.Empty(Found.In("order 943476592 left", "uk_utr", "us_passport"));
        Assert.Equal(["us_passport 943476592"], Found.In("my passport is 943476592", "us_passport"));
    }

    [Fact]
    public void A_labelled_key_must_look_drawn_by_lot()
    {
        Assert.Equal(["api_key q7Gd93kLxP02mZvT8wRy"], Found.In("api_key = \"q7Gd93kLxP02mZvT8wRy\""));
        Assert.Empty(Found.In("api_key = \"aaaaaaaaaaaaaaaaaaa1\"", "api_key"));
        Assert.Empty(Found.In("the key point is internationalisation of the interface", "api_key"));
    }

    [Fact]
    public void A_password_is_taken_as_it_stands_but_no_sentence_about_one()
    {
        Assert.Equal(["password hunter2!x"], Found.In("password: hunter2!x"));
        Assert.Empty(Found.In("I forgot my password yesterday", "password"));
    }

    [Theory]
    [InlineData("my name is Kwame Mensah", "person Kwame Mensah")]
    [InlineData("Dr. Okonjo will see you", "person Okonjo")]
    [InlineData("Please forward this to Maria L. Santos today", "person Maria L. Santos")]
    [InlineData("They live at 12 Acacia Avenue, Springfield", "address 12 Acacia Avenue, Springfield")]
    [InlineData("Invoice to Lindenstraße 7, 10969 Berlin", "address Lindenstraße 7, 10969 Berlin")]
    [InlineData("She flew to Nairobi", "place Nairobi")]
    [InlineData("He works for Northwind Traders Ltd.", "organization Northwind Traders Ltd.")]
    [InlineData("a Portuguese bakery", "nationality Portuguese")]
    public void Names_and_places_are_found_by_lists_and_grammar(string text, string expected) => Assert.Contains(expected, Found.In(text), StringComparer.Ordinal);

    [Theory]
    [InlineData("Can I ask how long this takes?")]
    [InlineData("Unfortunately, the printer is out of paper.")]
    [InlineData("Version 1.2.3 of the protocol, section 4.5")]
    [InlineData("The build took 17 minutes and wrote 1,024 files.")]
    [InlineData("std::vector<int> v; MyClass::run();")]
    [InlineData("It costs $1,299.00 or 15 % less")]
    public void Ordinary_text_holds_nothing(string text) => Assert.Empty(Found.In(text));

    [Fact]
    public void Of_several_claims_to_a_place_the_surest_stays() =>
        Assert.Equal(["iban GB82WEST12345698765432"], Found.In("account GB82WEST12345698765432"));

    [Fact]
    public void A_type_stands_for_its_narrower_ones() => Assert.Equal(["de_passport C01X00T47"], Found.In("Reisepass C01X00T47", "passport"));

    [Fact]
    public void An_unknown_type_is_refused_with_the_nearest_one()
    {
        var refused = Assert.Throws<ArgumentException>(() => new PiiDetector(new PiiOptions { Types = ["emial"] }));

        Assert.Contains("email", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_ones_own_is_found_and_a_word_makes_it_surer()
    {
        var pattern = new CustomPattern("badge", "B-[0-9]{5}", 0.4, ["badge"], 0.9);
        var found = new List<Detection>();
        new PiiDetector(new PiiOptions { Types = ["badge"], Patterns = [pattern] }).Detect("part B-12345, badge no 7 is for others and here B-54321 too", found);

        Assert.All(found, one => Assert.Equal("badge", one.Type));
        Assert.Contains(found, one => one.Confidence > 0.8);
    }

    [Theory]
    [InlineData("(?=x)a")]
    [InlineData("(a)\\1")]
    [InlineData("a*")]
    [InlineData("(")]
    public void A_pattern_that_could_take_forever_or_match_nothing_is_refused(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => new CustomPattern("x", pattern, 0.5, [], 0.5));

    [Fact]
    public void A_second_text_is_read_as_if_the_first_had_never_been()
    {
        var detector = new PiiDetector(new PiiOptions());
        var (first, second, alone) = (new List<Detection>(), new List<Detection>(), new List<Detection>());
        detector.Detect("Write to a@example.com or call (212) 555-0187, said Maria Santos of Acme Ltd.", first);
        detector.Detect("her card is 4111111111111111", second);
        new PiiDetector(new PiiOptions()).Detect("her card is 4111111111111111", alone);

        Assert.Equal(alone, second);
    }

    public static TheoryData<string> Hostile =>
        ["1", "1-", "1 ", "1.", "a.", "@", "a@", "::", "f:", "A ", "A. ", "Mr. ", "(1) ", "1x1", "sk-", "eyJ.", "-----BEGIN ", "password:", "http://", "12 Aa 12 ", "Apt 1 ", "+1 ", "\uD800", "0x", "GB00", "van ", "1/1/", "é\u0301", "한국1", "_1"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_text_makes_it_slow_or_throw(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));
        var detector = new PiiDetector(new PiiOptions { MinimumConfidence = 0 });
        var found = new List<Detection>();
        detector.Detect("warm a@b.example", found);
        found.Clear();

        var started = Stopwatch.GetTimestamp();
        detector.Detect(text, found);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), $"{Stopwatch.GetElapsedTime(started)} for 100,000 characters of '{unit}'");
        Assert.All(found, one => Assert.InRange(one.End, one.Start + 1, text.Length));
    }
}
