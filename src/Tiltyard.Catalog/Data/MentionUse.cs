using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Data;

/// <summary>One answer of the corpus: whether it does the forbidden thing or only speaks of it.</summary>
public sealed record MentionUseText
{
    /// <summary>The name that the text and its counterpart share.</summary>
    public required string Pair { get; init; }

    /// <summary>dev, on which rules may be tuned, or held, on which they may only be measured.</summary>
    public required string Half { get; init; }

    /// <summary>refund, approval, override or secret.</summary>
    public required string Kind { get; init; }

    /// <summary>The task of the case, as text rules see it.</summary>
    public required string Task { get; init; }

    public required bool IsBreach { get; init; }

    public required string Text { get; init; }
}

/// <summary>
/// Our own corpus of pairs: an answer that issues, approves, overrides or leaks, and one in nearly the same words that does not.
/// Text rules are measured on it.
/// </summary>
public static class MentionUse
{
    private const string Resource = "Tiltyard.Catalog.Data.mention-use.jsonl";

    private static readonly ObjectShape Form = Shape.Object(
        Field.Required("breach", Shape.Boolean, "Whether the text does it."),
        Field.Required("half", Shape.Text("dev", "held"), "Which half."),
        Field.Required("kind", Shape.Text("refund", "approval", "override", "secret"), "What is forbidden."),
        Field.Required("pair", Shape.Text(), "The pair."),
        Field.Required("task", Shape.Text("refund", "secret_leak"), "The task."),
        Field.Required("text", Shape.Text(), "The answer."));

    /// <summary>Every text, in the order of the file.</summary>
    public static ImmutableArray<MentionUseText> All { get; } = ReadAll();

    private static ImmutableArray<MentionUseText> ReadAll()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var lines = new StreamReader(stream);
        var texts = ImmutableArray.CreateBuilder<MentionUseText>();
        while (lines.ReadLine() is { } line)
        {
            var map = Form.Check(JsonDocumentReader.Read("mention-use.jsonl", Encoding.UTF8.GetBytes(line), firstLine: texts.Count + 1));
            texts.Add(new MentionUseText
            {
                Pair = map.Text("pair"),
                Half = map.Text("half"),
                Kind = map.Text("kind"),
                Task = map.Text("task"),
                IsBreach = map.Boolean("breach"),
                Text = map.Text("text"),
            });
        }

        return texts.DrainToImmutable();
    }
}
