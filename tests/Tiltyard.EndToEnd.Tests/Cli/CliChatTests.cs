using System.Text;
using Tiltyard.EndToEnd.Tests.Runs;
using Tiltyard.Tests.Adapters.ChatModels;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The real command with a chat model in a seat, against a server on this machine.</summary>
public sealed class CliChatTests : IDisposable
{
    private const string Key = "sk-or-v1-0123456789abcdef0123456789abcdef";

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("gates")]
    [InlineData("simple_v2")]
    public async Task The_mode_from_the_environment_wins_over_either_form_of_policy_and_says_so(string policy)
    {
        var outcome = await CliProcess.RunAsync(
            _scratch.Path, "", [("GATES_MODE", "deny")], "run", "tau_risky_real", "--policy", "reference", "--gates", policy, "--no-open", "--out", "run");

        var manifest = await File.ReadAllTextAsync(_scratch["run/run.json"], TestContext.Current.CancellationToken);
        Assert.Contains("pre=allow:0/", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"mode_source\": \"env\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documented_variables_name_the_model_and_its_temperature_where_no_flag_does()
    {
        await CliProcess.RunAsync(
            _scratch.Path, "", [("MODEL", "small-one"), ("TEMPERATURE", "0.7")], "run", "tau_risky_real", "--agent", "groq", "--dry-run", "--no-open", "--out", "run");

        var manifest = await File.ReadAllTextAsync(_scratch["run/run.json"], TestContext.Current.CancellationToken);
        Assert.Contains("groq:small-one", manifest, StringComparison.Ordinal);
        Assert.Contains("\"temperature\": 0.7", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_model_run_replays_offline_byte_for_byte()
    {
        string[] plan;
        await using (var server = new ChatServer(Faulty))
        {
            plan = ["run", "release_manager", "--agent", "openai-compatible:stub", "--base-url", server.Address, "--episodes", "20", "--max-steps", "5", "--workers", "8"];
            var recorded = await TiltyardProcess.RunAsync(_scratch.Path, [.. plan, "--record", "tape", "--out", "first"]);
            Assert.Equal("", recorded.Error);
            Assert.Equal(0, recorded.ExitCode);
        }

        var replayed = await TiltyardProcess.RunAsync(_scratch.Path, [.. plan, "--replay", "tape", "--out", "second"]);

        Assert.Equal("", replayed.Error);
        Assert.Equal(0, replayed.ExitCode);
        Assert.Contains("\"answered\"", File.ReadAllText(_scratch["first/traces/release_manager/base-e0.jsonl"]), StringComparison.Ordinal);
        RunFolders.AssertSame(_scratch["first"], _scratch["second"]);
    }

    [Fact]
    public async Task The_published_configuration_plays_and_its_key_is_in_no_file()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("check_fundamentals", text: $"the key is {Key}"));
        var config = Path.Combine(Root(), "configs/trading_goal_vs_profit/openrouter_gpt4o.yaml");
        File.WriteAllText(_scratch[".env"], $"OPENROUTER_API_KEY={Key}\n");

        var outcome = await CliProcess.RunAsync(
            _scratch.Path, "", [("OPENROUTER_API_KEY", "")], ["run", "--config", config, "--base-url", server.Address, "--record", "tape", "--out", "run"]);

        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("openrouter:openai/gpt-4o", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"api_key_present\":true", File.ReadAllText(_scratch["run/run.json"]).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        File.Delete(_scratch[".env"]);
        Assert.All(Directory.EnumerateFiles(_scratch.Path, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Key, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Echo_proves_the_plumbing_without_key_or_network()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--agent", "echo", "--max-steps", "2", "--out", "run");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\"cost_usd\":0,", File.ReadAllText(_scratch["run/rows.jsonl"]), StringComparison.Ordinal);
        Assert.Contains("\"invalid\":2", File.ReadAllText(_scratch["run/rows.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_needs_neither_key_nor_network()
    {
        var outcome = await CliProcess.RunAsync(_scratch.Path, "", [("OPENAI_API_KEY", "")], ["run", "release_manager", "--agent", "openai:gpt-4o", "--dry-run", "--out", "run"]);

        Assert.Equal("", outcome.Error);
        Assert.Contains("dry-run", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_network_is_closed_until_it_is_allowed() =>
        CliRefusal.AssertAsync(_scratch, ["run", "release_manager", "--agent", "openai:gpt-4o"], "--allow-network", "api.openai.com");

    [Fact]
    public Task An_address_of_this_machine_that_only_a_default_names_is_not_allowed_either() =>
        CliRefusal.AssertAsync(_scratch, ["run", "release_manager", "--agent", "ollama:llama3.2:3b"], "--allow-network", "--base-url http://localhost:11434/v1");

    [Fact]
    public Task An_address_of_another_machine_needs_the_network_wherever_it_is_given() =>
        CliRefusal.AssertAsync(_scratch, ["run", "release_manager", "--agent", "openai-compatible:m", "--base-url", "http://192.0.2.1/v1"], "--allow-network", "192.0.2.1");

    [Fact]
    public Task A_missing_key_is_named() => CliRefusal.AssertAsync(
        _scratch, [("OPENROUTER_API_KEY", "")], ["run", "release_manager", "--agent", "openrouter", "--model", "openai/gpt-4o", "--allow-network"], "OPENROUTER_API_KEY", ".env");

    [Fact]
    public Task A_key_as_a_parameter_is_refused() => CliRefusal.AssertAsync(
        _scratch, ["run", "release_manager", "--agent", "openrouter:m", "--agent-param", $"api_key={Key}"], "--agent-param api_key", "set OPENROUTER_API_KEY");

    [Fact]
    public Task A_ceiling_of_cost_needs_a_price() => CliRefusal.AssertAsync(
        _scratch, ["run", "release_manager", "--agent", "openai:nobody-knows", "--max-cost", "1", "--allow-network"], "--max-cost", "--prices");

    [Fact]
    public Task A_file_cannot_have_a_key_sent_elsewhere()
    {
        File.WriteAllText(_scratch["evil.yaml"], "scenario: release_manager\nagent:\n  type: openrouter\n  params:\n    model: m\n    base_url: http://192.0.2.1/v1\n");
        return CliRefusal.AssertAsync(_scratch, [("OPENROUTER_API_KEY", Key)], ["run", "--config", "evil.yaml", "--allow-network"], "OPENROUTER_API_KEY", "192.0.2.1", "--base-url");
    }

    [Fact]
    public Task A_temperature_that_would_not_be_sent_is_refused() =>
        CliRefusal.AssertAsync(_scratch, ["run", "release_manager", "--agent", "anthropic:m", "--temperature", "0.5"], "--temperature", "takes no temperature");

    [Fact]
    public Task A_strict_replay_has_nothing_to_record() =>
        CliRefusal.AssertAsync(_scratch, ["run", "release_manager", "--replay", "a", "--record", "b"], "--replay-mode lenient");

    private static ChatServerReply Faulty(ChatServerRequest request) => (request.Number % 17) switch
    {
        3 => ChatServerReply.Fails(429, "0"),
        7 => ChatServerReply.Fails(500),
        11 => ChatServerReply.Calls("run_tests") with { CloseAfter = 10 },
        _ => ChatServerReply.Calls(request.Number % 2 == 0 ? "deploy" : "run_tests", text: Encoding.UTF8.GetString([0xE2, 0x82, 0xAC])),
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tiltyard.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
