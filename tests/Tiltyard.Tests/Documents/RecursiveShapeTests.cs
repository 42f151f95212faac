using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class RecursiveShapeTests
{
    private static readonly RecursiveShape Tree = Shape.Recursive("tree", self => Shape.Either(
        Shape.Integer(),
        Shape.Keyed(
            Shape.Map(Shape.Boolean, Shape.Text("leaf")) with { Min = 1 },
            Shape.Object(Field.Required("all", Shape.List(self, 1), "Every one.") with { Aliases = ["every"] }),
            Shape.Object(Field.Required("not", self, "Not this.")))));

    [Theory]
    [InlineData("{all: [1, {not: {every: [2, {leaf: true}]}}]}", """{"all":[1,{"not":{"all":[2,{"leaf":true}]}}]}""")]
    [InlineData("7", "7")]
    public void A_shape_can_hold_itself(string yaml, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Text(Tree.Check(YamlDocumentReader.Read("tree.yaml", yaml))));

    [Theory]
    [InlineData("{all: [1], not: 2}", "unknown key 'not'")]
    [InlineData("{all: [1, {not: {al: [2]}}]}", "tree.yaml:1:18 $.all[1].not")]
    [InlineData("{}", "at least 1 key")]
    public void What_does_not_fit_is_named_by_its_place(string yaml, string says) =>
        Assert.Contains(says, Refusal.Of(() => Tree.Check(YamlDocumentReader.Read("tree.yaml", yaml))).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_schema_stands_once_under_definitions()
    {
        var schema = JsonDocumentReader.Read("schema", System.Text.Encoding.UTF8.GetBytes(Shape.Object(Field.Required("root", Tree, "The tree.")).Schema())).AsMap();

        Assert.Equal("#/$defs/tree", schema.Map("properties").Map("root").Text("$ref"));
        Assert.Equal("tree", Assert.Single(schema.Map("$defs").Entries).Key);
        Assert.Equal(3, schema.Map("$defs").Map("tree").Maps("anyOf")[1].Maps("anyOf").Length);
    }

    [Fact]
    public void It_is_equal_to_itself_only_and_can_be_shown()
    {
        Assert.Equal(Tree, Tree);
        Assert.NotEqual(Tree, Tree with { Description = "another" });
        Assert.Equal("RecursiveShape tree", Tree.ToString());
    }
}
