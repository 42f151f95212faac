using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>Whether what a seat asked for is the deed, from the event alone, live or stored, whatever became of it.</summary>
public delegate bool DeedTest(in Acted acted);

/// <summary>
/// Tells the deed that a goal names when it happens, from the events of an episode. Where one call is the deed, see
/// <see cref="CallWatch"/>; a world in which it depends on what went before plays along.
/// </summary>
public interface IDeedWatch : ITraceSink, ISaved
{
    /// <summary>Whether the act just seen was the deed, whatever became of it.</summary>
    bool Asked { get; }

    /// <summary>How often the deed took effect so far.</summary>
    int Done { get; }
}

/// <summary>A deed that a single call is.</summary>
public sealed class CallWatch(DeedTest test) : IDeedWatch
{
    public bool Asked { get; private set; }

    public int Done { get; private set; }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Asked = test(acted);
        if (Asked && acted.Status == ActStatus.Applied) Done++;
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Integer("done"u8, Done);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved) => Done = (int)saved.Integer("done");
}
