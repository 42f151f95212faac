using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>Reads the closed vocabularies of events and names the place of what is not in them.</summary>
internal static class EventNames
{
    public static int Index(DocumentMap data, string key, ImmutableArray<string> names)
    {
        var text = data.Text(key);
        return names.IndexOf(text) is var index and >= 0
            ? index
            : throw new DocumentException(data.Node(key), $"'{text}' is not one of {string.Join(", ", names)}");
    }

    /// <summary>A count of steps, which fits an int.</summary>
    public static int Step(DocumentMap data, string key)
    {
        var step = data.Integer(key);
        return step is >= 0 and <= int.MaxValue ? (int)step : throw new DocumentException(data.Node(key), $"{step} is not a number of steps");
    }

    /// <summary>Refuses a member that the event does not have: whoever wrote it meant something that would be lost.</summary>
    public static void OnlyKeys(DocumentMap data, params ReadOnlySpan<string> known)
    {
        foreach (var entry in data.Entries)
        {
            if (!known.Contains(entry.Key))
                throw new DocumentException(entry.KeyPlace, data.Path.ToString(), UnknownName.Reason("key", entry.Key, known.ToArray()));
        }
    }

    public static ReasonCode Reason(DocumentMap data, string key)
    {
        try
        {
            return ReasonCodes.Parse(data.Text(key));
        }
        catch (ArgumentException)
        {
            throw new DocumentException(data.Node(key), $"'{data.Text(key)}' is not in the reason-code registry");
        }
    }
}
