using System.Diagnostics;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// What a child is told of this process's environment: what a program needs to find itself and its home, and what the user names. Keys of
/// model providers and of the run stay here.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "DOTNET_ROOT", "DOTNET_CLI_HOME", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "NUGET_PACKAGES", "VIRTUAL_ENV", "LD_LIBRARY_PATH",
        "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "WINDIR",
    ];

    public static void Fill(ProcessStartInfo start, IEnumerable<string> further)
    {
        start.Environment.Clear();
        foreach (var name in Passed.Concat(further))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }
    }
}
