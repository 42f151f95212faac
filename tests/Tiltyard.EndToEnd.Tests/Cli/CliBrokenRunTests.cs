namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>A damaged run folder is refused by every command that reads it, and left as it is.</summary>
public sealed class CliBrokenRunTests : IAsyncLifetime
{
    private static readonly string[][] Readers =
    [
        ["report", "run"], ["check", "run"], ["compare", "run", "run"], ["plot", "run"], ["export", "run", "--out", "elsewhere"],
        ["run", "release_manager", "--policy", "careful", "--episodes", "3", "--out", "run", "--resume"],
    ];

    private readonly ScratchFolder _scratch = new();

    public async ValueTask InitializeAsync() =>
        await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--policy", "careful", "--episodes", "3", "--out", "run");

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task With_half_a_manifest()
    {
        var manifest = File.ReadAllText(_scratch["run/run.json"]);
        File.WriteAllText(_scratch["run/run.json"], manifest[..(manifest.Length / 2)]);

        foreach (var reader in Readers) await CliRefusal.AssertAsync(_scratch, reader, "run.json");
    }

    [Fact]
    public async Task With_another_plan_than_its_hash_says()
    {
        File.WriteAllText(_scratch["run/run.json"], File.ReadAllText(_scratch["run/run.json"]).Replace("\"base\"", "\"../../x\"", StringComparison.Ordinal));

        foreach (var reader in Readers) await CliRefusal.AssertAsync(_scratch, reader, "run.json", "hash");
    }

    [Fact]
    public async Task With_a_changed_row_in_the_journal()
    {
        File.WriteAllText(_scratch["run/journal.jsonl"], File.ReadAllText(_scratch["run/journal.jsonl"]).Replace("\"steps\":20", "\"steps\":21", StringComparison.Ordinal));

        foreach (var reader in Readers) await CliRefusal.AssertAsync(_scratch, reader, "journal.jsonl:1:1", "hash");
    }

    [Fact]
    public async Task Is_listed_as_damaged()
    {
        File.Delete(_scratch["run/rows.jsonl"]);

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "runs", "--runs-root", ".");

        Assert.Contains("damaged", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("rows.jsonl is missing", outcome.Output, StringComparison.Ordinal);
    }
}
