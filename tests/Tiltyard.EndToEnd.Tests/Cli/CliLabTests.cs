using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The laboratory at the command line: benchmarks, controls, and shifts as runs that verify and replay.</summary>
public sealed class CliLabTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_benchmark_writes_results_and_a_log_and_says_the_same_in_its_table()
    {
        var outcome = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--episodes", "2", "--out", "results.json", "--log", "log.jsonl");

        Assert.Equal(0, outcome.ExitCode);
        var results = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["results.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("0.2", "scripted_lab_v1"), (results.GetProperty("schema_version").GetString(), results.GetProperty("agent_baseline_id").GetString()));
        var metrics = results.GetProperty("episodes")[0].GetProperty("metrics");
        Assert.Contains($"123   {metrics.GetProperty("throughput").GetInt32()} ", outcome.Output, StringComparison.Ordinal);
        Assert.True((await File.ReadAllLinesAsync(_scratch["log.jsonl"], TestContext.Current.CancellationToken)).Length > 200);
        Assert.Contains("\"turnaround_quantiles_s\"", await File.ReadAllTextAsync(_scratch["results.v0.3.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partners_folder_lies_over_the_policy()
    {
        Directory.CreateDirectory(_scratch["slow"]);
        await File.WriteAllTextAsync(_scratch["slow/equipment.yaml"], "{version: 1, device_types: {CHEM_ANALYZER: {work: analyze, capacity: 1, run_s: 3000}}}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["none.yaml"], "{}", TestContext.Current.CancellationToken);

        var usual = await Throughput();
        var slow = await Throughput("--partner", "slow");
        var wrong = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--partner", "none.yaml");

        Assert.True(usual > slow, $"{usual} > {slow}");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
    }

    [Fact]
    public async Task A_shift_is_a_run_that_verifies_and_replays()
    {
        await File.WriteAllTextAsync(_scratch["shift.yaml"], """
            version: 1
            kind: scenario
            name: shift
            world: lab
            parameters: { task: insider_key_misuse, timing: simulated }
            episodes: 2
            """, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await Run("run", "shift.yaml", "--out", "run", "--no-open")).ExitCode);

        Assert.Contains("intact, 2 episodes", (await Run("verify", "run")).Output, StringComparison.Ordinal);
        Assert.Contains("0 diverged", (await Run("replay", "run")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("corpus", "gates", "run")).ExitCode);

        var file = Directory.GetFiles(_scratch["run/traces"], "*-e1.signatures.jsonl", SearchOption.AllDirectories).Single();
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, string.Join('\n', lines.Where((_, place) => place != 1)) + "\n", TestContext.Current.CancellationToken);
        File.Delete(Directory.GetFiles(_scratch["run/lab"], "key_registry.json", SearchOption.AllDirectories).Single());
        var damaged = await Run("verify", "run");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("-e1.signatures.jsonl: the line of the event pz_", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("key_registry.json: it is not there", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controls_are_held_against_each_other()
    {
        var outcome = await Run("lab", "controls", "--task", "qc_cascade", "--timing", "explicit", "--episodes", "20", "--json");

        Assert.Equal(0, outcome.ExitCode);
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(5, json.GetProperty("controls").GetArrayLength());
        Assert.All(json.GetProperty("differences").EnumerateArray(), one => Assert.True(one.GetProperty("low").GetDouble() > 0));
    }

    [Fact]
    public async Task Enforcement_is_switched_on_by_its_flag_and_the_results_say_so()
    {
        var benchmark = await Run("lab", "run-benchmark", "--task", "insider_key_misuse", "--enforcement", "on", "--episodes", "1", "--out", "results.json");
        var controls = await Run("lab", "controls", "--task", "insider_key_misuse", "--timing", "explicit", "--enforcement", "on", "--episodes", "10", "--json");
        var without = await Run("lab", "controls", "--task", "insider_key_misuse", "--timing", "explicit", "--episodes", "10", "--json");

        Assert.Contains("explicit timing, with enforcement", benchmark.Output, StringComparison.Ordinal);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["results.json"], TestContext.Current.CancellationToken));
        Assert.True(results.RootElement.GetProperty("config").GetProperty("enforcement").GetBoolean());
        Assert.True(results.RootElement.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("blocked_by_reason_code").TryGetProperty("AGENT_KILLED", out _));
        Assert.Equal(0, controls.ExitCode);
        Assert.NotEqual(without.Output, controls.Output, StringComparer.Ordinal);
        Assert.Equal(0, (await Run("lab", "page", "results.json", "--out", "again.html")).ExitCode);
    }

    [Fact]
    public async Task Results_of_a_folder_are_summarized_in_the_documented_files()
    {
        foreach (var task in new[] { "throughput_sla", "insider_key_misuse" })
            await Run("lab", "run-benchmark", "--task", task, "--episodes", "2", "--out", $"{task}.json");

        var outcome = await Run("lab", "summarize-results", "--in", ".", "--out", "tables", "--basename", "all", "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(4, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("episodes").GetInt32());
        var plain = await File.ReadAllLinesAsync(_scratch["tables/all_v0.2.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(3, plain.Length);
        Assert.StartsWith("task,agent_baseline_id,partner_id,n_episodes,throughput_mean,throughput_std,", plain[0], StringComparison.Ordinal);
        Assert.Equal(plain, await File.ReadAllLinesAsync(_scratch["tables/all.csv"], TestContext.Current.CancellationToken));
        Assert.All(["all_v0.3.csv", "all.md", "run_info.csv"], name => Assert.True(File.Exists(_scratch[$"tables/{name}"])));
    }

    [Fact]
    public async Task A_recorded_run_holds_its_results_and_what_an_agent_outside_was_like()
    {
        await WriteAgent("end_run");
        var played = await Run("run", "lab", "--param", "task=stat_insertion", "--episodes", "1", "--agent", "process:sh agent.sh", "--out", "run", "--no-open");

        Assert.True(played.ExitCode is 0, played.Error);
        var results = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["run/lab/lab/results.v0.3.json"], TestContext.Current.CancellationToken)).RootElement;
        var metadata = results.GetProperty("metadata");
        Assert.Equal(("0.3", "llm_offline", "process"), (results.GetProperty("schema_version").GetString(), results.GetProperty("pipeline_mode").GetString(), results.GetProperty("llm_backend_id").GetString()));
        Assert.Equal((0, 0, JsonValueKind.Null), (metadata.GetProperty("llm_error_rate").GetDouble(), metadata.GetProperty("llm_invalid_output_rate").GetDouble(), metadata.GetProperty("estimated_cost_usd").ValueKind));
        Assert.Equal(120, metadata.GetProperty("llm_attribution_summary").GetProperty("by_agent").GetProperty("ops_0").GetProperty("calls").GetInt32());
        var calibration = results.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("llm_confidence_calibration");
        Assert.Equal((120, 0.75, 0.75), (calibration.GetProperty("n").GetInt32(), calibration.GetProperty("ece").GetDouble(), calibration.GetProperty("mce").GetDouble()));
        Assert.Contains("intact", (await Run("verify", "run")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("lab", "summarize-results", "--in", "run", "--out", "tables")).ExitCode);
    }

    [Fact]
    public async Task A_quick_look_has_a_folder_named_by_the_clock_and_the_clock_in_no_file()
    {
        foreach (var _ in new[] { 1, 2 }) Assert.Equal(0, (await Run("lab", "quick-eval", "--seed", "7", "--out-dir", "looks")).ExitCode);

        var folders = Directory.GetDirectories(_scratch["looks"]).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, folders.Length);
        Assert.All(folders, folder => Assert.Matches("^quick_eval_[0-9]{8}_[0-9]{6}(-2)?$", Path.GetFileName(folder)));
        var files = Directory.GetFiles(folders[0], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folders[0], file)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(13, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folders[0], file)), File.ReadAllBytes(Path.Combine(folders[1], file))));
        Assert.Equal(0, (await Run("lab", "summarize-results", "--in", "looks/" + Path.GetFileName(folders[0]), "--out", "tables")).ExitCode);
    }

    [Fact]
    public async Task Determinism_of_a_task_is_reported_in_both_files()
    {
        var outcome = await Run("lab", "determinism-report", "--task", "qc_cascade", "--episodes", "2", "--seed", "3", "--timing", "simulated", "--out", "report");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("OK: both runs left the same bytes", outcome.Output, StringComparison.Ordinal);
        var report = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["report/determinism_report.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.Equal(report.GetProperty("run1").GetProperty("receipts_bundle_root_hash").GetString(), report.GetProperty("run2").GetProperty("receipts_bundle_root_hash").GetString());
        Assert.Contains("5/5 passed", await File.ReadAllTextAsync(_scratch["report/determinism_report.md"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_study_that_ships_shows_what_signatures_are_good_for()
    {
        var outcome = await Run("lab", "run-study", "--spec", Repository.PathOf("examples/lab/insider_study.yaml"), "--out", "study", "--json");

        Assert.Equal(0, outcome.ExitCode);
        var conditions = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("conditions");
        Assert.Equal((50, 0), (conditions[0].GetProperty("attack_success").GetProperty("k").GetInt32(), conditions[1].GetProperty("attack_success").GetProperty("k").GetInt32()));
        foreach (var file in new[] { "manifest.json", "conditions.jsonl", "README.md", "results/cond_0/results.json", "results/cond_1/results.v0.3.json", "logs/cond_1/episodes.jsonl" }) Assert.True(File.Exists(_scratch[$"study/{file}"]), file);
        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["study/manifest.json"], TestContext.Current.CancellationToken)).RootElement;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(_scratch["study/results/cond_1/results.json"], TestContext.Current.CancellationToken)));
        Assert.Equal(hash, manifest.GetProperty("result_hashes").GetProperty("cond_1").GetString());
        Assert.Equal(2, (await Run("lab", "run-study", "--spec", Repository.PathOf("examples/lab/insider_study.yaml"), "--out", "study")).ExitCode);
        Assert.Equal(0, (await Run("lab", "summarize-results", "--in", "study", "--out", "tables")).ExitCode);
    }

    [Fact]
    public async Task An_agent_of_your_own_is_put_into_a_seat_and_its_results_are_written()
    {
        await WriteAgent("end_run");

        var outcome = await Run("lab", "eval-agent", "--task", "throughput_sla", "--agent", "process:sh agent.sh", "--episodes", "2", "--out", "own.json");

        Assert.True(outcome.ExitCode is 0, outcome.Error);
        Assert.Contains("process_sh_agent_sh", outcome.Output, StringComparison.Ordinal);
        var results = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["own.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("process:sh agent.sh", "policy:baseline"), (results.GetProperty("config").GetProperty("agents").GetProperty("ops_0").GetString(), results.GetProperty("config").GetProperty("agents").GetProperty("runner_0").GetString()));
        Assert.Equal(0, results.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("throughput").GetInt32());
        Assert.Contains("intact, 2 episodes", (await Run("verify", "own.run")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("lab", "eval-agent", "--task", "throughput_sla", "--agent", "process:sh agent.sh", "--out", "own.json")).ExitCode);
    }

    [Fact]
    public async Task Why_an_agent_of_your_own_came_to_nothing_is_said()
    {
        await WriteAgent("no_such_act");

        var missing = await Run("lab", "eval-agent", "--task", "throughput_sla", "--agent", "process:sh nowhere.sh", "--episodes", "1", "--out", "none.json");
        var useless = await Run("lab", "eval-agent", "--task", "throughput_sla", "--agent", "process:sh agent.sh", "--episodes", "1", "--out", "own.json");
        var seat = await Run("lab", "eval-agent", "--task", "throughput_sla", "--agent", "process:sh agent.sh", "--seat", "ops_1");

        Assert.Equal(4, missing.ExitCode);
        Assert.Matches("1 of 1 episodes .* the first: seed 123, the agent's process ended with exit code .*nowhere.sh", missing.Output);
        Assert.Contains("what was wrong with each: transcript.txt in own.run/episodes", useless.Output, StringComparison.Ordinal);
        Assert.Contains("unknown value of --seat 'ops_1' (did you mean 'ops_0'?)", seat.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scripted_shift_as_an_agent_has_the_results_of_the_benchmark()
    {
        await Run("lab", "eval-agent", "--task", "multi_site_stat", "--agent", "policy:baseline", "--episodes", "2", "--out", "one.json");
        await Run("lab", "run-benchmark", "--task", "multi_site_stat", "--episodes", "2", "--out", "two.json");

        foreach (var end in new[] { ".json", ".v0.3.json" }) Assert.Equal(await File.ReadAllTextAsync(_scratch[$"two{end}"], TestContext.Current.CancellationToken), await File.ReadAllTextAsync(_scratch[$"one{end}"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_chat_model_in_a_seat_is_told_of_in_the_metadata_and_its_tape_gives_the_same_results()
    {
        string[] model = ["lab", "run-benchmark", "--task", "insider_key_misuse", "--episodes", "1", "--llm-backend", "deterministic", "--llm-agents", "supervisor_0"];

        var recorded = await Run([.. model, "--out", "one.json", "--record", "tape"]);
        var replayed = await Run([.. model, "--out", "two.json", "--replay", "tape"]);

        Assert.True(recorded.ExitCode is 0, recorded.Error);
        Assert.True(replayed.ExitCode is 0, replayed.Error);
        var text = await File.ReadAllTextAsync(_scratch["one.json"], TestContext.Current.CancellationToken);
        Assert.Equal(text, await File.ReadAllTextAsync(_scratch["two.json"], TestContext.Current.CancellationToken));
        var results = JsonDocument.Parse(text).RootElement;
        Assert.Equal(("echo", "stub", 1), (results.GetProperty("llm_backend_id").GetString(), results.GetProperty("llm_model_id").GetString(), results.GetProperty("metadata").GetProperty("llm_invalid_output_rate").GetDouble()));
        Assert.True(results.GetProperty("metadata").GetProperty("total_tokens").GetInt64() > 1000);
    }

    [Theory]
    [InlineData("lab", "eval-agent", "--task", "throughput_sla")]
    [InlineData("lab", "eval-agent", "--task", "throughput_sla", "--agent", "nobody")]
    [InlineData("lab", "eval-agent", "--task", "throughput_sla", "--agent", "echo", "--seat", "adversary_0")]
    [InlineData("lab", "eval-agent", "--task", "throughput_sla", "--agent", "openai:gpt-x")]
    [InlineData("lab", "run-benchmark", "--task", "throughput_sla", "--llm-model", "m")]
    [InlineData("lab", "run-benchmark", "--task", "throughput_sla", "--llm-backend", "nobody_live")]
    [InlineData("lab", "run-benchmark", "--task", "throughput_sla", "--llm-backend", "echo", "--log", "x")]
    [InlineData("lab", "run-study", "--spec", "nowhere.yaml", "--out", "x")]
    [InlineData("lab", "determinism-report", "--task", "qc_cascade")]
    [InlineData("lab", "summarize-results", "--in", "nowhere", "--out", "x")]
    [InlineData("lab", "summarize-results", "--in", ".", "--out", "x")]
    [InlineData("lab", "summarize-results", "--in", ".", "--out", "x", "--basename", "../x")]
    [InlineData("lab", "run-benchmark")]
    [InlineData("lab", "run-benchmark", "--task", "nothing")]
    [InlineData("lab", "run-benchmark", "--task", "qc_cascade", "--episodes", "1", "--out", "one.json", "--log", "./one.json")]
    [InlineData("lab", "run-benchmark", "--task", "qc_cascade", "--episodes", "1", "--out", "one.json", "--page", "one.v0.3.json")]
    [InlineData("lab", "run-benchmark", "--task", "qc_cascade", "--episodes", "1", "--out", "no/such/one.json")]
    [InlineData("lab", "run-benchmark", "--task", "qc_cascade", "--episodes", "1", "--out", ".")]
    [InlineData("lab", "controls", "--episodes", "0")]
    [InlineData("lab", "quick-eval", "--timing", "soon")]
    [InlineData("run", "lab", "--param", "task=nothing")]
    public async Task What_does_not_exist_is_refused_in_one_line(params string[] arguments)
    {
        var outcome = await Run(arguments);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task The_page_of_a_run_is_the_page_of_its_episode_and_a_changed_trace_has_none()
    {
        Assert.Equal(0, (await Run("run", "lab", "--param", "task=qc_cascade", "--episodes", "2", "--out", "run", "--no-open")).ExitCode);

        Assert.Contains("<code>tiltyard lab page . --episode lab/base-e0 --out shift.html</code>", await File.ReadAllTextAsync(_scratch["run/index.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var (first, again, other) = (await Run("lab", "page", "run", "--out", "a.html"), await Run("lab", "page", "run", "--episode", "lab/base-e0", "--out", "b.html", "--json"), await Run("lab", "page", "run", "--episode", "1", "--out", "c.html"));
        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, other.ExitCode));
        Assert.EndsWith("page: a.html", first.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("qc_cascade", JsonDocument.Parse(again.Output).RootElement.GetProperty("task").GetString());
        Assert.Equal(await Bytes("a.html"), await Bytes("b.html"));
        Assert.NotEqual(await Bytes("a.html"), await Bytes("c.html"));

        var trace = _scratch["run/traces/lab/base-e0.jsonl"];
        await File.WriteAllTextAsync(trace, (await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken)).Replace("\"action\":\"start_run\"", "\"action\":\"end_run\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var changed = await Run("lab", "page", "run", "--out", "d.html");
        Assert.Equal((2, false), (changed.ExitCode, File.Exists(_scratch["d.html"])));
        Assert.Contains("base-e0.jsonl: played again, the trace diverges at event", changed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "there is no run 'nothing' in results")]
    [InlineData("page.txt", "page.txt:1:1")]
    [InlineData("log.jsonl", "a log says neither task nor seed")]
    [InlineData("empty.json", "the key 'schema_version' is missing")]
    public async Task A_page_of_nothing_is_refused_in_one_line(string source, string reason)
    {
        await File.WriteAllTextAsync(_scratch["page.txt"], "nothing", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["empty.json"], "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["log.jsonl"], "{}\n", TestContext.Current.CancellationToken);

        var outcome = await Run("lab", "page", source, "--out", "page.html");

        Assert.Equal((2, "", false), (outcome.ExitCode, outcome.Output, File.Exists(_scratch["page.html"])));
        Assert.Contains(reason, Assert.Single(outcome.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_one_line()
    {
        var outcome = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--episodes", "1", "--page", "nowhere/page.html");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("error: nowhere/page.html: this cannot be written: ", Assert.Single(outcome.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_worlds_run_has_no_such_page()
    {
        Assert.Equal(0, (await Run("run", "release_manager", "--episodes", "1", "--out", "run", "--no-open")).ExitCode);

        var outcome = await Run("lab", "page", "run", "--out", "page.html");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("only shifts of the laboratory have this page", outcome.Error, StringComparison.Ordinal);
    }

    private Task<byte[]> Bytes(string name) => File.ReadAllBytesAsync(_scratch[name], TestContext.Current.CancellationToken);

    /// <summary>A program that always asks for the same action, three quarters sure of it.</summary>
    private Task WriteAgent(string action) => File.WriteAllTextAsync(_scratch["agent.sh"], $$"""
        while read -r line; do
          case "$line" in *'"type":"observe"'*) echo '{"action":"{{action}}","args":{"device":"DEV_COAG_01"},"confidence":0.75}';; esac
        done
        """, TestContext.Current.CancellationToken);

    private async Task<int> Throughput(params string[] more)
    {
        var outcome = await Run(["lab", "run-benchmark", "--task", "throughput_sla", "--timing", "simulated", "--episodes", "1", "--json", .. more]);
        return JsonDocument.Parse(outcome.Output).RootElement.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("throughput").GetInt32();
    }

    private Task<ProcessOutcome> Run(params string[] arguments) => TiltyardProcess.RunAsync(_scratch.Path, arguments);
}
