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
