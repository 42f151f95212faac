using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Tests.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Traces;

/// <summary>The verifier before hostile bytes, before traces in pieces, and what it cannot see.</summary>
public sealed class TraceVerifierTests
{
    private static readonly string[] Pieces =
    [
        "{\"data\":", ",\"hash\":\"", new('0', 64), "\",\"kind\":\"", "observed", "\",\"prev\":\"", "\",\"seq\":", "0", "1", "99999999999999999999999999", ",\"t\":", "0", "}", "\n", "\r\n", "\0", "é",
    ];

    [Fact]
    public void Pieces_of_a_trace_come_to_the_same_as_the_whole()
    {
        var cases = Gen.Elements(Recordings.All.AsEnumerable()).SelectMany(trace => Gen.Choose(0, trace.Length), (trace, length) => trace[..length])
            .SelectMany(_ => Gen.Choose(1, 900), (trace, piece) => (trace, piece));

        Prop.ForAll(cases.ToArbitrary(), cut =>
        {
            var verifier = new TraceVerifier();
            foreach (var piece in cut.trace.Chunk(cut.piece)) verifier.Append(piece);
            Assert.Equal(TraceVerifier.CheckAll(cut.trace), verifier.Finish());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Random_bytes_are_damage_at_the_first_event_and_never_an_exception()
    {
        var garbage = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>(),
            Texts.Hostile.Select(Encoding.UTF8.GetBytes),
            Gen.Elements(Pieces).ArrayOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))));

        Prop.ForAll(garbage.ToArbitrary(), bytes =>
        {
            var damage = TraceVerifier.CheckAll(bytes).Damage;
            Assert.Equal((1, 0), (damage!.Line, damage.Event));
            Refusal.AssertOneLine(damage.ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Theory]
    [InlineData(0, 0, "the file ends before the episode does; this event and all after it are lost")]
    [InlineData(0, 1 << 20, "the file ends within this line after 1048576 bytes; it and all after it are lost")]
    [InlineData('x', 1 << 20, "the file ends within this line after 1048576 bytes; it and all after it are lost")]
    [InlineData('\n', 1 << 20, "the line is not a trace event")]
    [InlineData('x', (16 << 20) + 1, "the line is longer than 16777216 bytes")]
    public void Monotonous_files_are_damage_at_the_first_event(int value, int length, string reason)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)value);

        var damage = TraceVerifier.CheckAll(bytes).Damage;

        Assert.Equal($"line 1: event 0: {reason}", damage!.ToString());
    }

    [Fact]
    public void A_file_with_carriage_returns_is_told_so()
    {
        var trace = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Recordings.Short).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal("line 1: event 0: the line ends with a carriage return", TraceVerifier.CheckAll(trace).Damage!.ToString());
    }

    [Fact]
    public void An_endless_line_is_refused_before_it_is_kept()
    {
        var verifier = new TraceVerifier();
        var piece = new byte[1 << 20];
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var megabytes = 0; megabytes < 200; megabytes++) verifier.Append(piece);

        Assert.Equal("line 1: event 0: the line is longer than 16777216 bytes", verifier.Finish().Damage!.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void The_hash_member_stands_in_its_own_place_and_nowhere_else()
    {
        var line = Encoding.UTF8.GetString(Recordings.Lines(Recordings.Short)[0]);
        var hash = line.Substring(line.IndexOf(",\"hash\":", StringComparison.Ordinal), 74);
        var without = line.Replace(hash, "", StringComparison.Ordinal);

        foreach (var member in new[] { ",\"prev\":", ",\"seq\":", ",\"t\":", ",\"cell\":", ",\"seed\":" })
        {
            var moved = without.Insert(without.IndexOf(member, StringComparison.Ordinal), hash);
            Assert.Equal("line 1: event 0: the line is not a trace event", new TraceVerifier().Check(Encoding.UTF8.GetBytes(moved))!.ToString());
        }
    }

    [Fact]
    public void Whoever_hashes_anew_after_an_edit_passes_the_chain_and_shows_in_the_head_alone()
    {
        var edited = Encoding.UTF8.GetString(Recordings.Short).Replace("\"status\":\"denied\"", "\"status\":\"applied\"", StringComparison.Ordinal);
        var writer = new TraceWriter();
        TraceReader.Read("trace", Encoding.UTF8.GetBytes(edited), writer);

        var honest = TraceVerifier.CheckAll(Recordings.Short);
        var forged = TraceVerifier.CheckAll(writer.Written);

        Assert.NotEqual(Recordings.Short, writer.Written.ToArray());
        Assert.True(forged.IsWhole);
        Assert.NotEqual(honest.Head, forged.Head, StringComparer.Ordinal);
    }
}
