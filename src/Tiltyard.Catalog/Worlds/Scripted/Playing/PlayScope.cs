using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>What the templates and conditions of a script see of a play, with the call in hand where there is one.</summary>
internal sealed class PlayScope(ScriptPlay play) : Scope
{
    /// <summary>The arguments of the call in hand.</summary>
    public DocumentMap? Arguments { get; set; }

    /// <summary>The record that the call in hand is about.</summary>
    public DocumentNode? Record { get; set; }

    /// <summary>Whose turn it is in a burst.</summary>
    public DocumentNode? Item { get; set; }

    public override DocumentNode? Root(string name) => name switch
    {
        "state" => play.State,
        "draw" => play.Opening.Draws,
        "env" => play.Opening.Environment,
        "args" => Arguments,
        "record" => Record,
        "item" => Item,
        "time" => play.Time,
        "step" => (long)play.Step,
        "calls" => play.Counts(answered: true),
        "tries" => play.Counts(answered: false),
        "last" => play.Last,
        "user" => play.User,
        _ => null,
    };
}
