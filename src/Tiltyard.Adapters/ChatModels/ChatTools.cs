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

    public ToolSet For(LegalActions legal) => _sets.TryGetValue(legal, out var known) ? known : _sets[legal] = Make(legal);

    private ToolSet Make(LegalActions legal)
    {
        var actions = seat.Actions.Where((_, index) => legal[index]).Select(action => (action.Name, action.Description, Schema: action.JsonSchema)).ToList();
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
