namespace Tiltyard.EndToEnd.Tests;

/// <summary>The page as a browser meets it: from the disk, without a network.</summary>
public sealed class PageTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_page_opens_without_a_request_and_without_a_word_on_the_console()
    {
        var chromium = Needs.Chromium();
        var run = await TiltyardProcess.RunAsync(_scratch.Path, "run", "tour", "--episodes", "20", "--out", "run");
        Assert.Equal("", run.Error);

        var page = await Browser.OpenAsync(chromium, _scratch[Path.Combine("run", "index.html")], _scratch);

        Assert.Contains("24 of 24 shown", page.Dom, StringComparison.Ordinal);
        Assert.Empty(page.Console);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task A_page_that_asks_for_something_and_runs_a_foreign_script_would_be_seen()
    {
        var chromium = Needs.Chromium();
        var path = _scratch["bad.html"];
        await File.WriteAllTextAsync(
            path,
            """<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src 'none'"><title>bad</title><img src="http://images.example/x.png"><script>alert(1)</script>""",
            TestContext.Current.CancellationToken);

        var page = await Browser.OpenAsync(chromium, path, _scratch);

        Assert.Contains("http://images.example/x.png", page.Requests, StringComparer.Ordinal);
        Assert.NotEmpty(page.Console);
    }
}
