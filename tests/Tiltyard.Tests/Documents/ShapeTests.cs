using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class ShapeTests
{
    private static readonly ObjectShape Plan = Shape.Object(
        Field.Required("name", Shape.Text() with { Pattern = new TextPattern("[a-z][a-z0-9-]*", "a name of lower-case letters, digits and dashes") }, "Name of the plan."),
        Field.Optional("trials", Shape.Integer(1, 1000), "Episodes per cell.", 10) with { Aliases = ["episodes"] },
        Field.Optional("temperature", Shape.Number(0, 2) with { IsMaxExclusive = true }, "Sampling temperature."),
        Field.Optional("mode", Shape.Text("benign", "attacked", "defended"), "Which arm is played.", "benign"),
        Field.Optional("strict", Shape.Boolean, "Whether warnings fail.", false),
        Field.Optional("cells", Shape.List(Shape.Object(Field.Required("agent", Shape.Text(), "Who plays.")), 1, 2), "What is played."),
        Field.Optional("params", Shape.Map(Shape.Either(Shape.Number(), Shape.Text()), Shape.Text() with { MaxLength = 8 }), "Parameters."),
        Field.Optional("gate", Shape.Either(Shape.Text(), Shape.Object(Field.Required("id", Shape.Text(), "Rule."))), "A rule."),
        Field.Optional("agent", Agent, "The player."),
        Field.Optional("note", (Shape.Text() with { MinLength = 1, MaxLength = 3 }).OrNull(), "A remark."),
        Field.Optional("extra", Shape.Any, "Anything."));

    private static ChoiceShape Agent => Shape.Choice(
        "kind",
        ("scripted", Shape.Object(Field.Required("script", Shape.List(Shape.Text()), "What it says."))),
        ("model", Shape.Object(Field.Optional("provider", Shape.Text(), "Whose model.", "openai"))));

    [Fact]
    public void Defaults_are_filled_in_and_other_names_replaced_in_declared_order()
    {
        var plan = Checked("episodes: 1e1\nname: smoke\nagent: {kind: model}\nnote: null");

        Assert.Equal(
            """{"agent":{"kind":"model","provider":"openai"},"mode":"benign","name":"smoke","note":null,"strict":false,"trials":10}""",
            CanonicalJson.Text(plan));
        Assert.Equal("name trials mode strict agent note", string.Join(' ', plan.Entries.Select(entry => entry.Key)));
        Assert.Equal("$.agent.provider", plan.Map("agent").Node("provider").Path.ToString());
    }

    [Fact]
    public void A_checked_document_fits_its_shape_again()
    {
        var plan = Checked("name: smoke\nparams: {a: 1, b: x}\ngate: {id: r1}\ncells: [{agent: a}]\ntemperature: 1.5\nextra: [1, {x: null}]");

        Assert.Equal(CanonicalJson.Text(plan), CanonicalJson.Text(Plan.Check(plan)));
    }

    [Theory]
    [InlineData("[]", "1:1 $: expected a map, got an empty list")]
    [InlineData("{}", "1:1 $: the key 'name' is missing")]
    [InlineData("name: x\ntrails: 5", "2:1 $: unknown key 'trails' (did you mean 'trials'?)")]
    [InlineData("name: x\nNAME: y", "2:1 $: unknown key 'NAME' (did you mean 'name'?)")]
    [InlineData("name: x\nzzzzzz: y", "2:1 $: unknown key 'zzzzzz': known are 'name', 'trials', 'temperature', 'mode', 'strict', 'cells', 'params', 'gate' and 3 more")]
    [InlineData("name: X", "1:7 $.name: expected a name of lower-case letters, digits and dashes, got text 'X'")]
    [InlineData("name: \"x\\n\"", "1:7 $.name: expected a name of lower-case letters, digits and dashes, got text 'x\\u000a'")]
    [InlineData("name: 1.10", "1:7 $.name: expected a name of lower-case letters, digits and dashes, got 1.1: quote it to make it text")]
    [InlineData("name:", "1:6 $.name: expected a name of lower-case letters, digits and dashes, got null")]
    [InlineData("name: x\ntrials: abc", "2:9 $.trials: expected a whole number from 1 to 1000, got text 'abc'")]
    [InlineData("name: x\ntrials: 0", "2:9 $.trials: expected a whole number from 1 to 1000, got 0")]
    [InlineData("name: x\ntrials: 1.5", "2:9 $.trials: expected a whole number from 1 to 1000, got 1.5")]
    [InlineData("name: x\ntrials: 1\nepisodes: 1", "3:1 $: the keys 'trials' and 'episodes' mean the same: keep one")]
    [InlineData("name: x\ntemperature: 2", "2:14 $.temperature: expected a number of at least 0 and below 2, got 2")]
    [InlineData("name: x\nmode: atacked", "2:7 $.mode: expected one of 'benign', 'attacked' or 'defended', got text 'atacked' (did you mean 'attacked'?)")]
    [InlineData("name: x\nstrict: yes", "2:9 $.strict: expected true or false, got text 'yes'")]
    [InlineData("name: x\ncells: []", "2:8 $.cells: expected a list of 1 to 2 items, got 0 items")]
    [InlineData("name: x\ncells:\n- agent: a\n- agnet: b", "4:3 $.cells[1]: unknown key 'agnet' (did you mean 'agent'?)")]
    [InlineData("name: x\ncells: {}", "2:8 $.cells: expected a list of 1 to 2 items, got an empty map")]
    [InlineData("name: x\nparams: {a: true}", "2:13 $.params.a: expected a number or text, got true")]
    [InlineData("name: x\nparams: {too long a key: 1}", "2:10 $.params: a key does not fit: expected text of at most 8 characters, got 14 characters")]
    [InlineData("name: x\ngate: 5", "2:7 $.gate: expected text or a map, got 5")]
    [InlineData("name: x\nagent: {}", "2:8 $.agent: the key 'kind' is missing: expected one of 'scripted' or 'model'")]
    [InlineData("name: x\nagent: {kind: scripted, provider: a}", "2:25 $.agent: unknown key 'provider': known are 'kind' and 'script'")]
    [InlineData("name: x\nagent: {kind: scritped}", "2:15 $.agent.kind: expected one of 'scripted' or 'model', got text 'scritped' (did you mean 'scripted'?)")]
    [InlineData("name: x\nnote: ''", "2:7 $.note: expected text of 1 to 3 characters, got 0 characters")]
    [InlineData("trials: 0\nwrong: 1", "1:9 $.trials: expected a whole number from 1 to 1000, got 0")]
    public void The_first_misfit_in_document_order_is_named_with_what_was_expected(string yaml, string message)
    {
        Assert.Equal("plan.yaml:" + message, Refusal.Of(() => Checked(yaml)).Message);
    }

    [Fact]
    public void Bounds_are_counted_in_characters_a_reader_sees()
    {
        Assert.Equal("\ud83d\ude00\ud83d\ude00\ud83d\ude00", Checked("name: x\nnote: \ud83d\ude00\ud83d\ude00\ud83d\ude00").Text("note"));
    }

    [Fact]
    public void A_default_that_does_not_fit_is_refused_when_it_is_declared()
    {
        var misuse = Assert.Throws<ArgumentException>(() => Field.Optional("trials", Shape.Integer(1, 10), "Episodes.", 11));

        Assert.StartsWith("The default of 'trials' does not fit: expected a whole number from 1 to 10, got 11", misuse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_declarations_are_refused_when_they_are_made()
    {
        var field = Field.Required("a", Shape.Any, "A.");

        Assert.Throws<ArgumentException>(() => Shape.Object(field, field));
        Assert.Throws<ArgumentException>(() => Shape.Object(field, Field.Required("b", Shape.Any, "B.") with { Aliases = ["a"] }));
        Assert.Throws<ArgumentException>(() => Shape.Either(Shape.Integer(), Shape.Number()));
        Assert.Throws<ArgumentException>(() => Shape.Either(Shape.Any, Shape.Text()));
    }

    private static DocumentMap Checked(string yaml) => Plan.Check(YamlDocumentReader.Read("plan.yaml", yaml));
}
