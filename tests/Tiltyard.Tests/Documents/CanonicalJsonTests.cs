using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Keys_are_sorted_by_UTF_16_code_units_as_in_RFC_8785()
    {
        var document = DocumentNode.Map(
            ("\u20ac", "Euro Sign"), ("\r", "Carriage Return"), ("\ufb33", "Hebrew Letter Dalet With Dagesh"), ("1", "One"),
            ("\ud83d\ude00", "Emoji: Grinning Face"), ("\u0080", "Control"), ("\u00f6", "Latin Small Letter O With Diaeresis"));

        var values = JsonDocument.Parse(CanonicalJson.Write(document)).RootElement.EnumerateObject().Select(property => property.Value.GetString());

        Assert.Equal(
            "Carriage Return; One; Control; Latin Small Letter O With Diaeresis; Euro Sign; Emoji: Grinning Face; Hebrew Letter Dalet With Dagesh",
            string.Join("; ", values));
    }

    [Fact]
    public void The_sample_of_RFC_8785_is_met()
    {
        var document = DocumentNode.Map(
            ("numbers", DocumentNode.List(333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001)),
            ("string", "\u20ac$\u000f\nA'B\"\\\\\"/"),
            ("literals", DocumentNode.List(DocumentNode.Null, true, false)));

        Assert.Equal(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
            CanonicalJson.Text(document));
    }

    [Fact]
    public void The_hash_is_SHA_256_of_the_canonical_bytes()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", CanonicalJson.Sha256Hex(string.Empty));
        Assert.Equal(CanonicalJson.Sha256Hex("{\"a\":1,\"b\":2}"), CanonicalJson.Sha256Hex(DocumentNode.Map(("b", 2), ("a", 1))));
    }

    [Fact]
    public void The_order_in_which_keys_were_written_does_not_matter()
    {
        Prop.ForAll(Texts.Hostile.ArrayOf().ToArbitrary(), keys =>
        {
            var entries = keys.Distinct(StringComparer.Ordinal).Select((key, index) => (key, (DocumentNode)index)).ToArray();
            return CanonicalJson.Write(DocumentNode.Map(entries)).SequenceEqual(CanonicalJson.Write(DocumentNode.Map([.. entries.Reverse()])));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_indented_form_keeps_the_written_order()
    {
        var document = DocumentNode.Map(
            ("b", DocumentNode.List(1, "two")), ("a", DocumentNode.Map(("x", DocumentNode.List()), ("y", DocumentNode.Map()))));

        var expected = """
            {
              "b": [
                1,
                "two"
              ],
              "a": {
                "x": [],
                "y": {}
              }
            }

            """;

        Assert.Equal(expected, IndentedJson.Text(document));
    }
}
