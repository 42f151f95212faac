using System.ComponentModel;
using System.Diagnostics;

namespace Tiltyard.Cli;

/// <summary>Opens files where a person sits at a desktop. A comfort: it never fails a run.</summary>
internal static class Desktop
{
    public static bool IsThere => !Console.IsOutputRedirected && (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 });

    public static void Open(string file)
    {
        if (!IsThere || !File.Exists(file)) return;
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(file) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var opening = Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            Output.Note($"{Path.GetFileName(file)} was not opened: {e.Message}");
        }
    }
}
