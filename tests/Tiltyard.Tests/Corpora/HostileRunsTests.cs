using System.Text;
using Tiltyard.Corpora;
using Tiltyard.Documents;
using Tiltyard.Tests.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Corpora;

/// <summary>Whatever is done to a file of recorded runs, it is read or refused with its name: nothing else ever comes out.</summary>
public sealed class HostileRunsTests
{
    private const int Rounds = 1_500;

    public static TheoryData<string> Forms => new("lines", "run file", "inspect", "spans", "trace");

    [Theory]
    [MemberData(nameof(Forms))]
    public void Changed_bytes_are_read_or_refused(string form)
    {
        var original = Original(form);
        var random = new SeededRandom(new EpisodeKey(11, "hostile", form, 0, 11).Stream("bytes"));
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = original.ToArray();
            for (var change = random.NextInt(4); change >= 0; change--) bytes[random.NextInt(bytes.Length)] = Odd[random.NextInt(Odd.Length)];
            if (random.NextInt(5) == 0) bytes = bytes[..random.NextInt(bytes.Length)];

            var refusal = Record.Exception(() => new CorpusPass(1).Judge<bool>([new CorpusSource("hostile", () => new MemoryStream(bytes))], () => static _ => true, TestContext.Current.CancellationToken));

            if (refusal is null) continue;
            Assert.IsType<DocumentException>(refusal);
            Assert.StartsWith("hostile", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Odd => [.. "{}[]\",:\\u0\n nulltrue9e-."u8, 0, 0xff, 0xc3, 0xed];

    private static byte[] Original(string form) => form switch
    {
        "lines" => Encoding.UTF8.GetBytes($"{CorpusTexts.Line(steps: CorpusTexts.Tainted)}\n{CorpusTexts.Line(attack: "direct", steps: CorpusTexts.Clean)}\n"),
        "run file" => Encoding.UTF8.GetBytes(OtherFormsTests.RunFile),
        "inspect" => Encoding.UTF8.GetBytes(OtherFormsTests.InspectLog),
        "spans" => Encoding.UTF8.GetBytes(OtherFormsTests.Spans),
        _ => Recordings.Short,
    };
}
