using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Acts;

/// <summary>
/// The arguments of an act by name, whether the engine tells of it, typed, or a stored trace does, as JSON text. An optional argument that
/// holds what stands for its absence is not there.
/// </summary>
public static class ActArguments
{
    /// <summary>Adds the arguments to <paramref name="into"/>; false where what was asked for is no JSON object.</summary>
    public static bool TryRead(in Acted acted, List<KeyValuePair<string, Value>> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (acted.Spec is { } spec && acted.RawArguments is null)
        {
            Read(spec, acted.Call, into);
            return true;
        }

        return acted.RawArguments is not { } raw || TryRead(raw, into);
    }

    public static void Read(ActionSpec spec, in ActionCall call, List<KeyValuePair<string, Value>> into)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(into);
        for (var index = 0; index < spec.Parameters.Length; index++)
        {
            if (spec.Parameters[index].Default is { } absent && absent == call[index]) continue;
            into.Add(KeyValuePair.Create(spec.Parameters[index].Name, call[index]));
        }
    }

    /// <summary>The arguments as one canonical JSON object.</summary>
    public static Value ToJson(IReadOnlyCollection<KeyValuePair<string, Value>> arguments)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        foreach (var (name, value) in arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            writer.Name(name);
            writer.Write(value);
        }

        writer.EndObject();
        return Value.Json(Encoding.UTF8.GetString(writer.Written));
    }

    private static bool TryRead(string raw, List<KeyValuePair<string, Value>> into)
    {
        try
        {
            if (JsonDocumentReader.Read("arguments", Encoding.UTF8.GetBytes(raw)) is not DocumentMap map) return false;
            foreach (var entry in map.Entries) into.Add(KeyValuePair.Create(entry.Key, entry.Value.ToValue()));
            return true;
        }
        catch (DocumentException)
        {
            return false;
        }
    }
}
