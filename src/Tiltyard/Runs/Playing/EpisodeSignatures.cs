using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Playing;

/// <summary>How a world that signs checks the file beside a trace, when the episode was played again from its record.</summary>
/// <param name="MayBeSigned">Whether there can be signatures at all, from the world's checked parameters.</param>
/// <param name="Problems">What is wrong with the lines, each with its number; null is a file that is not there.</param>
public sealed record EpisodeSignatures(Func<DocumentMap, bool> MayBeSigned, Func<World, byte[]?, IEnumerable<string>> Problems)
{
    /// <summary>The file with the signatures of an episode.</summary>
    public static string NameOf(string stem) => $"traces/{stem}.signatures.jsonl";

    /// <summary>Whether a file of a run folder holds signatures: those differ each time, and law 1 does not name them.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".signatures.jsonl", StringComparison.Ordinal);
    }
}
