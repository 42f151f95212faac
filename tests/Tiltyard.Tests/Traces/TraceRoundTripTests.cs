using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;
using Tiltyard.Tests.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Traces;

/// <summary>What the reader gives back is what the writer was given: written again it has the same bytes.</summary>
public sealed class TraceRoundTripTests
{
    private static readonly string[] OddTexts =
        ["", " ", "\0", "line\r\nfeed", "quote\" and \\ and /", "\u2028", "中文", "😀", "\ud83d", "\ude00", "\",\"hash\":\"", new('x', 1 << 20), new('"', 5_000)];

    private static readonly double[] OddNumbers =
        [0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e-7, 5e-324, 1e15, 1e17, 123456789012345680000.0, 9007199254740992, -9007199254740994, 1e20, 1e21, double.MaxValue, -double.MaxValue];

    private static readonly ActionSpec Spec = new(
        "act", "Acts.", new ParameterSpec { Name = "z", Kind = ValueKind.Text, Description = "Z." }, new ParameterSpec { Name = "a", Kind = ValueKind.Number, Description = "A." });

    private static ImmutableArray<Value> OddValues { get; } =
    [
        Value.Null, Value.True, Value.False, Value.Of(CanonicalWriter.MaxInteger), Value.Of(-CanonicalWriter.MaxInteger), Value.Of(3.0),
        Value.Json("[]"), Value.Json("{\"a\":[1,null,{\"b\":\"\\u0000\"}],\"b\":{}}"), .. OddTexts.Select(Value.Of), .. OddNumbers.Select(number => Value.Of(number)),
    ];

    [Fact]
    public void Real_traces_come_back_byte_by_byte()
    {
        foreach (var trace in Recordings.All) Assert.Equal(trace, Again(trace));
    }

    [Fact]
    public void The_reader_gives_sinks_what_the_engine_gave_them()
    {
        var live = new TraceWriter();
        var trace = Recordings.Play("careful", Arm.Shadow, 20, 5, live);

        var again = new TraceWriter();
        var events = TraceReader.Read("trace", trace, again);

        Assert.Equal(live.Events, events);
        Assert.Equal(live.Head, again.Head);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_event_survives_odd_values(string kind)
    {
        var writer = new TraceWriter();

        foreach (var emit in Events().Where(one => one.Kind.Equals(kind, StringComparison.Ordinal)))
        {
            writer.Clear();
            emit.Emit(writer);
            var trace = writer.Written.ToArray();

            Assert.Equal(Encoding.UTF8.GetString(trace), Encoding.UTF8.GetString(Again(trace)));
            Assert.Contains($"\"kind\":\"{kind}\"", Encoding.UTF8.GetString(trace), StringComparison.Ordinal);
            Assert.Equal(1, TraceVerifier.CheckAll(trace).Events);
        }
    }

    [Fact]
    public void Hostile_text_survives_wherever_text_may_stand()
    {
        Prop.ForAll(Texts.Hostile.ToArbitrary(), text =>
        {
            var writer = new TraceWriter();
            var sink = (ITraceSink)writer;
            sink.Emit(new EventHeader(0, 0), new Acted(0, text, text, null, default, null, ActStatus.Invalid, null, text, text, text));
            sink.Emit(new EventHeader(1, 0.5), new Answered(text, text, 1, text, text, 0, 0));
            sink.Emit(new EventHeader(2, 1e300), new Errored(ReasonCodes.AgentFailed, text, text));
            sink.Emit(new EventHeader(3, 1), new Observed(new Observation(text, new FieldNames(text), [Value.Of(text)], text, [new InboxMessage(text, text)])));
            Assert.Equal(writer.Written, Again(writer.Written.ToArray()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    public static TheoryData<string> Kinds() => [.. Events().Select(one => one.Kind).Distinct(StringComparer.Ordinal)];

    private static byte[] Again(byte[] trace)
    {
        var writer = new TraceWriter();
        TraceReader.Read("trace", trace, writer);
        return writer.Written.ToArray();
    }

    private static IEnumerable<(string Kind, Action<ITraceSink> Emit)> Events()
    {
        var names = new FieldNames(OddValues.Select((_, index) => $"field {index}"));
        var values = OddValues.ToArray();
        foreach (var text in OddTexts)
        {
            yield return (EpisodeStarted.Kind, sink => sink.Emit(default, new EpisodeStarted(
                text, text, "shadow", new EpisodeKey(long.MaxValue >> 10, text, text, -1, 0), [new SeatHolder(text, text), new SeatHolder("", "")], text)));
            yield return (Observed.Kind, sink => sink.Emit(default, new Observed(new Observation(text, names, values, text, [new InboxMessage(text, ""), new InboxMessage("", text)]))));
            yield return (Injected.Kind, sink => sink.Emit(default, new Injected(text, text, text, text, int.MaxValue, text, true)));
            yield return (Answered.Kind, sink => sink.Emit(default, new Answered(text, text, 0, text, text, CanonicalWriter.MaxInteger, 0)));
            yield return (Ruled.Kind, sink => sink.Emit(default, new Ruled(text, GateStage.PostCall, new Ruling(Decision.Warn, text, ReasonCodes.DefaultAllow, text), false, text, 0)));
            yield return (Acted.Kind, sink => sink.Emit(default, new Acted(3, text, text, Spec, new ActionCall(0, Value.Of(text), Value.Null), null, ActStatus.Denied, ReasonCodes.TestsNotFresh, text, text, text)));
            yield return (BudgetStopped.Kind, sink => sink.Emit(default, new BudgetStopped(text, 0, 0, 0)));
            yield return (Errored.Kind, sink => sink.Emit(default, new Errored(ReasonCodes.WorldFailed, text, text)));
            yield return (Judged.Kind, sink => sink.Emit(default, new Judged(text, OracleOutcome.Broken, ReasonCodes.AttackSucceeded, [0, CanonicalWriter.MaxInteger], text, true, false)));
        }

        foreach (var number in OddNumbers)
        {
            yield return (BudgetStopped.Kind, sink => sink.Emit(new EventHeader(0, number), new BudgetStopped("max_calls", number, -number, number)));
            yield return (Stepped.Kind, sink => sink.Emit(default, new Stepped(0, new StepOutcome(number, null, number, -number), "noop", names, values)));
        }

        foreach (var raw in new[] { "{}", "null", "[1,2]", "\"text\"", "{\"deep\":{\"hash\":\"x\",\"kind\":\"y\"}}" })
            yield return (Acted.Kind, sink => sink.Emit(default, new Acted(0, "s", "unknown", null, default, raw, ActStatus.Invalid, ReasonCodes.UnknownAction, null, null, null)));
        yield return (Acted.Kind, sink => sink.Emit(default, new Acted(0, "s", null, null, default, null, ActStatus.Applied, null, null, null, null)));
        yield return (Stepped.Kind, sink => sink.Emit(default, new Stepped(0, default, null, FieldNames.None, default)));
        yield return (Judged.Kind, sink => sink.Emit(default, new Judged("o", OracleOutcome.NotEvaluated, ReasonCodes.AttackNotAttempted, [], null)));
        foreach (var terminal in Enum.GetValues<Terminal>())
            yield return (EpisodeEnded.Kind, sink => sink.Emit(default, new EpisodeEnded(terminal, int.MaxValue, names, values)));
    }
}
