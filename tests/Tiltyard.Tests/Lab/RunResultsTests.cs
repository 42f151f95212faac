using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Evidence;
using Tiltyard.Lab.Staff;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;
using Tiltyard.Tests.Runs.Projecting;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>The documented results of recorded runs, with somebody outside in a seat.</summary>
public sealed class RunResultsTests
{
    private static readonly Registry Registry = new(
        [new WorldEntry(LabKind.Kind, StaffPolicies.All) { Oracles = LabKind.Oracles, Files = RunResultsFiles.Make, Signatures = SignatureFile.Check }], [.. StandardCatalog.Registry.Agents, Model.Kind], [], [], []);

    [Fact]
    public async Task Results_with_a_model_in_a_seat_are_valid_and_tell_of_it()
    {
        var played = await Play("model");

        foreach (var (file, schema) in new[] { ("results.json", "results.v0.2.schema.json"), ("results.v0.3.json", "results.v0.3.schema.json") })
        {
            var results = JsonDocument.Parse(played.Text($"lab/lab-insider_key_misuse/{file}")).RootElement;
            Assert.Equal([], PublishedSchema.Faults(PublishedSchema.Read(schema), results).ToArray());
            var metadata = results.GetProperty("metadata");
            Assert.Equal(("model", "small", "llm_offline"), (results.GetProperty("llm_backend_id").GetString(), results.GetProperty("llm_model_id").GetString(), results.GetProperty("pipeline_mode").GetString()));
            Assert.Equal((100 * 7, 0.5), (metadata.GetProperty("total_tokens").GetInt32(), metadata.GetProperty("llm_invalid_output_rate").GetDouble()));
            Assert.Equal((49.5, 94.05), (metadata.GetProperty("mean_llm_latency_ms").GetDouble(), Math.Round(metadata.GetProperty("p95_llm_latency_ms").GetDouble(), 9)));
            Assert.Equal(0.1, metadata.GetProperty("estimated_cost_usd").GetDouble(), 9);
        }
    }

    /// <summary>Half of the answers name an action that does not exist, with a confidence of 0.9; the other half ticks, which goes through, with 0.3.</summary>
    [Fact]
    public async Task Calibration_and_tool_errors_follow_from_the_answers()
    {
        var metrics = JsonDocument.Parse((await Play("model")).Text("lab/lab-insider_key_misuse/results.json")).RootElement.GetProperty("episodes")[0].GetProperty("metrics");

        Assert.Equal((25, 0.5), (metrics.GetProperty("tool_selection_errors_count").GetInt32(), metrics.GetProperty("tool_selection_errors_rate").GetDouble()));
        var calibration = metrics.GetProperty("llm_confidence_calibration");
        Assert.Equal((0.8, 0.9), (calibration.GetProperty("ece").GetDouble(), calibration.GetProperty("mce").GetDouble()), new Close());
    }

    [Fact]
    public async Task A_recorded_run_of_the_shift_has_the_results_of_the_benchmark()
    {
        var played = await Play("policy:baseline");

        var run = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "insider_key_misuse")), Episodes = 2, Seed = 9 };
        Assert.Equal(CanonicalJson.Text(run.Play()) + "\n", played.Text("lab/lab-insider_key_misuse/results.json"));
        Assert.Equal(CanonicalJson.Text(run.Play(isFull: true)) + "\n", played.Text("lab/lab-insider_key_misuse/results.v0.3.json"));
    }

    [Theory]
    [InlineData("results.json")]
    [InlineData("results.v0.3.json")]
    [InlineData("key_registry.json")]
    public async Task Verify_makes_the_files_of_the_laboratory_again_and_names_one_that_was_changed(string file)
    {
        var played = await Play("model");
        var name = $"lab/lab-insider_key_misuse/{file}";
        Assert.Empty(RunVerify.Verify(played.Store, Registry).Problems);

        played.Store.Replace(name, Encoding.UTF8.GetBytes(played.Text(name).Replace('7', '8')));
        Assert.Equal([$"{name}: made again from the traces it comes out different"], RunVerify.Verify(played.Store, Registry).Problems, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Where_a_trace_was_not_kept_no_results_are_made()
    {
        var played = await Play("policy:baseline", TracePolicy.Parse("sample:1", SourcePlace.None));

        Assert.DoesNotContain(played.Store.Names, name => name.StartsWith("lab/", StringComparison.Ordinal));
    }

    private static Task<Played> Play(string agent, TracePolicy? trace = null)
    {
        var scenario = new Scenario
        {
            Name = "lab/insider_key_misuse",
            World = "lab",
            Parameters = DocumentNode.Map(("task", "insider_key_misuse")),
            Seats = ImmutableSortedDictionary<string, SeatChoice>.Empty.WithComparers(StringComparer.Ordinal).SetItem("ops_0", new SeatChoice(agent, DocumentNode.Map(), agent)),
        };
        return Played.Run(new ScenarioSet { Name = "shift", Scenarios = [scenario] }, new PlanSettings { Episodes = 2, Seed = 9, Trace = trace }, Registry);
    }

    private sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) one, (double, double) two) => Math.Abs(one.Item1 - two.Item1) < 1e-9 && Math.Abs(one.Item2 - two.Item2) < 1e-9;

        public int GetHashCode((double, double) one) => 0;
    }

    /// <summary>Answers every question: every other time with an action that does not exist. Every answer costs 7 tokens and a tenth of a cent, and takes a millisecond longer than the one before.</summary>
    private sealed class Model : IWaitingAgent
    {
        private static int _asked;
        private IBoundary? _boundary;

        public static AgentKind Kind { get; } = new()
        {
            Name = "model",
            NamedBy = "size",
            Parameters = Shape.Object(Field.Optional("size", Shape.Text(), "The size.", "small")),
            Summary = "Half of it is wrong.",
            AsksOutside = true,
            Create = _ => new Model(),
        };

        public string Name => "model:small";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
        {
            _boundary = boundary;
            if (key.Episode == 0) _asked = 0;
        }

        public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
        {
            var isWrong = observation.Step % 2 == 0;
            var answer = await _boundary!.AskAsync(
                new Question
                {
                    Source = Name,
                    Request = observation.Step.ToString(CultureInfo.InvariantCulture),
                    Seat = observation.SeatName,
                    Step = observation.Step,
                    Ask = _ => ValueTask.FromResult(new Answer
                    {
                        Text = isWrong ? """{"action":"no_such","confidence":0.9}""" : """{"action":"tick","confidence":0.3}""",
                        PromptTokens = 5,
                        CompletionTokens = 2,
                        CostUsd = 0.001,
                        LatencyMs = _asked++,
                    }),
                },
                cancellation);
            proposal.Named(answer.Text.Contains("tick", StringComparison.Ordinal) ? "tick" : "no_such", null);
        }
    }
}
