namespace Tiltyard.EndToEnd.Tests;

/// <summary>What a test needs of the machine. A test that lacks it is skipped with the reason; under TILTYARD_STRICT=1 it fails.</summary>
internal static class Needs
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The path of a Chromium: TILTYARD_CHROMIUM, or the first of the usual names on the PATH.</summary>
    public static string Chromium()
    {
        if (Environment.GetEnvironmentVariable("TILTYARD_CHROMIUM") is { Length: > 0 } given) return given;
        return OnPath(Names) ?? Missing("no Chromium on the PATH: apt-get install chromium, or set TILTYARD_CHROMIUM");
    }

    public static string Make() => OnPath("make") ?? Missing("no make on the PATH: apt-get install make");

    public static string Npm() => OnPath("npm") ?? Missing("no npm on the PATH: apt-get install nodejs npm");

    private static string? OnPath(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static string Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("TILTYARD_STRICT") is "1") Assert.Fail(reason);
        Assert.Skip(reason);
        return reason;
    }
}
