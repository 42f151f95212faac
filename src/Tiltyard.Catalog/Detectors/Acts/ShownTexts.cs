using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Detectors.Acts;

/// <summary>Every text of an observation that a seat can read.</summary>
public static class ShownTexts
{
    public static IEnumerable<string> Of(Observed observed)
    {
        var observation = observed.Observation;
        if (!observation.Message.IsEmpty) yield return observation.Message.ToString();
        if (observation.Result is { } result) yield return result;
        foreach (var message in observation.Inbox) yield return message.Text;
        foreach (var panel in observation.Panels)
        {
            if (!panel.IsNull) yield return panel.ToString();
        }
    }
}
