using Tiltyard.Catalog.Detectors.DataFlow;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.DataFlow;

/// <summary>Holds one call against what the seat was told and what it read, and keeps the gravest thing that can be said of it.</summary>
internal sealed class FlowJudge(DataFlowOptions options)
{
    private const int ExcerptLength = 140;
    private const int ValueLength = 60;
    private const int MostMeanings = 3;
    private const int SpellingReach = 300;

    private readonly PlainTextReader _reader = new();
    private readonly List<CallValue> _values = [];
    private readonly List<CallValue> _fresh = [];
    private Ruling _gravest;

    /// <summary>The values of the call that was judged last.</summary>
    public List<CallValue> Values => _values;

    public Ruling Judge(ActionSpec action, in ActionCall call, FlowMemory memory, Ruling otherwise)
    {
        _gravest = otherwise;
        var deeds = ToolVerbs.Of(action.Name);
        CallValues.Read(action, call, _reader, _values);
        _fresh.Clear();
        foreach (var value in _values)
        {
            if (!memory.Prompt.Holds(value.Text)) _fresh.Add(value);
        }

        var asked = (deeds & memory.Prompt.Deeds) != Deeds.None;
        foreach (var text in memory.Untrusted)
        {
            var isDelegated = memory.Prompt.DelegatesTo(text);
            if (deeds != Deeds.None && !isDelegated) HoldAgainstSpelling(action.Name, text);
            foreach (var passage in text.Passages)
            {
                if (_gravest.Decision == Decision.Deny) return _gravest;
                if (passage.Score >= options.Strong && (!passage.IsByDetector || (!isDelegated && (passage.Deeds & deeds) != Deeds.None))) HoldAgainstInstruction(action, deeds, asked, text, passage, memory);
                else if (deeds != Deeds.None && !isDelegated) HoldAgainstSentence(deeds, asked, text, passage, memory);
            }
        }

        if (deeds != Deeds.None) HoldAgainstAll(action, deeds, asked, memory);
        return _gravest;
    }

    private void HoldAgainstInstruction(ActionSpec action, Deeds deeds, bool asked, UntrustedText text, Passage passage, FlowMemory memory)
    {
        var named = Named(passage);
        if (deeds == Deeds.None)
        {
            if (named is { } lookedUp && !StandsElsewhere(lookedUp.Text, memory)) Say(lookedUp.IsLink ? FlowRule.InjectedLink : FlowRule.InjectedReading, lookedUp, text, passage);
            return;
        }

        if (named is { } value) Say(FlowRule.InjectedValue, value, text, passage);
        var commanded = (passage.Deeds & deeds) != Deeds.None;
        if (!asked && ((commanded && (deeds & Deeds.Grave) != Deeds.None && !memory.Prompt.Delegates) || passage.Holds(action.Name.ToLowerInvariant()))) Say(FlowRule.InjectedDeed, null, text, passage);
        else if (commanded && SetApart(passage) is { } brief) Say(FlowRule.InjectedValue, brief, text, passage);
    }

    /// <summary>What a tool says of itself, such as a complaint about arguments, spells nothing out.</summary>
    private void HoldAgainstSpelling(string action, UntrustedText text)
    {
        if (!action.Contains('_') || text.Source.Equals(action, StringComparison.Ordinal) || options.Of(FlowRule.SpelledCall) <= _gravest.Decision) return;
        var name = action.ToLowerInvariant();
        if (text.Text.Find(name, 0, text.Text.Text.Length) is not (>= 0 and var at)) return;
        var (start, end) = (Math.Max(0, at - SpellingReach), Math.Min(text.Text.Text.Length, at + name.Length + SpellingReach));
        foreach (var value in _fresh)
        {
            if (value.Text.Length < options.ShortestValue || text.Text.Find(value.Text, start, end) < 0) continue;
            Say(FlowRule.SpelledCall, $"{Quoted(value.Text)} in {Excerpt.Of(value.Argument)} stands beside the name of the tool in {Place(text)}: {Excerpt.Quoted(text.Text.Text[at..end], ExcerptLength)}");
            return;
        }
    }

    private void HoldAgainstSentence(Deeds deeds, bool asked, UntrustedText text, Passage passage, FlowMemory memory)
    {
        if ((passage.Deeds & deeds) == Deeds.None) return;
        if ((Named(passage) ?? SetApart(passage)) is not { } value) return;
        if (!asked && (deeds & Deeds.Grave) != Deeds.None) Say(FlowRule.ToldDeed, value, text, passage);
        if (Destination(passage) is { } destination && !memory.Prompt.PointsAt(text)) Say(FlowRule.ToldDestination, destination, text, passage);
        Say(FlowRule.ToldValue, value, text, passage);
    }

    private void HoldAgainstAll(ActionSpec action, Deeds deeds, bool asked, FlowMemory memory)
    {
        if (memory.IsFull && _fresh.Count > 0) Say(FlowRule.Untraceable, $"{Quoted(_fresh[0].Text)} in {_fresh[0].Argument} cannot be followed: more than {options.MostText} characters were read");
        var unasked = !asked && !memory.Prompt.Delegates && (deeds & Deeds.Grave) != Deeds.None;
        if (options.Of(FlowRule.UntrustedValue) <= _gravest.Decision && (!unasked || options.Of(FlowRule.UnaskedDeed) <= _gravest.Decision)) return;
        foreach (var value in _fresh)
        {
            if (value.Text.Length < options.ShortestValue || memory.OriginOf(value.Text, out var source) != ValueOrigin.Untrusted) continue;
            var detail = $"{Quoted(value.Text)} in {Excerpt.Of(value.Argument)} comes from {Place(source!)} and not from the prompt";
            if (unasked) Say(FlowRule.UnaskedDeed, $"{detail}, which asks for nothing that {Excerpt.Of(action.Name)} does");
            Say(FlowRule.UntrustedValue, detail);
            return;
        }
    }

    private CallValue? Destination(Passage passage)
    {
        foreach (var value in _fresh)
        {
            if (value.IsDestination && passage.Holds(value.Text)) return value;
        }

        return null;
    }

    private CallValue? Named(Passage passage)
    {
        foreach (var value in _fresh)
        {
            if (value.Text.Length >= options.ShortestValue && passage.Holds(value.Text)) return value;
        }

        return null;
    }

    private CallValue? SetApart(Passage passage)
    {
        foreach (var value in _fresh)
        {
            if (value.Text.Length < options.ShortestValue && passage.SetsApart(value.Text)) return value;
        }

        return null;
    }

    private bool StandsElsewhere(string value, FlowMemory memory)
    {
        foreach (var text in memory.Untrusted)
        {
            if (text.HoldsOutside(value, options.Strong)) return true;
        }

        return false;
    }

    private void Say(FlowRule rule, CallValue? value, UntrustedText text, Passage passage)
    {
        if (options.Of(rule) <= _gravest.Decision) return;
        var what = value is { } named ? $"{Quoted(named.Text)} in {Excerpt.Of(named.Argument)} stands in {Place(text)}" : $"this is asked for in {Place(text)}, not in the prompt";
        Say(rule, $"{what}, in a passage that {Meaning(passage)}: {Shown(passage, value?.Text)}");
    }

    private void Say(FlowRule rule, string detail)
    {
        if (options.Of(rule) > _gravest.Decision) _gravest = new Ruling(options.Of(rule), rule.Name, rule.Reason, detail);
    }

    /// <summary>The passage from its first cue on, or from a little before the value where that stands further down.</summary>
    public static string Shown(Passage passage, string? value = null)
    {
        var core = passage.Core - passage.Start;
        var at = value is null ? -1 : passage.Text[core..].IndexOf(value, StringComparison.Ordinal);
        var shown = passage.Text[Math.Max(core, core + at + (value?.Length ?? 0) - ExcerptLength)..];
        return Excerpt.Quoted(shown[..Math.Min(shown.Length, ExcerptLength * 2)].ToString(), ExcerptLength);
    }

    public static string Meaning(Passage passage) => passage.Meanings.IsEmpty ? "asks for such a change" : string.Join(", ", passage.Meanings.Take(MostMeanings));

    public static string Place(UntrustedText text) => $"the {(text.IsMessage ? "" : "result of ")}{Excerpt.Of(text.Source)} at step {text.Step}";

    private static string Quoted(string value) => Excerpt.Quoted(value, ValueLength);
}
