using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Validators.TextRules;

/// <summary>
/// Reads what an agent said to the other side during an episode and judges it by text rules when the episode is over: a second opinion
/// beside the oracle. Task and amount come from the world's facts of that name. Feed it like any other sink, live or from a trace.
/// </summary>
public sealed class TextJudge(TextRuleSet rules, string? speech) : ITraceSink
{
    private readonly StringBuilder _said = new();
    private string _case = "";

    /// <summary>What the rules said, or null: the episode is not over, or no rule is for such a task.</summary>
    public TextVerdict? Verdict { get; private set; }

    /// <summary>Why a rule set that must judge every case judged none, or null.</summary>
    public string? Failure { get; private set; }

    public void Begin()
    {
        _said.Clear();
        _case = "";
        Verdict = null;
        Failure = null;
    }

    public void Emit(in EventHeader at, in EpisodeStarted started) => _case = started.Key.Case;

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (speech is null || !string.Equals(acted.Action, speech, StringComparison.Ordinal)) return;
        var words = acted.Status switch
        {
            ActStatus.Replaced => acted.Delivered,
            ActStatus.Applied => Words(acted),
            _ => null,
        };
        if (words is null) return;
        if (_said.Length > 0) _said.Append('\n');
        _said.Append(words);
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        if (ended.Terminal != Terminal.Completed) return;
        var judged = new TextCase(Fact(ended, "task") is { Kind: ValueKind.Text } task ? task.Text : "", _case, Fact(ended, "requested_amount"));
        if (rules.Covers(judged)) Verdict = rules.Judge(judged, _said.ToString());
        else if (rules.Semantics != TextSemantics.Corrected) Failure = $"no text rule judges the task '{judged.Task}', case '{judged.InputCase}'";
    }

    private static Value Fact(in EpisodeEnded ended, string name) => ended.FactNames.IndexOf(name) is var index and >= 0 ? ended.Facts.Span[index] : default;

    /// <summary>Typed while it is played, as JSON text in a stored trace.</summary>
    private static string? Words(in Acted acted)
    {
        if (acted.Spec is not null) return acted.Call[0].Kind == ValueKind.Text ? acted.Call[0].Text : null;
        if (acted.RawArguments is not { } raw || JsonDocumentReader.Read("args", Encoding.UTF8.GetBytes(raw)) is not DocumentMap { Entries: [var only, ..] }) return null;
        return only.Value is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : null;
    }
}
