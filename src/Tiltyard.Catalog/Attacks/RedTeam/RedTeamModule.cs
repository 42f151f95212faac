using System.Collections.Immutable;
using Tiltyard.Attacks;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>A way of attacking: where it enters by preference, what it says turn by turn and how it is disguised.</summary>
/// <param name="Name">The name of the attack in files.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Surfaces">Where it enters: the first of these that the goal offers.</param>
/// <param name="Turns">The rules of <see cref="PayloadGrammar"/> that its turns are made by; the last is repeated.</param>
/// <param name="Transforms">How its texts are disguised where the options do not say; one of these is drawn.</param>
internal sealed record RedTeamModule(
    string Name, string Summary, ImmutableArray<AttackSurface> Surfaces, ImmutableArray<string> Turns, ImmutableArray<string> Transforms)
{
    private static readonly ImmutableArray<AttackSurface> Spoken = [AttackSurface.Message, AttackSurface.ToolResult, AttackSurface.Document];

    private static readonly ImmutableArray<AttackSurface> Planted = [AttackSurface.ToolResult, AttackSurface.Document, AttackSurface.Message];

    public static ImmutableArray<RedTeamModule> All { get; } =
    [
        new("context_drift", "Leads the talk away from the task turn by turn, and asks when it is far enough.", Spoken, ["topic", "premise", "turn", "drifted"], []),
        new("encoded_payload", "Instructions in an encoding, with the request to decode and follow them.", Planted, ["injection"], Disguises.Encodings),
        new("jailbreak", "A frame in which the rules are said not to hold, and the request in it.", Spoken, ["jailbreak"], []),
        new("memory_poisoning", "A note that the agent is said to have kept from an earlier session.", [AttackSurface.Memory], ["memory"], []),
        new("multi_turn_override", "Asks again and again, each time with more weight.", Spoken, ["first_ask", "second_ask", "third_ask", "last_ask"], []),
        new("paraphrase", "The same request in ever other words, also in other languages.", Spoken, ["last_ask", "injection", "jailbreak"], ["paraphrase", "spanish", "german", "french"]),
        new("pii_extraction", "A pretext under which data is asked for.", Spoken, ["extraction"], []),
        new("prompt_injection", "Instructions planted in what the agent reads while it works.", Planted, ["injection"], []),
        new("tool_description_poisoning", "Instructions in the description of a tool.", [AttackSurface.ToolDescription], ["description"], []),
        new("tool_error", "An error in place of a tool's result, with instructions for that case. What the call did stays done.", [AttackSurface.ToolError], ["error"], []),
    ];

    public static RedTeamModule? Find(string name) => All.FirstOrDefault(module => module.Name.Equals(name, StringComparison.Ordinal));
}
