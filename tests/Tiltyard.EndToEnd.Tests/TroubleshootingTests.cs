using System.Text.RegularExpressions;
using Tiltyard.EndToEnd.Tests.Cli;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>docs/guides/troubleshooting.md quotes what the command really prints: every entry is brought about here, and every quoted line must come.</summary>
public sealed partial class TroubleshootingTests : IDisposable
{
    private const string Page = "docs/guides/troubleshooting.md";

    /// <summary>What brings each entry about, by its heading: files first, then commands; a word NAME=VALUE before a command is its environment.</summary>
    private static readonly Dictionary<string, (string File, string Text, string[] Commands)> Causes = new(StringComparer.Ordinal)
    {
        ["The page, table or picture is empty"] = ("", "", ["run tau_risky_real --out run", "!empty run/journal.jsonl", "report run --refresh"]),
        ["All trials were denied"] = ("policies/gates.yaml", "version: 1\npre_call:\n  - id: nothing\n    deny_if: { field: amount, op: '>', value: 0 }\n", ["run tau_risky_real --gates policies/gates.yaml"]),
        ["The key of a provider is missing"] = ("", "", ["run tau_risky_real --agent groq --model llama-3.1-8b-instant --allow-network"]),
        ["The network is not allowed"] = ("", "", ["run tau_risky_real --agent groq --model llama-3.1-8b-instant"]),
        ["The wrong run was opened, or none"] = ("results/.run_id", "yesterday\n", ["report", "report --run_id yesterday", "report --results-root empty"]),
        ["The file of text rules is missing"] = ("", "", ["run tau_risky_real --evaluator my_rules.yaml"]),
        ["A policy file is refused"] = ("gates.yaml", "version: 1\npre_call:\n  - id: large\n    deny_when: { field: amount, op: '>', value: 200 }\n", ["run tau_risky_real --gates gates.yaml"]),
        ["A budget was hit"] = ("", "", ["run tau_risky_real --agent echo --max-calls 1 --fail-on-budget"]),
        ["The replay diverged"] = ("", "", ["run tau_risky_real --agent echo --trials 2 --record tape --out recorded", "run tau_risky_real --agent echo --trials 4 --replay tape --out replayed"]),
        ["The price of a model is unknown"] = ("", "", ["run tau_risky_real --agent groq --model a-new-model --max-cost 1"]),
        ["REAL was asked for and nobody is live"] = ("", "", ["run tau_risky_real --mode REAL"]),
        ["REAL became SHIM"] = ("delicate.yaml", "exp: delicate\nmode: REAL\npolicy: sensitive\nprovider: groq\nmodel: llama-3.1-8b-instant\ntrials: 1\n", ["xsweep --config delicate.yaml"]),
        ["Every episode errored"] = ("", "", ["run release_manager --agent process:true --episodes 2"]),
        ["CI shows a warning instead of a failure"] = ("thresholds.yaml", "version: 1\nmin_callable_trials: 100\n", ["run release_manager --episodes 10", "check latest"]),
        ["Fewer trials were played than asked for"] = ("", "", ["run tau_risky_real --trials 9"]),
        ["A run cannot be split"] = ("", "", ["run tau_risky_real --shard 1/2"]),
        ["A part does not know its number"] = ("", "", ["run release_manager --shard auto", "JOB_COMPLETION_INDEX=1 run release_manager --shard auto"]),
        ["There is a run in the folder already"] = ("", "", ["run release_manager --out mine", "run release_manager --out mine"]),
        ["A sweep refuses a key"] = ("sweep.yaml", "exp: mine\nshots: 3\n", ["xsweep --config sweep.yaml"]),
    };

    private readonly ScratchFolder _scratch = new();

    public static TheoryData<string> Headings => [.. Causes.Keys];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Every_message_that_the_guide_quotes_is_printed(string heading)
    {
        var (file, text, commands) = Causes[heading];
        Directory.CreateDirectory(_scratch["empty"]);
        if (file.Length > 0) await WriteAsync(file, text);

        var printed = "";
        foreach (var command in commands) printed += await DoAsync(command);

        var quoted = Messages(Section(heading));
        Assert.NotEmpty(quoted);
        foreach (var line in quoted) Assert.Contains($"\n{line}\n", "\n" + printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_entry_of_the_guide_is_brought_about_by_a_test() =>
        Assert.Equal(string.Join('\n', Causes.Keys), string.Join('\n', Heading().Matches(Repository.Read(Page)).Select(match => match.Groups["text"].Value)));

    private async Task<string> DoAsync(string command)
    {
        var words = command.Split(' ');
        if (words[0] is "!empty")
        {
            await WriteAsync(words[1], "");
            return "";
        }

        var environment = words.TakeWhile(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();
        var outcome = await CliProcess.RunAsync(_scratch.Path, "", environment, words.Skip(environment.Length));
        return outcome.Output + outcome.Error;
    }

    private Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_scratch[name])!);
        return File.WriteAllTextAsync(_scratch[name], text, TestContext.Current.CancellationToken);
    }

    private static string Section(string heading)
    {
        var page = Repository.Read(Page);
        var start = page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Page} has no entry '{heading}'");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..end];
    }

    private static string[] Messages(string section) =>
        [.. Block().Matches(section).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex("```text\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
