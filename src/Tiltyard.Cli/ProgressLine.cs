using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>One line on standard error that says how far a run is; nothing where standard error is not a terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly Timer? _timer;
    private readonly Func<RunProgress?> _progress;
    private bool _shown;

    private ProgressLine(Func<RunProgress?> progress, bool quiet)
    {
        _progress = progress;
        if (!quiet && !Console.IsErrorRedirected) _timer = new Timer(_ => Show(), null, TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(250));
    }

    public static ProgressLine Start(Func<RunProgress?> progress, bool quiet) => new(progress, quiet);

    public void Dispose()
    {
        _timer?.Dispose();
        if (_shown) Console.Error.Write("\r\u001b[K");
    }

    private void Show()
    {
        if (_progress() is not { Planned: > 0 } progress) return;
        _shown = true;
        var left = progress.Remaining is { } remaining ? $", {remaining:hh\\:mm\\:ss} left" : "";
        Console.Error.Write($"\r\u001b[K{progress.Finished:N0} of {progress.Planned:N0} episodes, {progress.PerSecond:N0} a second{left}");
    }
}
