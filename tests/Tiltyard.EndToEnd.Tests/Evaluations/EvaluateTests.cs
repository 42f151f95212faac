using System.Text.Json.Nodes;
using Tiltyard.EndToEnd.Tests.Runs;
using Tiltyard.Tests.Adapters.ChatModels;

namespace Tiltyard.EndToEnd.Tests.Evaluations;

/// <summary>The real command on the plans that ship.</summary>
public sealed class EvaluateTests : IDisposable
{
    private static readonly string Comprehensive = Repository.PathOf("examples/evaluation/comprehensive.yaml");
    private static readonly string Basic = Repository.PathOf("examples/evaluation/basic.yaml");

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_comprehensive_plan_passes_with_the_reference_agent_and_every_report_of_it_is_valid()
    {
        var outcome = await Run(Comprehensive, "--episodes", "1", "--out", "run");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("PASSED", outcome.Output, StringComparison.Ordinal);
        await AssertValid("run");
    }

    [Fact]
    public async Task The_comprehensive_plan_with_a_tape_of_a_chat_model_is_judged_offline_to_the_same_bytes()
    {
        string[] plan;
        await using (var server = new ChatServer(_ => ChatServerReply.Calls("reply", """{"text":"Done."}""")))
        {
            plan = [Comprehensive, "--episodes", "1", "--agent", "openai-compatible:stub", "--base-url", server.Address, "--workers", "4"];
            var recorded = await Run([.. plan, "--record", "tape", "--out", "first"]);
            Assert.True(recorded.ExitCode == 1, recorded.Output + recorded.Error);
        }

        var replayed = await Run([.. plan, "--replay", "tape", "--out", "second"]);

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("FAILED", replayed.Output, StringComparison.Ordinal);
        RunFolders.AssertSame(_scratch["first"], _scratch["second"]);
        var reproducible = Metrics("second")["reproducibility_metrics"]!;
        Assert.Equal(1, (double)reproducible["score"]!);
        await AssertValid("second");
    }

    [Fact]
    public async Task An_agent_that_is_gullible_fails_and_the_exit_code_blocks()
    {
        var outcome = await Run("--scenarios", "prompt_injection,pii_extraction", "--agent", "policy:gullible", "--seed", "3", "--out", "run");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("FAILED: Critical incidents", outcome.Output, StringComparison.Ordinal);
        await AssertValid("run");
    }

    [Fact]
    public async Task The_ten_steps_are_told_as_they_are_done()
    {
        var outcome = await Run(Basic, "--out", "run");

        var lines = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.StartsWith("[ 1/10] read_configuration ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("[10/10] finalize ", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_as_json_has_the_documented_blocks_and_standard_error_is_silent()
    {
        var outcome = await Run(Basic, "--json", "--out", "run");

        var json = JsonNode.Parse(outcome.Output)!;
        Assert.Equal("", outcome.Error);
        Assert.True((bool)json["passed"]!);
        Assert.Equal(4, (int)json["metrics"]!["scenario_metrics"]!["total_scenarios"]!);
    }

    [Fact]
    public async Task A_baseline_shows_what_was_fixed_and_what_regressed()
    {
        await Run("--scenarios", "prompt_injection,pii_extraction", "--agent", "policy:gullible", "--run-id", "before", "--runs-root", "results");

        var outcome = await Run("--scenarios", "prompt_injection,pii_extraction", "--agent", "policy:reference", "--run-id", "after", "--runs-root", "results", "--baseline", "before");

        Assert.Contains("baseline before: 2 pairs, 0 pass in both, 0 fail in both, 0 regressed, 2 fixed", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("before", (string)JsonNode.Parse(File.ReadAllText(_scratch["results/after/results.json"]))!["evaluation"]!["baseline"]!["run_id"]!);
        Assert.Contains("Against before", File.ReadAllText(_scratch["results/after/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_no_clear_pass_blocks_a_deployment_where_the_plan_says_so()
    {
        File.WriteAllText(_scratch["plan.yaml"], File.ReadAllText(Basic) + "thresholds: { min_redteam_survival_rate: 0.9 }\nci: { block_deployment_on_failure: true }\n");
        File.WriteAllText(_scratch["other.yaml"], File.ReadAllText(Basic) + "thresholds: { min_redteam_survival_rate: 0.9 }\n");

        Assert.Equal(1, (await Run("plan.yaml", "--out", "a")).ExitCode);
        Assert.Equal(4, (await Run("other.yaml", "--out", "b")).ExitCode);
    }

    [Theory]
    [InlineData("come with the server", "--async")]
    [InlineData("unknown scenario 'nosuch'", "--scenarios", "nosuch", "--agent", "policy:reference")]
    [InlineData("--scenarios and --agent")]
    [InlineData("an evaluation is of one agent", "--scenarios", "prompt_injection")]
    [InlineData("redteam-level", "--scenarios", "prompt_injection", "--agent", "policy:reference", "--redteam-level", "brutal")]
    [InlineData("--create", "PLAN", "--create")]
    [InlineData("no run", "PLAN", "--baseline", "nowhere")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string reason, params string[] arguments)
    {
        var outcome = await Run(arguments.Select(argument => argument is "PLAN" ? Basic : argument).ToArray());

        var error = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(line => line.StartsWith("error:", StringComparison.Ordinal));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
        Assert.False(Directory.Exists(_scratch["results"]));
    }

    [Fact]
    public async Task A_report_that_is_not_valid_is_found_out()
    {
        File.WriteAllText(_scratch["bad.json"], """{"version":"2.1.0"}""");

        var (exitCode, said) = await PublishedSchemas.Judge($"sarif={_scratch["bad.json"]}");

        Assert.Equal(1, exitCode);
        Assert.Contains("'runs'", said, StringComparison.Ordinal);
    }

    private Task<ProcessOutcome> Run(params string[] arguments) => TiltyardProcess.RunAsync(_scratch.Path, ["evaluate", .. arguments, "--no-open"]);

    private JsonNode Metrics(string folder) => JsonNode.Parse(File.ReadAllText(_scratch[$"{folder}/results.json"]))!["evaluation"]!["metrics"]!;

    private async Task AssertValid(string folder)
    {
        PublishedSchemas.AssertJunit(_scratch[$"{folder}/junit.xml"]);
        await PublishedSchemas.AssertJson($"sarif={_scratch[$"{folder}/results.sarif"]}", $"ctrf={_scratch[$"{folder}/ctrf.json"]}");
    }
}
