using System.CommandLine;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Corpora.Writing;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard corpus: what recorded runs show, and what gates would have stopped and broken in them.</summary>
internal static class CorpusCommand
{
    public static Command Make() => new("corpus", "Reads recorded agent runs and judges gates on them.") { Table(), Gates() };

    private static Command Table()
    {
        var shared = new Shared();
        var command = new Command("table", "Prints utility, utility under attack and targeted attack success by pipeline, suite and attack.");
        shared.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var table = new BenchmarkTable();
            var runs = shared.Pass(parsed, withSteps: false).Judge<RecordedRun>(shared.Sources(parsed), () => static run => run.LabelsOnly(), stop);
            foreach (var run in runs) table.Add(run);
            if (parsed.GetValue(shared.Json)) JsonOutput.Write(CorpusTableText.Json(table));
            else Output.Line(CorpusTableText.Of(table));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Gates()
    {
        var shared = new Shared();
        var gates = new Option<string[]>("--gates") { Description = "A gate set, gate or policy, shipped or as a file; more than once to compare; the shipped set default if none is named." };
        var validators = new Option<string[]>("--validator") { Description = "A validator that watches in every configuration; each finding counts as a warning." };
        var by = new Option<string>("--by") { Description = "What to print figures by: suite, attack, family, model, with commas between, or none.", DefaultValueFactory = _ => "suite,attack" };
        var list = new Option<string>("--list") { Description = "How many broken and how many missed runs to print of each configuration.", DefaultValueFactory = _ => "5" };
        var output = new Option<string?>("--out") { Description = "Where the page and its tables go; else results/corpus- and the report's hash." };
        var timing = new Option<bool>("--timing") { Description = "Reads everything once more without judging and says on standard error how long each took, and the peak memory." };
        var command = new Command("gates", "Judges gates on recorded runs: attacks stopped, good runs broken, and why.") { gates, validators, by, list, output, timing };
        shared.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var groups = CorpusGatesText.Groups(parsed.GetValue(by)!);
            var most = (int)Flags.Whole("--list", parsed.GetValue(list)!, 0, 1_000_000).AsInteger();
            var configurations = new CorpusGates(Composition.Registry, parsed.GetValue(validators) ?? []).Configurations(parsed.GetValue(gates) ?? []);
            var (sources, pass) = (shared.Sources(parsed), shared.Pass(parsed, withSteps: true));
            var watch = parsed.GetValue(timing) ? CorpusTiming.Start() : null;
            var runs = pass.Judge<JudgedRun>(sources, () => new GatePlay(configurations).Judge, stop);
            watch?.Judged(runs.Count);
            watch?.Reading(() => pass.Judge<bool>(sources, () => static _ => true, stop));
            var report = GateReport.Of(runs, [.. configurations.Select(configuration => configuration.Name)]);
            var folder = CorpusFolder.Write(report, [.. sources.Select(source => source.Name)], parsed.GetValue(output));
            if (parsed.GetValue(shared.Json)) JsonOutput.Write(GateReportJson.Of(report));
            else Output.Line($"{CorpusGatesText.Of(report, groups, most)}\n\n{Path.Combine(folder, "index.html")}");
            watch?.Print();
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    /// <summary>What both have in common: files, workers, and what is made of runs without a label.</summary>
    private sealed class Shared
    {
        private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Recorded runs, also packed as .gz, or a run folder." };
        private readonly Option<string?> _workers = new("--workers") { Description = "How many threads judge; as many as there are processors if not given." };
        private readonly Option<bool> _assumesBenign = new("--assume-benign") { Description = "Takes runs that do not say whether they were attacked as benign." };

        public Option<bool> Json { get; } = JsonOutput.Option();

        public void AddTo(Command command)
        {
            command.Arguments.Add(_files);
            command.Options.Add(_workers);
            command.Options.Add(_assumesBenign);
            command.Options.Add(Json);
        }

        public CorpusSource[] Sources(ParseResult parsed) => CorpusInput.Sources(parsed.GetValue(_files)!);

        public CorpusPass Pass(ParseResult parsed, bool withSteps) => CorpusInput.Pass(parsed.GetValue(_workers), withSteps, parsed.GetValue(_assumesBenign));
    }
}
