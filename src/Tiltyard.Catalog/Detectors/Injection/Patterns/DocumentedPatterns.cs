using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Injection.Patterns;

/// <summary>
/// The documented detector: a few phrases for each family, whose words must stand side by side, and characters that any shell line
/// holds. It gives its pattern flags where the start belongs, so the first <see cref="Skipped"/> characters are never looked at. Kept
/// for comparison with its results; <see cref="RulePatterns"/> and the model are what is used.
/// </summary>
internal static class DocumentedPatterns
{
    public const int Skipped = 10;
    private const int MostOfOne = 100;

    private static readonly ImmutableArray<FamilyPattern> All =
    [
        new(InjectionFamilies.RoleConfusion, @"(ignore|disregard|forget) (previous|prior|above|earlier) (instructions|prompts|rules|commands)|you are now (a|an|in) |act as (if|a|an) "),
        new(InjectionFamilies.SystemPromptLeak, @"(show|reveal|print|repeat|display) (me )?(your|the) (system prompt|instructions|initial prompt)|what (is|are) your (system prompt|instructions)"),
        new(InjectionFamilies.Jailbreak, @"\bDAN\b|do anything now|jailbreak|developer mode|without (any )?(restrictions|limitations)"),
        new(InjectionFamilies.HiddenInstructions, @"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|<!--|<script|javascript:"),
        new(InjectionFamilies.CommandInjection, @"\||;|&&|`|\$\(|> ?/|rm -rf|sudo "),
        new(InjectionFamilies.SqlInjection, @"' or '?1'? ?= ?'?1|union (all )?select|drop table|; ?delete from|--[ \t]*$"),
        new(InjectionFamilies.ContextSwitch, @"(new|different|another) (conversation|context|topic|task):|end of (prompt|conversation|instructions)|let's (talk|switch) "),
        new(InjectionFamilies.FakeAuthority, @"(i am|i'm|this is) (the|your|an?) (admin|administrator|developer|system|owner|ceo)|as (an?|the) (admin|administrator)|authorized by"),
        new(InjectionFamilies.InstructionAppend, @"(additionally|furthermore|also|moreover),? (you (must|should|need)|please|do)|one more thing"),
        new(InjectionFamilies.OutputManipulation, @"(respond|reply|answer|output) (only )?with|say (exactly|only)|print (exactly|only)|your (response|output|answer) (must|should)"),
    ];

    public static void Find(ReadOnlySpan<char> text, List<Detection> into)
    {
        foreach (var pattern in All) pattern.Find(text, Skipped, MostOfOne, 1, "documented pattern", into);
    }
}
