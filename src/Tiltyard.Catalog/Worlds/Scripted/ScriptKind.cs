using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>The world's entry in the catalogue.</summary>
public static class ScriptKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "script",
        Summary = "A scenario script: it drives users, tools and systems, and the agent under test answers for itself.",
        Parameters = ScriptOptions.Shape,
        Create = (parameters, _) => new ScriptWorld(ScriptOptions.Script(parameters), (int)parameters.Integer("max_steps")),
        Content = () => ScriptLibrary.Content,
        HasPressure = false,
    };
}
