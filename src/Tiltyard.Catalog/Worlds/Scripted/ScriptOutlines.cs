using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Forms;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>What a reader of the library may know of a scenario script.</summary>
/// <param name="Points">The ids of the injection points.</param>
/// <param name="HasMisdeed">Whether a plan says what an unsafe agent does.</param>
public sealed record ScriptOutline(
    string Id, string Name, string Description, string Family, string Difficulty, ImmutableArray<string> Tags, bool IsActive, ImmutableArray<string> Points, bool HasMisdeed);

/// <summary>The scenario scripts that ship, for those who count, list or choose them; and reading others.</summary>
public static class ScriptOutlines
{
    public static ImmutableArray<ScriptOutline> All { get; } = [.. ScriptLibrary.All.Select(Outline)];

    public static ImmutableArray<string> Families => ScriptKinds.Families;

    /// <summary>The form of a script file.</summary>
    public static ObjectShape Form => ScriptForm.Whole;

    public static ScriptOutline? Find(string id) => ScriptLibrary.Find(id) is { } script ? Outline(script) : null;

    /// <summary>Whether a document looks like a scenario script.</summary>
    public static bool Recognises(DocumentNode document) => ScriptForm.Recognises(document);

    /// <exception cref="DocumentException">The first thing that is wrong with the script, and its place.</exception>
    public static ScriptOutline Read(DocumentNode document) => Outline(ScriptReading.Read(document));

    private static ScriptOutline Outline(Script script) => new(
        script.Id, script.Name, script.Description, script.Family, script.Difficulty, script.Tags, script.IsActive, [.. script.Points.Select(point => point.Id)], !script.Misdeed.IsEmpty);
}
