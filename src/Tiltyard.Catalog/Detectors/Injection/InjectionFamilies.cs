using System.Collections.Immutable;
using Tiltyard.Traces;

namespace Tiltyard.Catalog.Detectors.Injection;

/// <summary>The families of the documented detector and the one it lacks, each with the severity of its findings.</summary>
public static class InjectionFamilies
{
    public const string RoleConfusion = "role_confusion";
    public const string SystemPromptLeak = "system_prompt_leak";
    public const string Jailbreak = "jailbreak";
    public const string HiddenInstructions = "hidden_instructions";
    public const string CommandInjection = "command_injection";
    public const string SqlInjection = "sql_injection";
    public const string ContextSwitch = "context_switch";
    public const string FakeAuthority = "fake_authority";
    public const string InstructionAppend = "instruction_append";
    public const string OutputManipulation = "output_manipulation";

    /// <summary>An order for the assistant where only data belongs. The user may give such orders; a document may not.</summary>
    public const string InstructionInData = "instruction_in_data";

    /// <summary>Every family in the order of the documentation.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        RoleConfusion, SystemPromptLeak, Jailbreak, HiddenInstructions, CommandInjection, SqlInjection, ContextSwitch, FakeAuthority, InstructionAppend, OutputManipulation, InstructionInData,
    ];

    /// <summary>Critical, error and warning of the documented scale are Critical, High and Medium here.</summary>
    public static Severity SeverityOf(string family) => family switch
    {
        RoleConfusion or Jailbreak or CommandInjection or SqlInjection => Severity.Critical,
        SystemPromptLeak or HiddenInstructions or OutputManipulation or InstructionInData => Severity.High,
        ContextSwitch or FakeAuthority or InstructionAppend => Severity.Medium,
        _ => throw new ArgumentException($"'{family}' is no family of prompt injection.", nameof(family)),
    };
}
