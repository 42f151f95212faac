using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.Processes;

/// <summary>What a <see cref="ProcessAgent"/> starts and how long it waits.</summary>
internal sealed record ProcessAgentOptions
{
    public const string CommandKey = "command";

    /// <summary>The command as it was given: it is part of the agent's name.</summary>
    public required string Command { get; init; }

    public required ImmutableArray<string> Words { get; init; }

    /// <summary>For one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Environment variables that the child is given besides the few that every program needs.</summary>
    public ImmutableArray<string> Passed { get; init; } = [];

    /// <summary>Whether every episode gets a child of its own.</summary>
    public bool Fresh { get; init; }

    /// <summary>Children with the same key are interchangeable.</summary>
    public string Key => string.Join('\0', Words.Concat(Passed.Prepend("")));

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Required(CommandKey, Documents.Shape.Text() with { MinLength = 1, MaxLength = 4_000 }, "The program and its arguments, split at blanks; quotes keep words together. No shell is involved."),
        Field.Optional("timeout", Documents.Shape.Number(0.1, 3_600), "Seconds that one answer may take.", 60),
        Field.Optional(
            "env_pass",
            Documents.Shape.Either(Documents.Shape.Text(), Documents.Shape.List(Documents.Shape.Text(), 0, 100)),
            "Environment variables that the program is given, as a list or parted by commas; others are kept from it."),
        Field.Optional("fresh", Documents.Shape.Boolean, "Whether every episode gets a process of its own.", false));

    /// <summary>Reads what <see cref="Shape"/> has checked.</summary>
    /// <exception cref="DocumentException">The command cannot be split into words.</exception>
    public static ProcessAgentOptions From(DocumentMap parameters) => new()
    {
        Command = parameters.Text(CommandKey),
        Words = CommandWords.Split(parameters.Node(CommandKey)),
        Timeout = TimeSpan.FromSeconds(parameters.Number("timeout")),
        Passed = Names(parameters.NodeOrNull("env_pass")),
        Fresh = parameters.Boolean("fresh"),
    };

    private static ImmutableArray<string> Names(DocumentNode? node) => node switch
    {
        null => [],
        DocumentList list => [.. list.Items.Select(item => item.AsText())],
        _ => [.. node.AsText().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
    };
}
