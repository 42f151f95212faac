using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>A ceiling left no room for the next reservation, and the episode ended before its horizon.</summary>
public readonly record struct BudgetStopped(string Ceiling, double Limit, double Used, double Asked)
{
    public const string Kind = "budget_stopped";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Number("asked"u8, Asked);
        writer.Text("ceiling"u8, Ceiling);
        writer.Number("limit"u8, Limit);
        writer.Number("used"u8, Used);
        writer.EndObject();
    }

    internal static BudgetStopped Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "asked", "ceiling", "limit", "used");
        return new(data.Text("ceiling"), data.Number("limit"), data.Number("used"), data.Number("asked"));
    }
}
