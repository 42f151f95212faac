using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// Children that lead a process group of their own, so that all they started can be ended with them, and so that Ctrl-C at the terminal
/// reaches the run alone. Where setsid is missing, the tree below the child is ended instead.
/// </summary>
internal static class ProcessGroup
{
    private const int SigKill = 9;

    private static readonly string? Setsid = OperatingSystem.IsLinux() ? new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists) : null;

    public static ProcessStartInfo StartInfo(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(Setsid ?? words[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in Setsid is null ? words.Skip(1) : words) start.ArgumentList.Add(word);
        return start;
    }

    /// <summary>Ends the child and those that still stand below it.</summary>
    public static void KillTree(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it is gone already; what it left behind is still in its group
        }
    }

    /// <summary>Ends whoever is left of the group that the child led.</summary>
    public static void KillGroup(int child)
    {
        if (Setsid is not null) _ = SendSignal(-child, SigKill);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
