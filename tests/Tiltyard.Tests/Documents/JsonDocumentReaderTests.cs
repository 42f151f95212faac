using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class JsonDocumentReaderTests
{
    [Fact]
    public void A_document_keeps_its_order_its_kinds_and_its_places()
    {
        var root = Read("{\n  \"b\": [1, 2.5, true],\n  \"\u00e9\": {\"n\": null}, \"a\": \"x\"\n}").AsMap();

        Assert.Equal("b \u00e9 a", string.Join(' ', root.Entries.Select(entry => entry.Key)));
        Assert.Equal(1, root.List("b")[0].AsInteger());
        Assert.Equal(2.5, root.List("b")[1].AsNumber());
        Assert.True(root.List("b")[2].AsBoolean());
        Assert.Equal("$.b[1]", root.List("b")[1].Path.ToString());
        Assert.Equal(new SourcePlace("plan.json", 2, 12), root.List("b")[1].Place);
        Assert.Equal(new SourcePlace("plan.json", 3, 8), root.Map("\u00e9").Place);
        Assert.Equal("$['\u00e9'].n", root.Map("\u00e9").Node("n").Path.ToString());
        Assert.Equal(new SourcePlace("plan.json", 3, 21), root.Entries[2].KeyPlace);
    }

    [Fact]
    public void A_byte_order_mark_is_tolerated()
    {
        Assert.Equal(1, JsonDocumentReader.Read("plan.json", [0xEF, 0xBB, 0xBF, (byte)'1']).AsInteger());
    }

    [Fact]
    public void A_line_of_a_JSON_Lines_file_is_called_by_its_own_number()
    {
        var refused = Refusal.Of(() => JsonDocumentReader.Read("rows.jsonl", "{\"a\":}"u8, firstLine: 41));

        Assert.StartsWith("rows.jsonl:41:6: not valid JSON: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "plan.json: the document is empty")]
    [InlineData(" \n\t", "plan.json: the document is empty")]
    [InlineData("{\"a\":1,\n \"a\":2}", "plan.json:2:2 $: the key 'a' is there twice, first on line 1")]
    [InlineData("{\"a\":{\"b\":12345678901234567890}}", "plan.json:1:11 $.a.b: the whole number 12345678901234567890 is beyond ±9007199254740991, which JSON does not keep exactly: write it as text")]
    [InlineData("[9007199254740993]", "plan.json:1:2 $[0]: the whole number 9007199254740993 is beyond ±9007199254740991, which JSON does not keep exactly: write it as text")]
    [InlineData("[1e999]", "plan.json:1:2 $[0]: a number must be finite")]
    [InlineData("[\"\\ud800\"]", "plan.json:1:2 $[0]: the text escapes half of a surrogate pair")]
    public void What_cannot_be_kept_is_refused_at_its_place(string text, string message)
    {
        Assert.Equal(message, Refusal.Json(text));
    }

    [Fact]
    public void A_large_number_in_its_canonical_form_is_kept_as_a_number_and_refused_as_a_whole_one()
    {
        var large = Read("9007199254740992");

        Assert.Equal(9007199254740992.0, large.AsNumber());
        Assert.Equal("9007199254740992", CanonicalJson.Text(large));
        Assert.Equal("plan.json:1:1 $: expected a whole number, got 9007199254740992", Refusal.Of(() => large.AsInteger()).Message);
    }

    [Theory]
    [InlineData("NaN", 1)]
    [InlineData("[Infinity]", 2)]
    [InlineData("{} x", 4)]
    [InlineData("{}{}", 3)]
    [InlineData("[1,]", 4)]
    [InlineData("// no\n1", 1)]
    [InlineData("[01]", 3)]
    [InlineData("'a'", 1)]
    [InlineData("\"a\nb\"", 3)]
    public void What_is_not_JSON_is_refused_at_its_column(string text, int column)
    {
        Assert.StartsWith($"plan.json:1:{column}: not valid JSON: ", Refusal.Json(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused_at_its_place()
    {
        var message = Refusal.Json([(byte)'[', (byte)'\n', (byte)'"', 0xC3, 0xA9, 0xFF, (byte)'"', (byte)']']);

        Assert.Equal("plan.json:2:3: not valid UTF-8: the byte 0xff does not belong here", message);
    }

    [Fact]
    public void What_was_written_canonically_reads_back_as_the_same_bytes()
    {
        Prop.ForAll(Trees.Any.ToArbitrary(), node =>
        {
            var canonical = CanonicalJson.Write(node);
            var indented = Encoding.UTF8.GetBytes(IndentedJson.Text(node));
            return CanonicalJson.Write(JsonDocumentReader.Read("a", canonical)).AsSpan().SequenceEqual(canonical)
                   && CanonicalJson.Write(JsonDocumentReader.Read("b", indented)).AsSpan().SequenceEqual(canonical);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static DocumentNode Read(string text) => JsonDocumentReader.Read("plan.json", Encoding.UTF8.GetBytes(text));
}
