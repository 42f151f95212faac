using System.CommandLine;
using Tiltyard.Runs.Auditing;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard audit-suite: plays mutants of the reference agent and names the oracles that fail to tell them from it.</summary>
internal static class AuditSuiteCommand
{
    public static Command Make()
    {
        var suite = new Argument<string>("SUITE") { Description = "A world, a built-in scenario or suite, or a YAML file." };
        var episodes = new Option<string?>("--episodes") { Description = "Episodes of each case; 3 by default." };
        var seed = new Option<string?>("--seed") { Description = "The base seed." };
        var allow = new Option<string[]>("--allow") { Description = "A weakness that is known, as SCENARIO/CASE/ORACLE/MUTANT, each of them a name or *; may be repeated." };
        var json = JsonOutput.Option();
        var command = new Command("audit-suite", "Tries the oracles of a suite with mutants of the reference agent.") { suite, episodes, seed, allow, json };
        command.SetAction(parsed =>
        {
            var allowed = AuditAllowance.Read(parsed.GetValue(allow) ?? []);
            var (set, _) = Routing.Apply(PlanOptions.Named(parsed.GetValue(suite)!), RunMode.Shim);
            var plan = new PlanMaking(Composition.Registry).Make(set, new PlanSettings
            {
                Episodes = parsed.GetValue(episodes) is { } count ? Flags.Whole("--episodes", count, 1, 1_000).AsInteger() : 3,
                Seed = parsed.GetValue(seed) is { } first ? Flags.Whole("--seed", first, 0, (1L << 53) - 1).AsInteger() : null,
            });
            var report = new AuditReport([.. new SuiteAudit(Composition.Registry, plan).Run()], allowed);
            if (parsed.GetValue(json)) JsonOutput.Write(report.Json());
            else Output.Line(report.Text());
            return report.Weak.Length == 0 ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }
}
