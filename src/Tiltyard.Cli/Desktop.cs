using System.ComponentModel;
using System.Diagnostics;

namespace Tiltyard.Cli;

/// <summary>Opens a page where a person sits at a desktop. A comfort: it never fails a run.</summary>
internal static class Desktop
{
    private static bool IsThere => !Console.IsOutputRedirected && (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 });

    public static void Open(string page)
    {
        if (!IsThere || !File.Exists(page)) return;
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(page) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [page]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var opening = Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            Output.Note($"the page was not opened: {e.Message}");
        }
    }
}
