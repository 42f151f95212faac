using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>docs/guides/laboratory.md tells the truth: its files are written and its commands are run in their order, and what it says of them is so.</summary>
public sealed partial class LabGuideTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_guide_to_the_laboratory_can_be_followed()
    {
        var (commands, named) = (0, "");
        foreach (Match block in Block().Matches(Repository.Read("docs/guides/laboratory.md")))
        {
            if (block.Groups["kind"].Value is not "sh") await WriteAsync(block.Groups["text"].Value);
            else foreach (var line in block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)) named += await RunAsync(line, ++commands);
        }

        Assert.Equal(13, commands);
        foreach (Match page in PageLine().Matches(named)) Assert.True(new FileInfo(_scratch[page.Groups["path"].Value.Trim()]).Length is > 50_000 and < 3_000_000);
        Assert.Equal(10, PageLine().Count(named));
        Assert.True(await Released("usual.json") > await Released("stopped.json"));
        Assert.Equal(0, await Released("revoked.json"));
        foreach (var (own, scripted) in (await Merits("own.json")).Zip(await Merits("scripted.json"))) Assert.InRange(own, 1, scripted - 0.01);
        Assert.Contains("""A_OPS_0</td><td>START_RUN</td><td>DEV_CHEM_A_01 · RUN_1</td><td><b class="no">✕ SIG_KEY_REVOKED</b>""", await File.ReadAllTextAsync(_scratch["revoked.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string line, int number)
    {
        string[] words = [.. Word().Matches(line).Select(word => word.Value.Trim('\''))];
        Assert.True(words[0] is "tiltyard", $"command {number} is '{words[0]}'");
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, words[1] is "run" ? words.Skip(1).Append("--no-open") : words.Skip(1));
        Assert.True(outcome.ExitCode == 0, $"{line}: {outcome.Error}");
        return words[1] is "run" ? "" : outcome.Output;
    }

    /// <summary>The first line of a file is a comment with its name.</summary>
    private async Task WriteAsync(string text)
    {
        var path = _scratch[text.Split('\n')[0].TrimStart('#', ' ')];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
    }

    private async Task<double[]> Merits(string results) => [.. JsonDocument.Parse(await File.ReadAllTextAsync(_scratch[results], TestContext.Current.CancellationToken))
        .RootElement.GetProperty("episodes").EnumerateArray().Select(episode => episode.GetProperty("metrics").GetProperty("merit").GetDouble())];

    private async Task<int> Released(string results) => JsonDocument.Parse(await File.ReadAllTextAsync(_scratch[results], TestContext.Current.CancellationToken))
        .RootElement.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("specimens_released").GetInt32();

    [GeneratedRegex("```(?<kind>sh|yaml|bash)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("'[^']*'|[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("^page: (?<path>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageLine();
}
