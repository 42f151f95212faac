using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>The tools of one moment: as a client takes them, and as canonical JSON.</summary>
internal sealed record ToolSet(IList<AITool> Tools, byte[] Json, string Names);

/// <summary>A seat's actions as tools: those that are legal now, and one that does nothing.</summary>
internal sealed class ChatTools(SeatSpec seat)
{
    public const string NoOp = "noop";

    private const string EmptySchema = """{"additionalProperties":false,"properties":{},"required":[],"type":"object"}""";

    private readonly Dictionary<LegalActions, ToolSet> _sets = [];

    /// <summary>The tools of this turn as the observation describes them; only those of the seat's own words are kept.</summary>
    public ToolSet For(Observation observation)
    {
        if (observation.Descriptions.Count > 0) return Make(observation);
        return _sets.TryGetValue(observation.Legal, out var known) ? known : _sets[observation.Legal] = Make(observation);
    }

    private ToolSet Make(Observation observation)
    {
        var legal = observation.Legal;
        var actions = seat.Actions.Where((_, index) => legal[index]).Select(action => (action.Name, Description: observation.DescriptionOf(action), Schema: action.JsonSchema)).ToList();
        if (seat.ActionIndex(NoOp) < 0) actions.Add((NoOp, "Does nothing in this turn.", EmptySchema));
        var writer = new CanonicalWriter();
        writer.BeginArray();
        foreach (var (name, description, schema) in actions)
        {
            writer.BeginObject();
            writer.Text("description"u8, description);
            writer.Text("name"u8, name);
            writer.Raw("schema"u8, Encoding.UTF8.GetBytes(schema));
            writer.EndObject();
        }

        writer.EndArray();
        return new ToolSet(
            [.. actions.Select(action => (AITool)AIFunctionFactory.CreateDeclaration(action.Name, action.Description, JsonElement.Parse(action.Schema)))],
            writer.Written.ToArray(),
            string.Join(", ", actions.Select(action => action.Name)));
    }
}
