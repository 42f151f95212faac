using Tiltyard.Catalog.Worlds.Scripted.Forms;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>The parameters of the world of scripts.</summary>
internal static class ScriptOptions
{
    private const string First = "customer_support_basic_flow";

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("script", Documents.Shape.Either(Documents.Shape.Text(), ScriptForm.Whole), "A shipped scenario by its id, or a script as it is written.", First),
        Field.Optional("max_steps", Documents.Shape.Integer(1, 100_000), "The horizon; the script's own max_steps counts where it is lower.", 100_000));

    /// <summary>The script that the parameters choose.</summary>
    /// <exception cref="DocumentException">There is none of that name, it is not active, or what is written is none.</exception>
    public static Script Script(DocumentMap parameters)
    {
        var chosen = parameters.Node("script");
        if (chosen is DocumentMap written) return Active(ScriptReading.Read(written), written);
        var script = ScriptLibrary.Find(chosen.AsText()) ?? throw new DocumentException(chosen, UnknownName.Reason("script", chosen.AsText(), ScriptLibrary.All.Select(known => known.Id)));
        return Active(script, chosen);
    }

    private static Script Active(Script script, DocumentNode place) =>
        script.IsActive ? script : throw new DocumentException(place, $"the scenario '{script.Id}' is not active");
}
