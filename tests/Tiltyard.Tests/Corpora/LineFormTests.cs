using System.Text;
using Tiltyard.Corpora;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Corpora;

public sealed class LineFormTests
{
    [Fact]
    public void A_line_becomes_a_run_with_labels_and_steps_in_order()
    {
        var run = CorpusTexts.ReadOne(CorpusTexts.Line(attack: "direct", utility: "true", security: "false", injectionTask: "injection_task_3", steps: CorpusTexts.Tainted));

        Assert.Equal(("model", "office", "user_task_0", "direct", "injection_task_3"), (run.Pipeline, run.Suite, run.UserTask, run.Attack, run.InjectionTask));
        Assert.Equal((true, false), (run.Utility, run.Security));
        Assert.Equal([RecordedKind.Prompt, RecordedKind.Call, RecordedKind.Result, RecordedKind.Call, RecordedKind.Result], run.Steps.Select(step => step.Kind));
        Assert.Equal("send_money", run.Steps[3].Call!.Tool);
        Assert.Equal("runs.jsonl:1", run.Id);
    }

    [Fact]
    public void Arguments_are_typed_and_composite_ones_are_canonical_json()
    {
        const string Arguments = """{"text":"a\n","whole":7,"half":0.5,"yes":true,"nothing":null,"texts":["b","a"],"mixed":[1,{"z":1,"a":"é"}],"huge":12345678901234567890}""";

        var call = CorpusTexts.ReadOne(CorpusTexts.Line(steps: $$"""[{"call":"tool","args":{{Arguments}}}]""")).Steps[1].Call!;

        Assert.Equal(
            [
                Value.Of("a\n"), Value.Of(7L), Value.Of(0.5), Value.True, Value.Null, Value.Json("""["b","a"]"""), Value.Json("""[1,{"a":"é","z":1}]"""), Value.Of("12345678901234567890"),
            ],
            call.Arguments.Select(argument => argument.Value));
    }

    [Fact]
    public void Results_answer_the_calls_of_their_block_in_order()
    {
        const string Steps = """[{"call":"a","args":{}},{"call":"b","args":{}},{"result":"of a","error":null},{"result":"of b","error":null},{"call":"c","args":{}},{"result":"","error":"it broke"}]""";

        var steps = CorpusTexts.ReadOne(CorpusTexts.Line(steps: Steps)).Steps;

        Assert.Equal([1, 2, 5], steps.Where(step => step.Kind == RecordedKind.Result).Select(step => step.Answers));
        Assert.Equal("it broke", steps[^1].Text);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_label_that_is_missing_is_unknown_and_not_false(string written, bool? expected)
    {
        Assert.Equal(expected, CorpusTexts.ReadOne(CorpusTexts.Line(utility: written)).Utility);
        Assert.Null(CorpusTexts.ReadOne("""{"prompt":"x","steps":[]}""").Security);
    }

    [Fact]
    public void The_order_of_members_means_nothing()
    {
        var run = CorpusTexts.ReadOne("""{"steps":[{"call":"a","args":{}}],"attack":"none","prompt":["first","second"]}""");

        Assert.Equal([RecordedKind.Prompt, RecordedKind.Prompt, RecordedKind.Call], run.Steps.Select(step => step.Kind));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_a_replacement_character()
    {
        var run = CorpusTexts.ReadOne("""{"prompt":"a\ud800b \ud83d\ude00","steps":[]}""");

        Assert.Equal("a\uFFFDb \U0001F600", run.Steps[0].Text);
    }

    [Fact]
    public void Arguments_that_a_model_sent_as_text_are_read_or_kept()
    {
        var run = CorpusTexts.ReadOne(CorpusTexts.Line(steps: """[{"call":"a","args":"{\"to\":\"x\"}"},{"call":"b","args":"{\"to\":"}]"""));

        Assert.Equal(new RecordedArgument("to", Value.Of("x")), Assert.Single(run.Steps[1].Call!.Arguments));
        Assert.Equal(new RecordedArgument("arguments", Value.Of("""{"to":""")), Assert.Single(run.Steps[2].Call!.Arguments));
    }

    [Fact]
    public void A_packed_file_is_read_like_a_plain_one()
    {
        var text = CorpusTexts.Line() + "\n\n" + CorpusTexts.Line(attack: "direct");

        var runs = CorpusTexts.Read(CorpusTexts.Packed(text));

        Assert.Equal([1, 3], runs.Select(run => run.Line));
    }

    [Fact]
    public void A_list_of_runs_and_runs_over_several_lines_are_read_too()
    {
        var runs = CorpusTexts.Read(CorpusTexts.Source($"[\n{CorpusTexts.Line()},\n{CorpusTexts.Line(attack: "direct")}\n]"), CorpusTexts.Source("{\n\"prompt\": \"x\",\n\"steps\": []\n}\n{\"prompt\":\"y\",\"steps\":[]}"));

        Assert.Equal([2, 3, 1, 5], runs.Select(run => run.Line));
    }

    [Theory]
    [InlineData("", "runs.jsonl: the file is empty")]
    [InlineData("{\"cell\":1}", "no form of recorded runs")]
    [InlineData("[1,2]", "no form of recorded runs")]
    [InlineData("{\"prompt\":\"x\"}", "runs.jsonl:1:14: the run has no steps")]
    [InlineData("{\"steps\":[]}", "the run has no prompt")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[],\"utility\":\"yes\"}", "utility is true, false or null, not text")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[{}]}", "a step is a call, a result")]
    [InlineData("{\"prompt\":\"x\",\"steps\":{}}", "steps is a list, not a map")]
    [InlineData("{\"prompt\":\"x\",\"prompt\":\"y\",\"steps\":[]}", "'prompt' is there twice")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[{\"call\":\"a\",\"args\":{\"b\":1,\"b\":2}}]}", "the argument 'b' is there twice")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[]}\n{\"prompt\":\"x\",\"steps\":[", "runs.jsonl:2:")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[]}\nnonsense", "runs.jsonl:2:2: not valid JSON")]
    [InlineData("{\"prompt\":\"x\",\"steps\":[]} {}", "runs.jsonl:")]
    public void Bad_input_is_refused_with_its_place_and_reason(string text, string expected)
    {
        var refusal = Assert.Throws<DocumentException>(() => CorpusTexts.Read(CorpusTexts.Source(text)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        var deep = $"{{\"prompt\":\"x\",\"steps\":[],\"more\":{new string('[', 200)}{new string(']', 200)}}}";
        var limits = new CorpusLimits { MaxLine = 1 << 20, MaxSteps = 2 };
        var longLine = CorpusTexts.Line(prompt: new string('x', 5 << 20));

        Assert.Throws<DocumentException>(() => CorpusTexts.Read(CorpusTexts.Source(deep)));
        Assert.Contains("more than 1048576 bytes", Refused(CorpusTexts.Line() + "\n" + longLine, limits).Message, StringComparison.Ordinal);
        Assert.Contains("more than 2 steps", Refused(CorpusTexts.Line(steps: CorpusTexts.Tainted), limits).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_archive_is_bad_input()
    {
        byte[] bytes = [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

        Assert.Throws<DocumentException>(() => CorpusTexts.Read(new CorpusSource("broken.gz", () => new MemoryStream(bytes))));
    }

    [Fact]
    public void The_first_failure_in_the_order_of_the_file_is_the_one_that_is_told()
    {
        var text = new StringBuilder();
        for (var line = 1; line <= 20_000; line++) text.Append(line is 4_000 or 12_000 ? "{\"prompt\":1,\"steps\":[]}" : CorpusTexts.Line(prompt: new string('x', 400))).Append('\n');

        var refusal = Assert.Throws<DocumentException>(() => new CorpusPass(4).Judge<bool>([CorpusTexts.Source(text.ToString())], () => static _ => true, TestContext.Current.CancellationToken));

        Assert.StartsWith("runs.jsonl:4000:", refusal.Message, StringComparison.Ordinal);
    }

    private static DocumentException Refused(string text, CorpusLimits limits) =>
        Assert.Throws<DocumentException>(() => new CorpusPass(1, limits).Judge<bool>([CorpusTexts.Source(text)], () => static _ => true, TestContext.Current.CancellationToken));
}
