using Tiltyard.Attacks;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>Texts of one's own, said as they are at the places of a prompt injection.</summary>
public static class CustomPayload
{
    public const string AttackName = "custom_payload";

    private static readonly RedTeamModule Module = new(
        AttackName, "Texts of one's own, said as they are.", [AttackSurface.ToolResult, AttackSurface.Message, AttackSurface.Document], [], []);

    public static AttackKind Kind { get; } = new()
    {
        Name = AttackName,
        Summary = Module.Summary,
        Options = Shape.Object(
            Field.Optional("surface", Shape.Text([.. AttackSurfaces.Names]), "Where they enter; by default a record that strangers write, else the chat."),
            Field.Required("payloads", RedTeamOptions.PayloadsShape with { Min = 1 }, "The texts, one for each strike; the last one again and again.")),
        Create = (options, trigger, stage) => stage.Goals is null
            ? throw new DocumentException(options, $"the attack {AttackName} needs a world that says what attackers want; {stage.World.Name} does not")
            : new RedTeamAttack(Module, Read(options), trigger, stage),
    };

    private static RedTeamOptions Read(DocumentMap options) => new()
    {
        Surface = options.TextOrNull("surface") is { } surface ? AttackSurfaces.Find(surface) : null,
        Payloads = options.Texts("payloads"),
    };
}
