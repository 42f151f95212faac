using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Exchanges;

/// <summary>The notes, documents and words of the operator of an observation, as agents outside are sent them.</summary>
internal static class ContextWriting
{
    public static void Write(CanonicalWriter writer, Observation observation)
    {
        writer.BeginArray("context"u8);
        foreach (var block in observation.Context)
        {
            writer.BeginObject();
            writer.Text("kind"u8, block.Kind.Name());
            writer.Text("source"u8, block.Source);
            writer.Text("text"u8, block.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
