using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Tiltyard.EndToEnd.Tests.Workflows;

/// <summary>The workflows and the action are sound YAML, call only what the command knows, and keep secrets away from pull requests.</summary>
public sealed partial class WorkflowTests : IDisposable
{
    private const string Action = ".github/actions/tiltyard/action.yml";

    private static readonly string[] Documented =
    [
        "model", "trials", "seeds", "max_trials", "max_trails", "max_total_tokens", "max_prompt_tokens", "max_completion_tokens", "max_calls", "temperature", "dry_run", "fail_on_budget",
    ];

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["inputs.config"] = "configs/airline_escalating_v1/run.yaml",
        ["inputs.mode"] = "SHIM",
        ["inputs.seeds"] = "11,12",
        ["inputs.trials"] = "3",
        ["env.MODEL"] = "llama-3.1-8b-instant",
        ["inputs.temperature || '0.2'"] = "0.2",
        ["inputs.trials || '3'"] = "3",
        ["inputs.seeds || '42'"] = "42",
        ["inputs.mode == 'REAL' && '--allow-network' || ''"] = "--allow-network",
    };

    private readonly ScratchFolder _scratch = new();

    public static TheoryData<string> Files =>
        [Action, .. Directory.GetFiles(Repository.PathOf(".github/workflows"), "*.yml").Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_command_line_of_it_is_one_that_the_command_knows(string file)
    {
        var lines = Steps(Read(file)).SelectMany(CommandLines).ToArray();

        Assert.NotEmpty(lines);
        foreach (var line in lines) await CommandLine.AssertKnownAsync(line);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_and_action_that_it_names_is_there(string file)
    {
        var root = Read(file);

        foreach (var uses in Steps(root).Select(step => Text(step, "uses")).Where(uses => uses?.StartsWith("./", StringComparison.Ordinal) == true))
            Assert.True(File.Exists(Repository.PathOf($"{uses}/action.yml")), uses);
        foreach (Match path in NamedFile().Matches(Repository.Read(file))) Assert.True(File.Exists(Repository.PathOf(path.Value)), path.Value);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_pull_request_never_sees_a_secret(string file)
    {
        var text = Repository.Read(file);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        if (file.Equals(Action, StringComparison.Ordinal)) Assert.DoesNotContain("secrets", text, StringComparison.Ordinal);
        var root = Read(file);
        if (Map(root, "on") is not { } on || !on.Children.ContainsKey("pull_request")) return;

        Assert.DoesNotContain("secrets", string.Concat(root.Children.Where(child => child.Key.ToString() is not "jobs").Select(child => Written(child.Value))), StringComparison.Ordinal);
        foreach (var (name, job) in Map(root, "jobs")!.Children)
        {
            if (!Written(job).Contains("secrets", StringComparison.Ordinal)) continue;
            Assert.True(Text((YamlMappingNode)job, "if") is "github.event_name != 'pull_request'", $"{file}: the job {name} has a secret");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_script_of_it_holds_an_expression(string file)
    {
        // an expression in a script becomes part of the script, whatever somebody wrote into a title or an input
        Assert.All(Steps(Read(file)), step => Assert.DoesNotContain("${{", Text(step, "run") ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_real_run_takes_every_documented_input_in_both_spellings()
    {
        var root = Read(".github/workflows/run-real-mvp.yml");
        var inputs = Map(Map(Map(root, "on")!, "workflow_dispatch")!, "inputs")!;

        var names = inputs.Children.Keys.Select(key => key.ToString()).ToArray();

        Assert.Empty(Documented.Except(names, StringComparer.Ordinal));
        Assert.Equal("llama-3.1-8b-instant", Text(Map(inputs, "model")!, "default"));
        Assert.Equal("main", Assert.Single((YamlSequenceNode)Map(Map(root, "on")!, "push")!.Children["branches"]).ToString());
        var environment = Map(Map(Map(root, "jobs")!, "real")!, "env")!;
        Assert.Equal("${{ inputs.max_trials || inputs.max_trails }}", Text(environment, "MAX_TRIALS"));
        foreach (var name in names.Where(name => name.StartsWith("max_", StringComparison.Ordinal) && name is not "max_trails").Append("dry_run").Append("fail_on_budget"))
            Assert.Contains($"inputs.{name}", Text(environment, name.ToUpperInvariant()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_demonstration_takes_trials_seeds_and_mode()
    {
        var inputs = Map(Map(Map(Read(".github/workflows/run-demo.yml"), "on")!, "workflow_dispatch")!, "inputs")!;

        Assert.Equal("3", Text(Map(inputs, "trials")!, "default"));
        Assert.Equal("11,12", Text(Map(inputs, "seeds")!, "default"));
        Assert.Equal("SHIM", Text(Map(inputs, "mode")!, "default"));
    }

    [Theory]
    [InlineData(".github/workflows/smoke.yml", "smoke", "0")]
    [InlineData(".github/workflows/run-real-mvp.yml", "dry-run", "0")]
    [InlineData(".github/workflows/agent-testing.yml", "evaluate", "0")]
    public async Task What_a_pull_request_plays_needs_no_key_and_no_network(string file, string job, string exitCode)
    {
        var step = ((YamlSequenceNode)Map(Map(Read(file), "jobs")!, job)!.Children["steps"]).OfType<YamlMappingNode>().Single(step => Text(step, "uses") is "./.github/actions/tiltyard");

        var outcome = await TiltyardProcess.RunAsync(Repository.Root, [.. CommandLines(step).Single(), "--out", _scratch["run"]]);
        var thresholds = Text(Map(step, "with")!, "thresholds");
        var check = thresholds is null ? outcome : await TiltyardProcess.RunAsync(Repository.Root, "check", _scratch["run"], "--thresholds", thresholds);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(exitCode, check.ExitCode.ToString());
    }

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(file)));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode root)
    {
        var lists = Map(root, "runs") is { } runs ? [runs.Children["steps"]] : Map(root, "jobs")!.Children.Values.Select(job => ((YamlMappingNode)job).Children["steps"]);
        return lists.SelectMany(list => (YamlSequenceNode)list).OfType<YamlMappingNode>();
    }

    /// <summary>The arguments given to the action, and the lines of scripts that call the command with plain words.</summary>
    private static IEnumerable<string[]> CommandLines(YamlMappingNode step)
    {
        if (Map(step, "with") is { } with && Text(with, "arguments") is { } arguments)
            yield return [.. arguments.Split('\n').Select(line => Expression().Replace(line.Trim(), match => Values[match.Groups["text"].Value])).Where(line => line.Length > 0)];
        foreach (Match line in Call().Matches(Text(step, "run") ?? ""))
        {
            var words = line.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].StartsWith('"')) yield return [.. words.Select(word => word.Trim('"'))];
        }
    }

    private static YamlMappingNode? Map(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var node) ? node as YamlMappingNode : null;

    private static string? Text(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var node) ? (node as YamlScalarNode)?.Value : null;

    private static string Written(YamlNode node)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    [GeneratedRegex(@"\$\{\{ (?<text>.+?) \}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^\s*tiltyard (?<words>[^|\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\b(configs|examples|policies)/[A-Za-z0-9_/.-]+\.yaml", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedFile();
}
