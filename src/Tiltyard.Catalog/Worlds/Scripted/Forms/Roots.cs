using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>What templates and conditions may look at, by the place where they stand. A path that begins with anything else could never be read and is an error.</summary>
internal static class Roots
{
    /// <summary>What is drawn and given at the beginning.</summary>
    public static ImmutableArray<string> Opening { get; } = ["draw", "env"];

    /// <summary>In what an attacker writes: the state as it was at the beginning.</summary>
    public static ImmutableArray<string> Payload { get; } = [.. Opening, "state"];

    /// <summary>Anywhere in a play.</summary>
    public static ImmutableArray<string> Play { get; } = [.. Opening, "state", "calls", "tries", "last", "time", "step", "user", "item"];

    /// <summary>In a tool, and where a call is judged.</summary>
    public static ImmutableArray<string> Call { get; } = [.. Play, "args", "record"];

    /// <summary>In the plan of a scripted agent: what it has read, and the state as it was at the beginning.</summary>
    public static ImmutableArray<string> Plan { get; } = [.. Opening, "state", "read", "item"];

    /// <summary>The form of every condition in a script; which of the roots it may use depends on its place.</summary>
    public static Shape Condition { get; } = Predicate.Form([.. Call, "read"]);

    /// <exception cref="DocumentException">A path begins with a root that is not there.</exception>
    public static void Check(DocumentNode place, IEnumerable<TemplatePath> paths, ImmutableArray<string> known)
    {
        foreach (var path in paths)
        {
            if (!known.Contains(path.Root, StringComparer.Ordinal)) throw new DocumentException(place, UnknownName.Reason("value", path.Root, known));
        }
    }

    /// <summary>A template whose paths begin with these roots.</summary>
    public static Template Text(DocumentNode node, ImmutableArray<string> known)
    {
        var template = Template.Read(node);
        Check(node, template.AllPaths, known);
        return template;
    }

    /// <summary>A tree of templates whose paths begin with these roots.</summary>
    public static ValueTemplate Value(DocumentNode node, ImmutableArray<string> known)
    {
        var template = ValueTemplate.Read(node);
        Check(node, template.AllPaths, known);
        return template;
    }

    /// <summary>A path of the state, written without its root.</summary>
    public static TemplatePath StatePath(DocumentNode place, string text, ImmutableArray<string> known)
    {
        var path = TemplatePath.Read(place, text);
        Check(place, path.Inner, known);
        return path;
    }
}
