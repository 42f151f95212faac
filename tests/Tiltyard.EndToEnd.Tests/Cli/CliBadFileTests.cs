using System.Text;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>Files that cannot be used are refused in one line with file, place and reason, before anything is written.</summary>
public sealed class CliBadFileTests : IDisposable
{
    private const string Head = "version: 1\nkind: scenario\nname: mine\nworld: release_manager\n";
    private const int HundredMegabytes = 100 * 1024 * 1024;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public Task A_file_that_is_not_there() => Refused("nowhere.yaml", null, "nowhere.yaml", "no such file");

    [Theory]
    [InlineData("gates.yaml", "version: 1\npre_call:\n  - id: a\n    deny_if: { text_regex: '(' }\n", "gates.yaml:4:28 $.pre_call[0].deny_if.text_regex", "not a pattern")]
    [InlineData("config.json", "{\"policy_id\": \"p\", \"rules\": [{\"stage\": \"mid\"}]}", "config.json:1:", "'mid'")]
    [InlineData("evaluator.yaml", "version: 1\nrules: []\n", "evaluator.yaml:2:8 $.rules", "got 0 items")]
    public async Task A_broken_policy(string file, string text, string place, string reason)
    {
        await File.WriteAllTextAsync(_scratch[file], text, TestContext.Current.CancellationToken);

        await CliRefusal.AssertAsync(_scratch, ["validate", file], place, reason);
    }

    [Fact]
    public Task A_folder_in_the_place_of_a_file()
    {
        Directory.CreateDirectory(_scratch["folder.yaml"]);

        return Refused("folder.yaml", null, "folder.yaml", "this is a folder, not a file");
    }

    [Fact]
    public Task An_unknown_key() => Refused("a.yaml", Head + "wrold: x\n", "a.yaml:5:1", "unknown key 'wrold'", "did you mean 'world'?");

    [Fact]
    public Task A_value_of_the_wrong_type() => Refused("a.yaml", Head + "episodes: many\n", "a.yaml:5:11 $.episodes", "whole number", "'many'");

    [Fact]
    public Task A_number_that_is_none() => Refused("a.yaml", Head + "threshold: .nan\n", "a.yaml:5:12", "nan");

    [Fact]
    public Task A_negative_seed() => Refused("a.yaml", Head + "seed: -1\n", "a.yaml:5:7 $.seed", "-1");

    [Fact]
    public Task A_name_that_climbs_out_of_the_run_folder() =>
        Refused("a.yaml", Head.Replace("name: mine", "name: ../../mine", StringComparison.Ordinal), "a.yaml:3:7 $.name", "letters, digits");

    [Fact]
    public Task An_unknown_world() => Refused("a.yaml", Head.Replace("release_manager", "release_manger", StringComparison.Ordinal), "a.yaml:4:8", "did you mean 'release_manager'?");

    [Fact]
    public Task An_unknown_agent() => Refused("a.yaml", Head + "agent: policy:carefull\n", "a.yaml:5:8", "unknown agent", "did you mean 'policy:careful'?");

    [Fact]
    public Task An_unknown_gate() => Refused("a.yaml", Head + "gates: [fresh_test]\n", "a.yaml:5:9", "unknown gate", "did you mean 'fresh_tests'?");

    [Fact]
    public Task An_unknown_attack() => Refused("a.yaml", Head + "attacks: [nothing_known]\n", "a.yaml:5:11", "unknown attack");

    [Fact]
    public Task An_unknown_validator() => Refused("a.yaml", Head + "validators: [nothing_known]\n", "a.yaml:5:14", "unknown validator");

    [Fact]
    public Task A_parameter_out_of_its_range() => Refused("a.yaml", Head + "parameters: { pressure_growth: 7 }\n", "$.parameters.pressure_growth", "from 0 to 1", "7");

    [Fact]
    public Task A_document_that_holds_itself() => Refused("a.yaml", Head + "parameters: &p\n  again: *p\n", "a.yaml:", "again");

    [Fact]
    public Task A_document_that_grows_when_it_is_read()
    {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var depth = 1; depth < 12; depth++) laughs.Append($"a{depth}: &a{depth} [{string.Join(", ", Enumerable.Repeat($"*a{depth - 1}", 10))}]\n");

        return Refused("a.yaml", laughs.ToString(), "a.yaml:");
    }

    [Fact]
    public Task A_line_of_a_hundred_megabytes() => Refused("a.yaml", new string('x', HundredMegabytes), "a.yaml", "bytes");

    [Fact]
    public Task A_file_that_is_no_text()
    {
        File.WriteAllBytes(_scratch["a.yaml"], [.. "version: 1\nname: "u8, 0xC3, 0x28, (byte)'\n']);

        return Refused("a.yaml", null, "a.yaml", "UTF-8");
    }

    [Fact]
    public Task A_thresholds_file_with_an_unknown_key()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pas_rate: 0.5\n");

        return CliRefusal.AssertAsync(_scratch, ["run", "tour", "--thresholds", "thresholds.yaml"], "thresholds.yaml:2:1", "did you mean 'min_pass_rate'?");
    }

    [Fact]
    public Task A_row_of_a_hundred_megabytes()
    {
        File.WriteAllText(_scratch["rows.jsonl"], new string('x', HundredMegabytes));

        return CliRefusal.AssertAsync(_scratch, ["validate", "rows.jsonl"], "rows.jsonl:1:1", "the line has more than");
    }

    [Fact]
    public async Task A_trace_with_one_changed_letter()
    {
        await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--policy", "careful", "--out", "run");
        var trace = File.ReadAllText(_scratch["run/traces/release_manager/base-e0.jsonl"]);
        File.WriteAllText(_scratch["trace.jsonl"], trace.Replace("check_canary", "check_canarz", StringComparison.Ordinal));

        await CliRefusal.AssertAsync(_scratch, ["validate", "trace.jsonl"], "trace.jsonl:", "its hash does not match its content");
    }

    [Fact]
    public async Task Every_file_that_ships_is_valid()
    {
        var root = Root();
        var files = Directory.EnumerateFiles(Path.Combine(root, "configs"), "*.yaml", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "examples"), "*.yaml"))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "policies")))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "src/Tiltyard.Catalog/Suites"), "*.yaml")).ToArray();

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, ["validate", .. files]);

        Assert.Equal("", outcome.Error);
        Assert.Equal(files.Length, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains(": OK (", StringComparison.Ordinal)));
        Assert.Equal(0, outcome.ExitCode);
    }

    private async Task Refused(string file, string? text, params string[] says)
    {
        if (text is not null) await File.WriteAllTextAsync(_scratch[file], text, TestContext.Current.CancellationToken);
        await CliRefusal.AssertAsync(_scratch, ["run", "--config", file], says);
        await CliRefusal.AssertAsync(_scratch, ["validate", file], says);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tiltyard.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
