using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>How an episode of a script begins: what is drawn for it, what is given, and the state. A function of script and key.</summary>
internal sealed record Opening(DocumentMap Draws, DocumentMap Environment, DocumentMap State)
{
    /// <summary>What can be looked at before anything has happened.</summary>
    public Scope Scope => new FixedScope(("draw", Draws), ("env", Environment), ("state", State));

    public static Opening Of(Script script, in EpisodeKey key)
    {
        var draws = DocumentNode.Map();
        foreach (var draw in script.Draws) draws = draws.With(draw.Name, draw.Value(key));
        var scope = new FixedScope(("draw", draws), ("env", script.Environment));
        return new Opening(draws, script.Environment, script.InitialState.Fill(scope).AsMap());
    }
}
