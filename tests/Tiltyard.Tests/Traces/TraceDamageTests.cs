using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Traces;

/// <summary>What one accident does to a stored trace, and that the verifier names the event it happened to.</summary>
public sealed class TraceDamageTests
{
    public static TheoryData<int> Recorded => [.. Enumerable.Range(0, Recordings.All.Length)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_real_trace_is_whole(int recording)
    {
        var trace = Recordings.All[recording];

        var recovery = TraceVerifier.CheckAll(trace);

        Assert.True(recovery.IsWhole && recovery.Ended);
        Assert.Equal(Recordings.Lines(trace).Count, recovery.Events);
        Assert.Equal((trace.Length, 0), (recovery.Bytes, recovery.TornBytes));
        Assert.Contains(recovery.Head, System.Text.Encoding.UTF8.GetString(Recordings.Lines(trace)[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flip_at_any_byte_names_the_event_whose_line_holds_it()
    {
        var trace = Recordings.Short;

        for (var position = 0; position < trace.Length; position++) AssertNamed(trace, position, (byte)(trace[position] ^ (1 << (position % 8))));
    }

    [Fact]
    public void Every_other_value_of_a_byte_is_noticed_wherever_it_stands()
    {
        var flips = Gen.Elements(Recordings.All.AsEnumerable()).SelectMany(trace => Gen.Choose(0, trace.Length - 1), (trace, position) => (trace, position));

        Prop.ForAll(flips.ToArbitrary(), flip =>
        {
            for (var change = 1; change < 256; change++) AssertNamed(flip.trace, flip.position, (byte)(flip.trace[flip.position] ^ change));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Prop.ForAll(flips.SelectMany(_ => Gen.Choose(1, 255), (flip, change) => (flip, change)).ToArbitrary(), random =>
            AssertNamed(random.flip.trace, random.flip.position, (byte)(random.flip.trace[random.flip.position] ^ random.change)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_line_feed_in_the_place_of_any_byte_names_the_line_it_breaks(int recording)
    {
        var trace = Recordings.All[recording];

        for (var position = recording % 7; position < trace.Length; position += 7)
        {
            if (trace[position] != '\n') AssertNamed(trace, position, (byte)'\n');
        }
    }

    [Fact]
    public void A_cut_at_any_byte_says_from_which_event_on_the_trace_is_lost()
    {
        var trace = Recordings.Short;

        for (var length = 0; length < trace.Length; length++) AssertCut(trace, length, TraceVerifier.CheckAll(trace.AsSpan(0, length)));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_trace_that_arrives_byte_by_byte_says_at_every_byte_what_is_still_missing(int recording)
    {
        var trace = Recordings.All[recording];
        var verifier = new TraceVerifier();

        for (var length = 0; length < trace.Length; length++)
        {
            AssertCut(trace, length, verifier.Finish());
            verifier.Append(trace.AsSpan(length, 1));
        }

        Assert.True(verifier.Finish().IsWhole);
    }

    [Fact]
    public void A_line_taken_out_doubled_swapped_or_put_in_is_named()
    {
        var trace = Recordings.All[^1];
        var lines = Recordings.Lines(trace);
        var stranger = Recordings.Lines(Recordings.All[0]);

        for (var at = 0; at < lines.Count; at++)
        {
            var before = lines.Take(at);
            var after = lines.Skip(at + 1);
            Assert.Equal(at, First([.. before, .. after]));
            Assert.Equal(at + 1, First([.. before, lines[at], lines[at], .. after]));
            Assert.Equal(at, First([.. before, [], lines[at], .. after]));
            Assert.Equal(at, First([.. before, stranger[Math.Min(at + 1, stranger.Count - 1)], lines[at], .. after]));
            Assert.Equal(at, First([.. before, [.. lines[at], (byte)'\r'], .. after]));
            if (at + 1 < lines.Count) Assert.Equal(at, First([.. before, lines[at + 1], lines[at], .. after.Skip(1)]));
        }
    }

    [Fact]
    public void Nothing_can_follow_the_event_that_ends_the_episode()
    {
        var trace = Recordings.Short;
        var events = Recordings.Lines(trace).Count;

        foreach (var rest in new[] { trace, Recordings.All[1], "\n"u8.ToArray(), "{"u8.ToArray() })
        {
            var recovery = TraceVerifier.CheckAll([.. trace, .. rest]);

            Assert.Equal($"line {events + 1}: event {events}: there is something after the event that ends the episode", recovery.Damage!.ToString());
            Assert.Equal(trace.Length, recovery.Bytes);
        }
    }

    private static long First(List<byte[]> lines) => TraceVerifier.CheckAll(Recordings.Join(lines)).Damage!.Event;

    private static void AssertCut(byte[] trace, int length, TraceRecovery recovery)
    {
        var intact = trace.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        var lost = Recordings.EventAt(trace, length);
        Assert.Equal((lost, lost + 1), (recovery.Damage!.Event, recovery.Damage.Line));
        Assert.Equal((lost, intact, length - intact), (recovery.Events, recovery.Bytes, recovery.TornBytes));
        Assert.StartsWith(length == intact ? "the file ends before the episode does" : $"the file ends within this line after {length - intact} bytes", recovery.Damage.Reason, StringComparison.Ordinal);
    }

    private static void AssertNamed(byte[] trace, int position, byte value)
    {
        var damaged = trace.ToArray();
        damaged[position] = value;

        var recovery = TraceVerifier.CheckAll(damaged);

        if (recovery.Damage?.Event != Recordings.EventAt(trace, position))
            Assert.Fail($"byte {position} as {value} lies in event {Recordings.EventAt(trace, position)}, and the verifier said: {recovery.Damage?.ToString() ?? "whole"}");
    }
}
