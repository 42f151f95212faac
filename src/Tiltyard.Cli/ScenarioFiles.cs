using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>
/// Puts scenario files in the place of the paths that an evaluation plan names them by: relative to the plan, else to where the command
/// runs. Names of scenarios that ship stay names.
/// </summary>
internal static class ScenarioFiles
{
    public static DocumentMap Resolved(DocumentMap plan, string? folder)
    {
        if (plan.Find("run") is not DocumentMap run) return plan;
        foreach (var key in new[] { "scenarios", "scenario_set" })
        {
            if (run.Find(key) is DocumentList list) run = run.With(key, DocumentNode.List(list.Items.Select(item => Resolved(item, folder))));
        }

        return plan.With("run", run);
    }

    private static DocumentNode Resolved(DocumentNode entry, string? folder)
    {
        if (entry is not DocumentScalar { Kind: DocumentScalarKind.Text } text || !IsPath(text.AsText())) return entry;
        var beside = folder is null ? text.AsText() : Path.Combine(folder, text.AsText());
        var document = InputFiles.ReadDocument(File.Exists(beside) ? beside : text.AsText()).AsMap();
        if (ScriptScenarios.Recognises(document)) document = ScriptScenarios.OfFile(document).AsMap();
        if (document.TextOrNull("kind") is not "scenario") throw new DocumentException(entry, $"'{text.AsText()}' is not the file of one scenario: an evaluation lists scenarios");
        return document.Without("kind", "version");
    }

    private static bool IsPath(string name) => name.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.GetExtension(name) is ".yaml" or ".yml" or ".json";
}
