using System.Collections.Immutable;
using System.CommandLine;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>The flags that send a red team into a run: its attacks join those of every scenario.</summary>
internal sealed class RedTeamFlags
{
    private const string LevelFlag = "--redteam";

    private readonly Option<string?> _level = new(LevelFlag) { Description = $"Adds the attacks of a red team: {string.Join(", ", RedTeamPlan.LevelNames)}." };
    private readonly Option<string?> _modules = new("--redteam-modules") { Description = "Only these modules of the red team, parted by commas." };
    private readonly Option<string?> _most = new("--max-redteam-events") { Description = "Most strikes of the red team in one episode; 100 by default." };
    private readonly Option<string?> _payloads = new("--redteam-payloads") { Description = "A file with a list of texts that the red team says as they are." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _level, _modules, _most, _payloads }) command.Options.Add(option);
    }

    /// <summary>The scenarios with the red team's attacks; as they are without a level.</summary>
    public ScenarioSet Apply(ScenarioSet set, ParseResult parsed)
    {
        if (Order(parsed) is not { } order) return set;
        var attacks = RedTeamPlan.Attacks(order);
        return set with { Scenarios = [.. set.Scenarios.Select(scenario => scenario with { Attacks = [.. scenario.Attacks, .. attacks] })] };
    }

    private RedTeamOrder? Order(ParseResult parsed)
    {
        if (parsed.GetValue(_level) is not { } level)
        {
            var alone = new[] { _modules, _most, _payloads }.FirstOrDefault(option => parsed.GetValue(option) is not null);
            return alone is null ? null : throw new DocumentException(alone.Name, $"there is no red team: give {LevelFlag}");
        }

        return new RedTeamOrder
        {
            Level = RedTeamPlan.Find(level) ?? throw new DocumentException(LevelFlag, UnknownName.Reason("level", level, RedTeamPlan.LevelNames)),
            Modules = parsed.GetValue(_modules) is { } modules ? [.. modules.Split(',', StringSplitOptions.TrimEntries)] : [],
            MaxEvents = parsed.GetValue(_most) is { } most ? (int)Flags.Whole("--max-redteam-events", most, 0, 1_000_000).AsInteger() : 100,
            CustomPayloads = parsed.GetValue(_payloads) is { } file ? Payloads(InputFiles.ReadDocument(file)) : [],
        };
    }

    private static ImmutableArray<string> Payloads(DocumentNode document) => [.. RedTeamPlan.PayloadsShape.Check(document).AsList().Items.Select(item => item.AsText())];
}
