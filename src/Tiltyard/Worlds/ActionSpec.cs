using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>An action a seat may take: name, description and typed parameters, from which the closed JSON schema is written.</summary>
public sealed class ActionSpec
{
    public ActionSpec(string name, string description, params IEnumerable<ParameterSpec> parameters)
    {
        Name = name;
        Description = description;
        Parameters = [.. parameters];
        ArgumentNames = new FieldNames(Parameters.Select(parameter => parameter.Name));
        JsonSchema = WriteSchema();
    }

    public string Name { get; }

    public string Description { get; }

    public ImmutableArray<ParameterSpec> Parameters { get; }

    public FieldNames ArgumentNames { get; }

    /// <summary>The arguments' JSON schema, canonical, with no further properties allowed.</summary>
    public string JsonSchema { get; }

    /// <summary>Why the arguments are not acceptable, or null when they are. Every argument of the call is checked.</summary>
    public string? Refuse(in ActionCall call)
    {
        for (var index = 0; index < Parameters.Length; index++)
        {
            if (Parameters[index].Refuse(call[index]) is { } reason) return $"{Name}: argument '{Parameters[index].Name}' {reason}";
        }

        return null;
    }

    private string WriteSchema()
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Boolean("additionalProperties"u8, false);
        writer.Name("properties"u8);
        writer.BeginObject();
        foreach (var index in ArgumentNames.CanonicalOrder)
        {
            writer.Name(ArgumentNames, index);
            Parameters[index].WriteSchema(writer);
        }

        writer.EndObject();
        writer.Name("required"u8);
        writer.BeginArray();
        foreach (var parameter in Parameters.Where(parameter => parameter.Default is null)) writer.String(parameter.Name);
        writer.EndArray();
        writer.Text("type"u8, "object");
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }
}
