using System.Globalization;
using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>The state of random streams as JSON, for saving in mid-episode.</summary>
public static class RandomWriting
{
    public static void Write(this CanonicalWriter writer, MersenneTwister random)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(random);
        var state = random.Save();
        writer.BeginObject();
        writer.Integer("next"u8, state.Next);
        writer.Number("waiting"u8, state.WaitingGaussian);
        writer.BeginArray("words"u8);
        foreach (var word in state.Words) writer.Integer(word);
        writer.EndArray();
        writer.EndObject();
    }

    public static void Restore(this MersenneTwister random, DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(random);
        random.Restore(new MersenneTwisterState
        {
            Next = (int)saved.Integer("next"),
            WaitingGaussian = saved.NumberOrNull("waiting"),
            Words = [.. saved.List("words").Select(word => (uint)word.AsInteger())],
        });
    }

    public static void Write(this CanonicalWriter writer, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(random);
        var state = random.Save();
        writer.BeginObject();
        writer.Text("a"u8, Hex(state.A));
        writer.Text("b"u8, Hex(state.B));
        writer.Text("c"u8, Hex(state.C));
        writer.Text("d"u8, Hex(state.D));
        writer.Number("waiting"u8, state.WaitingGaussian);
        writer.EndObject();
    }

    public static void Restore(this SeededRandom random, DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(random);
        random.Restore(new SeededRandomState(Hex(saved, "a"), Hex(saved, "b"), Hex(saved, "c"), Hex(saved, "d"), saved.NumberOrNull("waiting")));
    }

    private static string Hex(ulong word) => word.ToString("x16");

    private static ulong Hex(DocumentMap saved, string key) =>
        ulong.TryParse(saved.Text(key), NumberStyles.HexNumber, null, out var word) ? word : throw new DocumentException(saved.Node(key), "this is not a word of random state");
}
