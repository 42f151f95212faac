using System.Collections.Immutable;
using System.CommandLine;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Cli;

/// <summary>The flags of a search of the red team, beside those that say who is attacked.</summary>
internal sealed class RedTeamSearchOptions
{
    private readonly Option<string?> _modules = new("--modules") { Description = "The modules to use, parted by commas; all by default." };
    private readonly Option<string?> _budget = new("--budget") { Description = "Most attempts; 200 by default." };
    private readonly Option<string?> _shrink = new("--shrink") { Description = "Most plays to make one success short; 150 by default, 0 leaves it as it is." };
    private readonly Option<string?> _arm = new("--against") { Description = "attacked: the agent alone, the default; defended: behind the scenario's gates." };
    private readonly Option<string?> _attacker = new("--attacker") { Description = "An agent that writes the texts, such as a chat model, in place of the search." };
    private readonly Option<string[]> _attackerParameters = new("--attacker-param") { Description = "A parameter of the attacker, as key=value; may be repeated." };

    public Option<string?> Save { get; } = new("--save") { Description = "Keeps each success as a scenario in this folder, and the attacker's own traces." };

    public Option<bool> UntilAllFell { get; } = new("--until-all-fell") { Description = "Stops once an attack worked in every case, also below the budget." };

    public Option<bool> Json { get; } = JsonOutput.Option();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _modules, _budget, _shrink, _arm, _attacker, _attackerParameters, Save, UntilAllFell, Json }) command.Options.Add(option);
    }

    public string? Attacker(ParseResult parsed) => parsed.GetValue(_attacker);

    public int Budget(ParseResult parsed) => parsed.GetValue(_budget) is { } budget ? (int)Flags.Whole("--budget", budget, 1, 1_000_000).AsInteger() : 200;

    public int Shrink(ParseResult parsed) => parsed.GetValue(_shrink) is { } shrink ? (int)Flags.Whole("--shrink", shrink, 0, 100_000).AsInteger() : 150;

    public Arm Against(ParseResult parsed) => parsed.GetValue(_arm) switch
    {
        null or "attacked" => Arm.Attacked,
        "defended" => Arm.Defended,
        var other => throw new DocumentException("--against", UnknownName.Reason("value", other, ["attacked", "defended"])),
    };

    public ImmutableArray<string> Modules(ParseResult parsed)
    {
        if (parsed.GetValue(_modules) is not { } list) return [];
        if (Attacker(parsed) is not null) throw new DocumentException("--modules", "an attacker writes its own texts: leave the modules out");
        var modules = list.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        foreach (var module in modules.Where(module => !RedTeamKinds.Names.Contains(module, StringComparer.Ordinal)))
            throw new DocumentException("--modules", UnknownName.Reason("module", module, RedTeamKinds.Names));
        return modules.Distinct(StringComparer.Ordinal).Count() == modules.Length ? modules : throw new DocumentException("--modules", "a module is there twice");
    }

    public DocumentMap AttackerParameters(ParseResult parsed)
    {
        var parameters = DocumentNode.Map();
        foreach (var (key, value) in Flags.KeyValues("--attacker-param", parsed.GetValue(_attackerParameters))) parameters = parameters.With(key, value);
        return parameters.Entries.IsEmpty || Attacker(parsed) is not null ? parameters : throw new DocumentException("--attacker-param", "there is no attacker: give --attacker");
    }
}
