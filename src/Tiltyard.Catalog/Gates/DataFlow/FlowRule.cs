using Tiltyard.Traces;

namespace Tiltyard.Catalog.Gates.DataFlow;

/// <summary>One rule of the gate <c>data_flow</c>: its name in options and rulings, its reason, and what it decides unless told otherwise.</summary>
internal sealed record FlowRule(string Name, ReasonCode Reason, Decision Default, string Summary)
{
    public static readonly FlowRule InjectedValue = new(
        "injected_value", ReasonCodes.InjectedValue, Decision.Deny, "A change with a value that stands in an instruction to the assistant inside untrusted text, and not in the prompt.");

    public static readonly FlowRule InjectedDeed = new(
        "injected_deed", ReasonCodes.InjectedDeed, Decision.Deny, "A change that an instruction to the assistant inside untrusted text asks for, and the prompt does not.");

    public static readonly FlowRule InjectedLink = new(
        "injected_link", ReasonCodes.InjectedValue, Decision.Deny, "A look-up of a link that stands in an instruction to the assistant inside untrusted text, and nowhere else: asking for it tells its owner.");

    public static readonly FlowRule InjectedReading = new(
        "injected_reading", ReasonCodes.InjectedValue, Decision.Warn, "Any other look-up with a value that stands in an instruction to the assistant inside untrusted text, and nowhere else.");

    public static readonly FlowRule InjectedWords = new(
        "injected_words", ReasonCodes.InjectedWords, Decision.Deny, "A result with an instruction to the assistant that asks for words alone: no later call could be stopped, so the result is.");

    public static readonly FlowRule InjectionSeen = new(
        "injection_seen", ReasonCodes.InjectionInText, Decision.Warn, "A text with an instruction to the assistant, or one that could be meant as such.");

    public static readonly FlowRule ToldDeed = new(
        "told_deed", ReasonCodes.InjectedDeed, Decision.Deny, "A change that leaves the house or cannot be undone and that the prompt does not ask for, with a value from a sentence in untrusted text that asks for it.");

    public static readonly FlowRule SpelledCall = new(
        "spelled_call", ReasonCodes.InjectedDeed, Decision.Deny, "A change that untrusted text spells out: the name of the tool, and near it a value that the prompt does not name.");

    public static readonly FlowRule ToldDestination = new(
        "told_destination", ReasonCodes.InjectedValue, Decision.Deny, "A change with an address, a link or a long number that the prompt does not name, from a sentence that asks for this kind of change, in untrusted text that the prompt does not point at.");

    public static readonly FlowRule ToldValue = new(
        "told_value", ReasonCodes.UntrustedValue, Decision.Warn, "Any other change with a value from a sentence in untrusted text that asks for this kind of change.");

    public static readonly FlowRule UnaskedDeed = new(
        "unasked_deed", ReasonCodes.UnaskedDeed, Decision.Warn, "A change that leaves the house or cannot be undone, that no word of the prompt asks for, with a value from untrusted text.");

    public static readonly FlowRule UntrustedValue = new(
        "untrusted_value", ReasonCodes.UntrustedValue, Decision.Allow, "A change with any value from untrusted text that the prompt does not name: plain provenance.");

    public static readonly FlowRule Untraceable = new(
        "untraceable", ReasonCodes.Untraceable, Decision.Deny, "A change with a value that the prompt does not name, after more was read than can be followed.");

    public static IReadOnlyList<FlowRule> All { get; } =
        [InjectedValue, InjectedDeed, InjectedLink, InjectedReading, InjectedWords, InjectionSeen, SpelledCall, ToldDeed, ToldDestination, ToldValue, UnaskedDeed, UntrustedValue, Untraceable];
}
