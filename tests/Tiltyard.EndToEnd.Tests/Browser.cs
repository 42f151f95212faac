using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>What a browser made of a file: the page after its script ran, what the console was told, and where it asked for something.</summary>
internal sealed record BrowserOutcome(string Dom, IReadOnlyList<string> Console, IReadOnlyList<string> Requests);

/// <summary>Opens a file in a headless Chromium of its own, with a fresh profile and a log of everything that goes to the network.</summary>
internal static partial class Browser
{
    public static async Task<BrowserOutcome> OpenAsync(string chromium, string path, ScratchFolder scratch)
    {
        var log = scratch[$"net-{Guid.NewGuid():N}.json"];
        var start = new ProcessStartInfo(chromium) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
                 {
                     "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                     "--disable-sync", "--disable-default-apps", $"--user-data-dir={scratch["profile"]}", $"--log-net-log={log}", "--enable-logging=stderr",
                     "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=5000", "--dump-dom", new Uri(path).AbsoluteUri,
                 })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var dom = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new BrowserOutcome(await dom, [.. ConsoleLine().Matches(await error).Select(match => match.Value)], Requests(await File.ReadAllTextAsync(log)));
    }

    /// <summary>The browser also calls its maker; only what a page could have asked for counts.</summary>
    private static string[] Requests(string log) =>
    [
        .. RequestedUrl().Matches(log).Select(match => match.Groups["url"].Value)
            .Where(url => !MakersOwn().IsMatch(url)).Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex("^.*CONSOLE.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex ConsoleLine();

    [GeneratedRegex("\"url\":\"(?<url>(?:https?|wss?|ftp)://[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestedUrl();

    [GeneratedRegex(@"^https?://([a-z0-9-]+\.)*(google|googleapis|gstatic|gvt1)\.com/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MakersOwn();
}
