using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Tiltyard.EndToEnd.Tests.Cli;
using Tiltyard.Tests.Adapters.ChatModels;

namespace Tiltyard.EndToEnd.Tests.Hostile;

/// <summary>A run of which nothing came says so, and one that cannot be right is refused before it calls or writes.</summary>
public sealed class FailingRunTests : IDisposable
{
    private static readonly string[] Short = ["--trials", "3", "--arms", "attacked", "--agent-param", "retries=0"];

    private readonly ScratchFolder _scratch = new();
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);

    public FailingRunTests() => _door.Start();

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}/v1";

    public void Dispose()
    {
        _door.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Nobody_at_the_address_is_inconclusive()
    {
        var address = Address;
        _door.Stop();

        await AssertNothingCame(address, "refused");
    }

    [Fact]
    public async Task A_server_that_only_fails_is_inconclusive()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Fails(500));

        await AssertNothingCame(server.Address, "HTTP 500");
    }

    [Fact]
    public async Task A_run_in_which_a_policy_stopped_every_call_says_so_and_asked_nobody()
    {
        Write("deny.yaml", "version: 1\ndefaults: { mode: deny }\n");

        var outcome = await TiltyardProcess.RunAsync(
            _scratch.Path, "run", "helpdesk", "--agent", "openai-compatible:m", "--base-url", Address, "--trials", "3", "--arms", "defended", "--gates", "deny.yaml", "--out", "run");

        Assert.Equal("", outcome.Error);
        Assert.False(_door.Pending());
        Assert.Contains("WARNING: all trials denied at pre gate", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Every episode was denied", Text("run/index.html"), StringComparison.Ordinal);
        Assert.Contains("the agent was not asked", File.ReadAllText(Directory.EnumerateFiles(_scratch["run"], "transcript.txt", SearchOption.AllDirectories).First()), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_broken_gate_policy() => Refused("gates.yaml", "version: 1\npre_call:\n  - id: a\n    when: x\n", ["--gates", "gates.yaml"], "gates.yaml:4:5", "pre_call[0]", "unknown key 'when'");

    [Fact]
    public Task A_gate_policy_that_is_not_there() => Refused("other.yaml", "x: 1\n", ["--gates", "gates.yaml"], "gates.yaml", "no such file");

    [Fact]
    public Task A_gate_policy_with_a_pattern_that_is_none() =>
        Refused("gates.yaml", "version: 1\npost_call:\n  - id: a\n    deny_if: { field: text, op: \"~~\", value: \"(\" }\n", ["--gates", "gates.yaml"], "gates.yaml:4:", "post_call[0]");

    [Fact]
    public Task A_broken_evaluator() => Refused("rules.yaml", "rules:\n  - idd: x\n", ["--evaluator", "rules.yaml"], "rules.yaml:2:5", "rules[0]", "did you mean 'id'?");

    [Fact]
    public Task Broken_prices() => Refused("prices.json", "{\"models\":{\"a\":1}}", ["--prices", "prices.json"], "prices.json:1:16", "$.models.a", "expected a map");

    [Fact]
    public Task An_unknown_lane() => Refused("x", "x", ["--mode", "FAKE"], "--mode", "'FAKE'");

    [Fact]
    public async Task An_unknown_tag()
    {
        Write("mine.yaml", Scenario("secret"));

        await CliRefusal.AssertAsync(_scratch, ["run", "mine.yaml", "--base-url", Address], "mine.yaml:5:9", "$.policy", "'secret'");
        Assert.False(_door.Pending());
    }

    [Fact]
    public async Task A_missing_key()
    {
        await CliRefusal.AssertAsync(_scratch, [("OPENAI_API_KEY", "")], ["run", "helpdesk", "--agent", "openai:m", "--base-url", Address], "OPENAI_API_KEY", "needs a key");
        Assert.False(_door.Pending());
    }

    [Fact]
    public Task A_network_that_is_not_allowed() =>
        CliRefusal.AssertAsync(_scratch, [("OPENAI_API_KEY", "0123456789")], ["run", "helpdesk", "--agent", "openai:m"], "--allow-network", "api.openai.com");

    [Fact]
    public async Task An_address_of_this_machine_that_only_a_file_names()
    {
        Write("mine.yaml", Scenario("benign"));

        await CliRefusal.AssertAsync(_scratch, ["run", "mine.yaml"], "--allow-network", "127.0.0.1", "--base-url");
        Assert.False(_door.Pending());
    }

    [Theory]
    [InlineData("sensitive", "0", "SHIM", "the content is sensitive and ALLOW_SENSITIVE is not 1")]
    [InlineData("sensitive", "1", "REAL", "the content is sensitive and ALLOW_SENSITIVE=1")]
    [InlineData("prohibited", "1", "SHIM", "the content is prohibited for real providers")]
    [InlineData("benign", "0", "REAL", "the content is benign")]
    public async Task The_tag_decides_before_the_run_whether_a_provider_is_reached(string tag, string allows, string lane, string reason)
    {
        Write("mine.yaml", Scenario(tag));
        await using var server = new ChatServer(_ => ChatServerReply.Says("No."));

        var outcome = await CliProcess.RunAsync(
            _scratch.Path, "", [("ALLOW_SENSITIVE", allows)], "run", "mine.yaml", "--base-url", server.Address, "--trials", "2", "--param", "max_steps=1", "--out", "run");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(lane is "REAL", server.Requests > 0);
        Assert.Equal(lane is "REAL" ? "" : $"[policy] rerouting REAL -> SHIM: {reason}\n", outcome.Error);
        using var manifest = JsonDocument.Parse(Text("run/run.json"));
        var policy = manifest.RootElement.GetProperty("policy");
        Assert.Equal(
            ("REAL", tag, lane is "REAL", lane, reason),
            (policy.GetProperty("requested_mode").GetString(), policy.GetProperty("tag").GetString(), policy.GetProperty("allowed").GetBoolean(), policy.GetProperty("effective_mode").GetString(), policy.GetProperty("reason").GetString()));
    }

    private async Task AssertNothingCame(string address, string cause)
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, ["run", "helpdesk", "--agent", "openai-compatible:m", "--base-url", address, "--out", "run", .. Short]);

        Assert.Equal((4, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("THRESHOLDS: INCONCLUSIVE (", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("RUN FAIL: all 3 trials errored", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("pass_rate=0", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Every episode errored", Text("run/index.html"), StringComparison.Ordinal);
        Assert.Contains(cause, Text("run/rows.jsonl"), StringComparison.OrdinalIgnoreCase);
        using var results = JsonDocument.Parse(Text("run/results.json"));
        Assert.Equal(JsonValueKind.Null, results.RootElement.GetProperty("total").GetProperty("rates").GetProperty("pass_rate").GetProperty("estimate").ValueKind);
    }

    private async Task Refused(string file, string content, string[] flags, params string[] says)
    {
        Write(file, content);

        await CliRefusal.AssertAsync(_scratch, ["run", "helpdesk", "--agent", "openai-compatible:m", "--base-url", Address, .. Short, .. flags], says);
        Assert.False(_door.Pending());
    }

    private string Scenario(string tag) =>
        $$"""
        version: 1
        kind: scenario
        name: mine
        world: helpdesk
        policy: {{tag}}
        attacks: [case_attack]
        arms: [attacked]
        seats:
          agent: { name: "openai-compatible:m", parameters: { base_url: "{{Address}}" } }

        """;

    private string Text(string name) => File.ReadAllText(_scratch[name]);

    private void Write(string name, string text) => File.WriteAllText(_scratch[name], text);
}
