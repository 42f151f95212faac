namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>What bad input must come to: one clear line, exit code 2, and a folder as it was before.</summary>
internal static class CliRefusal
{
    public static Task AssertAsync(ScratchFolder scratch, string[] arguments, params string[] says) => AssertAsync(scratch, [], arguments, says);

    public static async Task AssertAsync(ScratchFolder scratch, (string Name, string Value)[] environment, string[] arguments, params string[] says)
    {
        var before = Contents(scratch);

        var outcome = await CliProcess.RunAsync(scratch.Path, "", environment, arguments);

        Assert.Equal("", outcome.Output);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(outcome.Error.Length - 1, outcome.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.InRange(outcome.Error.Length, 20, 500);
        foreach (var word in says) Assert.Contains(word, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(before, Contents(scratch));
    }

    private static string[] Contents(ScratchFolder scratch) =>
    [
        .. Directory.EnumerateFileSystemEntries(scratch.Path, "*", SearchOption.AllDirectories)
            .Select(path => File.Exists(path) ? $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}" : path)
            .Order(StringComparer.Ordinal),
    ];
}
