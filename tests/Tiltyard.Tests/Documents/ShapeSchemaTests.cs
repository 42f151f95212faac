using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class ShapeSchemaTests
{
    [Fact]
    public void A_schema_is_closed_and_carries_bounds_defaults_and_descriptions()
    {
        var shape = Shape.Object(
            Field.Required("name", Shape.Text() with { MinLength = 1, Pattern = new TextPattern("[a-z]+", "lower-case letters") }, "Name of the plan."),
            Field.Optional("trials", Shape.Integer(1, 1000), "Episodes per cell.", 10),
            Field.Optional("rate", Shape.Number(0, 1) with { IsMinExclusive = true }, "Share of episodes.")) with
        { Description = "One plan." };

        var expected = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "plan",
              "description": "One plan.",
              "type": "object",
              "properties": {
                "name": {
                  "description": "Name of the plan.",
                  "type": "string",
                  "minLength": 1,
                  "pattern": "^(?:[a-z]+)$"
                },
                "trials": {
                  "description": "Episodes per cell.",
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 1000,
                  "default": 10
                },
                "rate": {
                  "description": "Share of episodes.",
                  "type": "number",
                  "exclusiveMinimum": 0,
                  "maximum": 1
                }
              },
              "required": [
                "name"
              ],
              "additionalProperties": false
            }

            """;

        Assert.Equal(expected, shape.Schema("plan"));
    }

    [Fact]
    public void Choices_lists_and_maps_keep_their_form()
    {
        var shape = Shape.List(
            Shape.Choice("kind", ("a", Shape.Object()), ("b", Shape.Object(Field.Optional("m", Shape.Map(Shape.Boolean.OrNull()), "Switches.")))), 1, 3);

        var schema = JsonDocumentReader.Read("schema", System.Text.Encoding.UTF8.GetBytes(shape.Schema())).AsMap();

        Assert.Equal(1, schema.Integer("minItems"));
        Assert.Equal(3, schema.Integer("maxItems"));
        var cases = schema.Map("items").Maps("oneOf");
        Assert.Equal("""["a"]""", CanonicalJson.Text(cases[0].Map("properties").Map("kind").Node("enum")));
        Assert.Equal(
            """{"additionalProperties":{"anyOf":[{"type":"boolean"},{"type":"null"}]},"description":"Switches.","type":"object"}""",
            CanonicalJson.Text(cases[1].Map("properties").Node("m")));
        Assert.All(cases, one => Assert.False(one.Boolean("additionalProperties")));
    }

    [Fact]
    public void Another_name_of_a_key_is_a_deprecated_property_and_only_one_may_be_written()
    {
        var shape = Shape.Object(
            Field.Required("trials", Shape.Integer(), "Episodes.") with { Aliases = ["episodes"] },
            Field.Optional("seed", Shape.Integer(), "Seed.") with { Aliases = ["rng"] });

        var schema = JsonDocumentReader.Read("schema", System.Text.Encoding.UTF8.GetBytes(shape.Schema())).AsMap();

        Assert.True(schema.Map("properties").Map("episodes").Boolean("deprecated"));
        Assert.Equal(
            """[{"oneOf":[{"required":["trials"]},{"required":["episodes"]}]},{"oneOf":[{"required":["seed"]},{"required":["rng"]},{"not":{"anyOf":[{"required":["seed"]},{"required":["rng"]}]}}]}]""",
            CanonicalJson.Text(schema.Node("allOf")));
    }
}
