using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests.Workflows;

/// <summary>Whether the real command knows a command line that stands in a file: its command, and each of its flags.</summary>
internal static partial class CommandLine
{
    public static async Task AssertKnownAsync(string[] arguments)
    {
        var help = await TiltyardProcess.RunAsync(Path.GetTempPath(), [.. arguments, "--help"]);

        Assert.True(help.ExitCode == 0, $"tiltyard {string.Join(' ', arguments)}: {help.Error}");
        var known = FlagName().Matches(help.Output).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var flag in arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)))
            Assert.True(known.Contains(flag), $"tiltyard {string.Join(' ', arguments)}: {flag} is no flag of it");
    }

    [GeneratedRegex("--[a-z][a-z_-]*", RegexOptions.None, 1000)]
    private static partial Regex FlagName();
}
