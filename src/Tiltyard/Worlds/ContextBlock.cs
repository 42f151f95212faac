using System.Collections.Immutable;

namespace Tiltyard.Worlds;

/// <summary>What a block of context is to the seat that is shown it.</summary>
public enum ContextKind
{
    /// <summary>A note that the agent is said to have kept from an earlier session.</summary>
    Memory,

    /// <summary>A document or file that was fetched for this turn.</summary>
    Document,

    /// <summary>Words of those who run the application. A chat model gets them in the role of the system.</summary>
    System,
}

/// <summary>
/// Text that a seat is given to work with beside its messages. Words that somebody addresses to the seat are an <see cref="InboxMessage"/>;
/// what an action gave back is <see cref="Observation.Result"/>.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The name it goes by: a file, a notebook, an operator.</param>
/// <param name="Text">What it says.</param>
public readonly record struct ContextBlock(ContextKind Kind, string Source, string Text);

/// <summary>The wire names of <see cref="ContextKind"/>, and the words before a block where an agent is shown plain text.</summary>
public static class ContextKinds
{
    public static ImmutableArray<string> Names { get; } = ["memory", "document", "system"];

    public static string Name(this ContextKind kind) => Names[(int)kind];

    public static string Heading(this ContextBlock block) => block.Kind switch
    {
        ContextKind.Memory => $"Note from an earlier session ({block.Source}):",
        ContextKind.Document => $"Document {block.Source}:",
        _ => $"From the operator ({block.Source}):",
    };
}
