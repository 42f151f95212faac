using Tiltyard.Catalog.Worlds.Scripted.Playing;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>How the calls of a tool can fail in a script.</summary>
internal static class ToolFailures
{
    /// <summary>Whether a call can fail with the code, or at all where it is null.</summary>
    public static bool CanFail(Script script, ScriptTool tool, string? code) =>
        Codes(script, tool).Any(known => code is null || known.Name().Equals(code, StringComparison.Ordinal));

    private static IEnumerable<ToolCode> Codes(Script script, ScriptTool tool)
    {
        foreach (var fault in tool.Faults.Where(fault => fault.Probability > 0)) yield return fault.Code;
        if (tool.Record is not null) yield return ToolCode.NotFound;
        if (tool.Permission is not null) yield return ToolCode.PermissionDenied;
        if (tool.RateLimit is not null) yield return ToolCode.RateLimitExceeded;
        foreach (var goes in script.Program.OfType<ToolGoes>().Where(goes => goes.Fault is not null && goes.Tool.Equals(tool.Name, StringComparison.Ordinal))) yield return goes.Fault!.Code;
        foreach (var stressor in script.Stressors.Where(one => one.Probability > 0 && (one.Tools.IsEmpty || one.Tools.Contains(tool.Name, StringComparer.Ordinal))))
        {
            switch (stressor.Kind)
            {
                case StressorKind.Timeout: yield return ToolCode.Timeout; break;
                case StressorKind.NetworkError: yield return ToolCode.InternalError; break;
                case StressorKind.RateLimit: yield return ToolCode.RateLimitExceeded; break;
            }
        }
    }
}
