using System.CommandLine;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard corpus: what recorded runs of other systems show, and what gates would have stopped and broken in them.</summary>
internal static class CorpusCommand
{
    public static Command Make() => new("corpus", "Reads recorded agent runs and judges gates on them.") { Table(), Gates() };

    private static Command Table()
    {
        var (files, json) = (Files(), JsonOutput.Option());
        var command = new Command("table", "Prints utility, utility under attack and targeted attack success by pipeline, suite and attack.") { files, json };
        command.SetAction((parsed, stop) =>
        {
            var table = new BenchmarkTable();
            foreach (var run in CorpusInput.Pass(withSteps: false).Judge<RecordedRun>(CorpusInput.Sources(parsed.GetValue(files)!), () => static run => run.LabelsOnly(), stop)) table.Add(run);
            if (parsed.GetValue(json)) JsonOutput.Write(CorpusTableText.Json(table));
            else Output.Line(CorpusTableText.Of(table));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Gates()
    {
        var (files, json) = (Files(), JsonOutput.Option());
        var gates = new Option<string[]>("--gates") { Description = "A gate set, gate, policy or file of one; more than once to compare; the shipped default by default." };
        var validators = new Option<string[]>("--validator") { Description = "A validator that watches in every configuration; each finding counts as a warning." };
        var list = new Option<string>("--list") { Description = "How many broken and missed runs are printed of each configuration.", DefaultValueFactory = _ => "10" };
        var command = new Command("gates", "Judges gates on recorded runs: attacks stopped, good runs broken.") { files, gates, validators, list, json };
        command.SetAction((parsed, stop) =>
        {
            var most = (int)Flags.Whole("--list", parsed.GetValue(list)!, 0, 1_000_000).AsInteger();
            var configurations = new CorpusGates(Composition.Registry, parsed.GetValue(validators) ?? []).Configurations(parsed.GetValue(gates) ?? []);
            var sources = CorpusInput.Sources(parsed.GetValue(files)!);
            var runs = CorpusInput.Pass(withSteps: true).Judge<JudgedRun>(sources, () => new GatePlay(configurations).Judge, stop);
            var report = GateReport.Of(runs, [.. configurations.Select(configuration => configuration.Name)]);
            Output.Line(CorpusGatesText.Of(report, most));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Argument<string[]> Files() => new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Recorded runs, also packed as .gz, or a run folder." };
}
