using Tiltyard.EndToEnd.Tests.Cli;
using Tiltyard.Tests.Adapters.ChatModels;

namespace Tiltyard.EndToEnd.Tests.Hostile;

/// <summary>One run of the real command against a server that gives every hostile answer, for all tests that look at what it left.</summary>
public sealed class HostileRun : IAsyncLifetime
{
    private readonly ScratchFolder _scratch = new();

    internal ScratchFolder Scratch => _scratch;

    internal ProcessOutcome Outcome { get; private set; } = new(-1, "", "");

    internal long Asked { get; private set; }

    /// <summary>Where the server was; nobody is there any more.</summary>
    internal string Address { get; private set; } = "";

    public string Folder => _scratch["run"];

    public async ValueTask InitializeAsync()
    {
        ChatServerReply[] answers = [.. HostileAnswers.Whole, .. HostileAnswers.Broken];
        await using var server = new ChatServer(request => answers[(request.Number - 1) % answers.Length]);
        Address = server.Address;
        Outcome = await PlayAsync("--out", "run", "--record", "tape", "--cache", "cache");
        Asked = server.Requests;
    }

    /// <summary>Plays the same plan.</summary>
    internal Task<ProcessOutcome> PlayAsync(params string[] more) => CliProcess.RunAsync(
        _scratch.Path,
        "",
        [("REAL_API_KEY", HostileAnswers.RealKey)],
        [
            "run", "helpdesk", "--agent", "openai-compatible:m", "--base-url", Address, "--agent-param", "retries=0", "--agent-param", "repairs=0",
            "--arms", "attacked,defended", "--episodes", "1", "--trials", "50", "--param", "max_steps=5", "--workers", "1", .. more,
        ]);

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Every file that the run wrote, tape and cache included.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(_scratch.Path, "*", SearchOption.AllDirectories).Where(file => !file.Contains("profile", StringComparison.Ordinal));
}
