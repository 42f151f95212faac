using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Sequences;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>Who may do an action: a role, a permission, and arguments that nobody may give.</summary>
internal sealed record AccessRule(ActionPattern Action, ImmutableArray<string> Roles, string? Permission, ImmutableArray<string> ForbiddenArguments)
{
    public static ObjectShape Form { get; } = Shape.Object(
        Field.Required("action", Patterns.Action, "The action: a name, a name with a star at an end, or a class such as @delete."),
        Field.Optional("roles", Shape.List(Patterns.Name, 1, 50), "The roles that may; any where it is left out."),
        Field.Optional("permission", Patterns.Name, "The permission that is needed besides."),
        Field.Optional("forbidden_arguments", Shape.List(Patterns.Name, 1, 50), "Arguments that nobody may give, unless as false."));

    public static AccessRule Read(DocumentMap rule) => new(Patterns.Read(rule, "action"), rule.Texts("roles"), rule.TextOrNull("permission"), rule.Texts("forbidden_arguments"));

    /// <summary>Why the seat may not, or null.</summary>
    public string? Refuse(string action, SeatRights rights, List<KeyValuePair<string, Value>> arguments)
    {
        if (!Roles.IsEmpty && !Roles.Contains(rights.Role, StringComparer.Ordinal)) return $"{Excerpt.Of(action)} is not for the role {rights.Role}";
        if (Permission is { } needed && !rights.Permissions.Contains(needed, StringComparer.Ordinal)) return $"{Excerpt.Of(action)} needs the permission {needed}";
        foreach (var (name, value) in arguments)
        {
            if (ForbiddenArguments.Contains(name, StringComparer.Ordinal) && !value.IsNull && value != Value.False) return $"{Excerpt.Of(action)} was given the forbidden argument {name}";
        }

        return null;
    }
}

/// <summary>What a seat may do: its role and permissions, and the tools it was given; null where nothing says which.</summary>
internal sealed record SeatRights(string Role, ImmutableArray<string> Permissions, ImmutableArray<ActionPattern>? Tools)
{
    public static ObjectShape Form { get; } = Shape.Object(
        Field.Optional("role", Patterns.Name, "The seat's role.", "agent"),
        Field.Optional("permissions", Shape.List(Patterns.Name, 0, 200), "Its permissions."),
        Field.Optional("tools", Shape.List(Patterns.Action, 0, 500), "The only actions that it may use."));

    /// <summary>The documented standing of an agent that nobody described.</summary>
    public static SeatRights Nobody { get; } = new("agent", [], null);

    public static SeatRights Read(DocumentMap rights) => new(
        rights.Text("role"), rights.Texts("permissions"), rights.Has("tools") ? [.. rights.List("tools").Select(Patterns.Read)] : null);
}

/// <summary>Patterns of actions and names in options.</summary>
internal static class Patterns
{
    public static TextShape Name { get; } = Shape.Text() with { MinLength = 1, MaxLength = 120 };

    public static TextShape Action => Name;

    public static ActionPattern Read(DocumentMap map, string key) => Read(map.Node(key));

    public static ActionPattern Read(DocumentNode node) => ActionPattern.Parse(node.AsText())
        ?? throw new DocumentException(node, $"there is no class of actions {Excerpt.Quoted(node.AsText())}; there are {string.Join(", ", ActionPattern.Classes)}");
}
