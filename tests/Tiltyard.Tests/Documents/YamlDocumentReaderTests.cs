using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class YamlDocumentReaderTests
{
    [Fact]
    public void A_document_keeps_its_order_and_its_places()
    {
        var root = Read("# a plan\nname: smoke\ncells:\n  - agent: a\n  - agent: b\n    odd key: [x, 'y']\n").AsMap();

        Assert.Equal("name cells", string.Join(' ', root.Entries.Select(entry => entry.Key)));
        var agent = root.Maps("cells")[1].Node("agent");
        Assert.Equal("$.cells[1].agent", agent.Path.ToString());
        Assert.Equal(new SourcePlace("plan.yaml", 5, 12), agent.Place);
        Assert.Equal("plan.yaml:6:18 $.cells[1]['odd key'][1]", Shown(root.Maps("cells")[1].List("odd key")[1]));
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("a:", "{\"a\":null}")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("+12", "12")]
    [InlineData("-0", "0")]
    [InlineData("012", "12")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1e3", "1000")]
    [InlineData("-.5", "-0.5")]
    [InlineData("5.", "5")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("-", "[null]")]
    [InlineData(".", "\".\"")]
    [InlineData("2026-11-20", "\"2026-11-20\"")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("|\n  true\n", "\"true\\n\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("!!float 12", "12")]
    [InlineData("!!int '12'", "12")]
    [InlineData("{1: a, true: b, '<<': c}", "{\"1\":\"a\",\"<<\":\"c\",\"true\":\"b\"}")]
    [InlineData("a: &x [1, {b: 2}]\nc: *x", "{\"a\":[1,{\"b\":2}],\"c\":[1,{\"b\":2}]}")]
    [InlineData("&x [&x 1, *x]", "[1,1]")]
    [InlineData("--- 1\n...\n", "1")]
    [InlineData("\ufeffa: 1", "{\"a\":1}")]
    public void Unquoted_words_follow_the_core_schema_of_YAML_1_2(string text, string canonical)
    {
        Assert.Equal(canonical, CanonicalJson.Text(Read(text)));
    }

    [Theory]
    [InlineData("", "plan.yaml:1:1: the document is empty")]
    [InlineData("# only words\n", "plan.yaml:2:1: the document is empty")]
    [InlineData("a: .nan", "plan.yaml:1:4 $.a: .nan is not a number that JSON has: numbers must be finite")]
    [InlineData("a: -.Inf", "plan.yaml:1:4 $.a: -.Inf is not a number that JSON has: numbers must be finite")]
    [InlineData("a: 1e999", "plan.yaml:1:4 $.a: a number must be finite")]
    [InlineData("a: 0xFFFFFFFFFFFFFFFFFFFF", "plan.yaml:1:4 $.a: the whole number 0xFFFFFFFFFFFFFFFFFFFF is beyond ±9007199254740991, which JSON does not keep exactly: write it as text")]
    [InlineData("a: 1\nb: 2\na: 3", "plan.yaml:3:1 $: the key 'a' is there twice, first on line 1")]
    [InlineData("1: a\n'1': b", "plan.yaml:2:1 $: the key '1' is there twice, first on line 1")]
    [InlineData("base: &b {x: 1}\nc:\n  <<: *b", "plan.yaml:3:3 $.c: merge keys (<<) are not supported: write the keys out, or use an alias as a value")]
    [InlineData("a: !env SECRET", "plan.yaml:1:4 $.a: the tag '!env' is not supported here: only the core types are read")]
    [InlineData("!!python/object:os.system {}", "plan.yaml:1:1 $: the tag 'tag:yaml.org,2002:python/object:os.system' is not supported here: only the core types are read")]
    [InlineData("!!int x", "plan.yaml:1:1 $: the tag !!int does not fit text 'x'")]
    [InlineData("a: 1\n---\nb: 2", "plan.yaml:2:1: a second document begins here, and only one is read")]
    [InlineData("? [a, b]\n: 1", "plan.yaml:1:3 $: a key must be text, not a map, a list or an alias")]
    [InlineData(": 1", "plan.yaml:1:1 $: a key is missing before the colon")]
    [InlineData("a: &x {b: *x}", "plan.yaml:1:11 $.a.b: the alias '*x' stands inside the value it repeats")]
    [InlineData("a: *nobody", "plan.yaml:1:4 $.a: the alias '*nobody' repeats an anchor that is not defined before it")]
    [InlineData("a: 1\nb: \u0000\nc: 2", "plan.yaml:2:4: the character U+0000 is not allowed here: write it as an escape in double quotes")]
    [InlineData("a: x\u2028b: 2", "plan.yaml:1:5: the character U+2028 is not allowed here: write it as an escape in double quotes")]
    public void What_is_outside_the_subset_is_refused_with_a_reason(string text, string message)
    {
        Assert.Equal(message, Refusal.Yaml(text));
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("a: [1")]
    [InlineData("a: 'x")]
    [InlineData("a:\n\tb: 1")]
    [InlineData("a: \"\\ud800\"")]
    [InlineData("%YAML 99999999999999999999.1\n--- 1")]
    [InlineData("a: \"\\U00110000\"")]
    [InlineData("key: @x")]
    public void What_the_parser_cannot_read_is_refused_in_one_line(string text)
    {
        Assert.StartsWith("plan.yaml", Refusal.Yaml(text), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_reads_the_same_through_either_reader()
    {
        Prop.ForAll(Trees.Any.ToArbitrary(), node =>
        {
            var canonical = CanonicalJson.Write(node);
            var text = AsciiOnly(Encoding.UTF8.GetString(canonical));
            return CanonicalJson.Write(Read(text)).AsSpan().SequenceEqual(canonical);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>YAML forbids some characters raw, so everything beyond ASCII is escaped.</summary>
    private static string AsciiOnly(string json) => string.Concat(json.EnumerateRunes().Select(rune => rune.Value switch
    {
        < 0x7F => rune.ToString(),
        <= 0xFFFF => $"\\u{rune.Value:x4}",
        _ => $"\\U{rune.Value:x8}",
    }));

    private static string Shown(DocumentNode node) => $"{node.Place} {node.Path}";

    private static DocumentNode Read(string text) => YamlDocumentReader.Read("plan.yaml", text);
}
