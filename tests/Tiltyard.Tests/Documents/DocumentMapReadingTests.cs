using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class DocumentMapReadingTests
{
    private static readonly DocumentMap Map =
        YamlDocumentReader.Read("a.yaml", "t: x\ni: 3\nn: 2.5\nb: true\nz: null\nm: {k: v}\nl: [a, b]\nr: [{x: 1}, {x: 2}]").AsMap();

    [Fact]
    public void Values_are_read_by_key()
    {
        Assert.Equal("x", Map.Text("t"));
        Assert.Equal(3, Map.Integer("i"));
        Assert.Equal(3.0, Map.Number("i"));
        Assert.Equal(2.5, Map.Number("n"));
        Assert.True(Map.Boolean("b"));
        Assert.Equal("v", Map.Map("m").Text("k"));
        Assert.Equal("a,b", string.Join(',', Map.Texts("l")));
        Assert.Equal(2, Map.Maps("r")[1].Integer("x"));
    }

    [Fact]
    public void A_missing_or_null_value_has_a_default_or_is_null()
    {
        Assert.Equal("d", Map.Text("z", "d"));
        Assert.Equal(7, Map.Integer("none", 7));
        Assert.Equal(0.5, Map.Number("none", 0.5));
        Assert.True(Map.Boolean("z", true));
        Assert.Null(Map.TextOrNull("z"));
        Assert.Null(Map.IntegerOrNull("none"));
        Assert.Null(Map.NumberOrNull("none"));
        Assert.Null(Map.BooleanOrNull("none"));
        Assert.Null(Map.MapOrNull("none"));
        Assert.Empty(Map.List("none"));
        Assert.False(Map.Has("z"));
    }

    [Fact]
    public void A_wrong_kind_names_its_place()
    {
        Assert.Equal("a.yaml:1:4 $.t: expected a whole number, got text 'x'", Refusal.Of(() => Map.Integer("t")).Message);
        Assert.Equal("a.yaml:6:4 $.m: expected text, got a map", Refusal.Of(() => Map.Text("m", "d")).Message);
        Assert.Equal("a.yaml:1:1 $: the key 'none' is missing", Refusal.Of(() => Map.Text("none")).Message);
        Assert.Equal("a.yaml:7:5 $.l[0]: expected a map, got text 'a'", Refusal.Of(() => Map.Maps("l")).Message);
    }
}
