using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>
/// Something that remembers within an episode and can be put away and taken up again in the middle of it. What keeps no memory need
/// not override anything; the contract tests restore every part at every step, so forgotten memory shows.
/// </summary>
public interface ISaved
{
    /// <summary>Writes the memory as one JSON object.</summary>
    void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.EndObject();
    }

    void Restore(DocumentMap saved)
    {
    }
}
