using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Traces.Events;

/// <summary>The last event. A trace without it was cut. The facts memory belongs to the sender.</summary>
public readonly record struct EpisodeEnded(Terminal Terminal, int Steps, FieldNames FactNames, ReadOnlyMemory<Value> Facts)
{
    public const string Kind = "episode_ended";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Name("facts"u8);
        writer.Write(FactNames, Facts.Span);
        writer.Integer("steps"u8, Steps);
        writer.Text("terminal"u8, Terminal.Name());
        writer.EndObject();
    }

    internal static EpisodeEnded Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "facts", "steps", "terminal");
        var (names, facts) = data.Map("facts").ToValues();
        return new EpisodeEnded((Terminal)EventNames.Index(data, "terminal", Terminals.Names), EventNames.Step(data, "steps"), names, facts);
    }
}
