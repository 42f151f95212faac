using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class FlagTests
{
    [Theory]
    [InlineData("TRUE", DocumentScalarKind.Boolean)]
    [InlineData("fAlse", DocumentScalarKind.Boolean)]
    [InlineData("NULL", DocumentScalarKind.Null)]
    [InlineData("-12", DocumentScalarKind.Integer)]
    [InlineData("0x10", DocumentScalarKind.Integer)]
    [InlineData("1e3", DocumentScalarKind.Number)]
    [InlineData(".5", DocumentScalarKind.Number)]
    [InlineData("", DocumentScalarKind.Text)]
    [InlineData("1e999", DocumentScalarKind.Text)]
    [InlineData("12345678901234567890", DocumentScalarKind.Text)]
    [InlineData("NaN", DocumentScalarKind.Text)]
    [InlineData("[1, 2]", DocumentScalarKind.Text)]
    [InlineData("yes", DocumentScalarKind.Text)]
    public void A_word_of_the_command_line_is_what_it_looks_like(string word, DocumentScalarKind kind)
    {
        Assert.Equal(kind, DocumentScalar.FromFlag("--param x", word).Kind);
    }

    [Fact]
    public void A_word_is_text_again_where_text_is_wanted()
    {
        var shape = Shape.Object(
            Field.Required("label", Shape.Text(), "A label."),
            Field.Required("version", Shape.Either(Shape.Text(), Shape.Boolean), "A version."),
            Field.Required("count", Shape.Integer(), "A count."));

        var map = shape.Check(DocumentMap.FromFlags("--param", ["count=7", "version=1.10", "label=TRUE"]));

        Assert.Equal("""{"count":7,"label":"TRUE","version":"1.10"}""", CanonicalJson.Text(map));
    }

    [Theory]
    [InlineData("trials=many", "--param trials: expected a whole number from 1 to 9, got text 'many'")]
    [InlineData("trials=10", "--param trials: expected a whole number from 1 to 9, got 10")]
    [InlineData("trails=1", "--param trails: unknown key 'trails' (did you mean 'trials'?)")]
    [InlineData("trials", "--param: expected key=value, got 'trials'")]
    [InlineData("=1", "--param: expected key=value, got '=1'")]
    public void Messages_name_the_flag(string pair, string message)
    {
        var shape = Shape.Object(Field.Optional("trials", Shape.Integer(1, 9), "Episodes."));

        Assert.Equal(message, Refusal.Of(() => shape.Check(DocumentMap.FromFlags("--param", [pair]))).Message);
    }

    [Fact]
    public void A_key_is_given_once()
    {
        var refused = Refusal.Of(() => DocumentMap.FromFlags("--param", ["a=1", "a=2"]));

        Assert.Equal("--param a: the key 'a' is there twice", refused.Message);
    }

    [Fact]
    public void No_word_is_ever_refused()
    {
        Prop.ForAll(Texts.Hostile.ToArbitrary(), word => DocumentScalar.FromFlag("--x", word).AsText().Equals(word, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
    }
}
