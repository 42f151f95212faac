using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class HostileDocumentTests
{
    private static readonly string[] YamlPieces =
    [
        "a", "b: ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", ": ", "? ", "&x ", "*x", "!!str ", "!t ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "|\n", ">-\n",
        "'", "\"", "\\u", "\\x0", "#", "\t", "0x", "1e5", ".inf", "~", "%TAG ! x\n", "\r", "@", "`", "|9\n", "-1", "é", "\ud83d\ude00",
    ];

    [Fact]
    public void A_document_above_the_limit_is_refused_before_it_is_read()
    {
        var bytes = new byte[DocumentLimits.Default.MaxLength + 1];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var json = Refusal.Json(bytes);

        Assert.Equal("plan.json: too long: 16777217 bytes, and the limit is 16777216", json);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.Equal("plan.yaml: too long: 11 characters, and the limit is 10", Refusal.Yaml("a: 12345678", new DocumentLimits { MaxLength = 10 }));
    }

    [Fact]
    public void A_billion_laughs_stop_at_the_bound_of_aliases()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var level = 1; level < 10; level++)
            text.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");

        var message = Refusal.Yaml(text.ToString());

        Assert.Equal("plan.yaml:5:45 $.a4[7]: aliases repeat more than 100000 values", message);
    }

    [Fact]
    public void An_alias_cannot_nest_deeper_than_text_could()
    {
        var text = new StringBuilder("- &a0 []\n");
        for (var level = 1; level < 70; level++) text.Append($"- &a{level} [*a{level - 1}]\n");

        Assert.Contains("nested deeper than 64 levels", Refusal.Yaml(text.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_refused()
    {
        Assert.IsType<DocumentList>(JsonDocumentReader.Read("a", Encoding.UTF8.GetBytes(Nested(64))));
        Assert.IsType<DocumentList>(YamlDocumentReader.Read("a", Nested(64)));

        Assert.Contains("nested deeper than 64 levels", Refusal.Json(Nested(65)), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Refusal.Yaml(Nested(65)), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Refusal.Json(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Refusal.Yaml(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Refusal.Yaml(string.Concat(Enumerable.Repeat("- ", 5_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_values_are_refused()
    {
        var limits = new DocumentLimits { MaxNodes = 3 };

        Assert.Equal("plan.json:1:6 $[2]: more than 3 values", Refusal.Json("[1,2,3]", limits));
        Assert.Equal("plan.yaml:3:3 $[2]: more than 3 values", Refusal.Yaml("- 1\n- 2\n- 3", limits));
    }

    [Fact]
    public void Control_characters_never_reach_a_message()
    {
        var message = Refusal.Json("{\"\\u001b[31m\\u202e\\u0000x\":{\"a\\nb\":[1e999]}}");

        Assert.Equal("plan.json:1:37 $['\\u001b[31m\\u202e\\u0000x']['a\\u000ab'][0]: a number must be finite", message);
    }

    [Fact]
    public void A_message_is_bounded_whatever_is_long()
    {
        var file = new string('f', 5000) + "/\u001b.yaml";
        var key = new string('k', 900);
        var deep = string.Concat(Enumerable.Range(0, 60).Select(_ => $"{{\"{key}\":")) + "NaN";

        foreach (var refused in new[]
                 {
                     Refusal.Of(() => YamlDocumentReader.Read(file, deep.Replace("NaN", "[.nan", StringComparison.Ordinal))),
                     Refusal.Of(() => JsonDocumentReader.Read(file, Encoding.UTF8.GetBytes(deep))),
                     Refusal.Of(() => Shape.Object(Field.Required("a", Shape.Text("x"), "A.")).Check(YamlDocumentReader.Read(file, $"{key}: 1"))),
                     Refusal.Of(() => Shape.Text([.. Enumerable.Range(0, 99).Select(number => $"{key}{number}")]).Check(YamlDocumentReader.Read(file, key))),
                 })
        {
            Assert.InRange(refused.Message.Length, 80, 399);
            Assert.Contains("\\u001b.yaml", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_bytes_as_JSON_give_a_document_or_one_line()
    {
        var bytes = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>(),
            Texts.Hostile.Select(text => Encoding.UTF8.GetBytes($"{{\"{text}\":[{text}")),
            Trees.Any.SelectMany(node => Gen.Choose(0, 255), (node, noise) => Damaged(CanonicalJson.Write(node), noise)));

        Prop.ForAll(bytes.ToArbitrary(), utf8 => IsReadOrRefused(() => JsonDocumentReader.Read("a.json", utf8)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Random_text_as_YAML_gives_a_document_or_one_line()
    {
        var text = Gen.OneOf(Texts.Hostile, Gen.Elements(YamlPieces).ArrayOf().Select(string.Concat), Gen.Elements(YamlPieces.Concat(["\0", "\ud800"])).ArrayOf().Select(string.Concat));

        Prop.ForAll(text.ToArbitrary(), yaml => IsReadOrRefused(() => YamlDocumentReader.Read("a.yaml", yaml)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Fact]
    public void Any_document_fits_a_shape_or_is_refused_in_one_line()
    {
        var shape = Shape.Object(
            Field.Optional("a", Shape.Map(Shape.Either(Shape.Text("x", "y"), Shape.List(Shape.Integer(0, 9)))), "A."),
            Field.Optional("key", Shape.Number(0, 1), "B."));
        var documents = Gen.OneOf(Trees.Any, Trees.Any.Select(node => (DocumentNode)DocumentNode.Map(("a", node))));

        Prop.ForAll(documents.ToArbitrary(), node => IsReadOrRefused(() => shape.Check(node))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static bool IsReadOrRefused(Func<DocumentNode> read)
    {
        try
        {
            return read() is not null;
        }
        catch (DocumentException refused)
        {
            Refusal.AssertOneLine(refused.Message);
            return true;
        }
    }

    private static byte[] Damaged(byte[] json, int noise)
    {
        json[(noise * 31) % json.Length] = (byte)noise;
        return json;
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
