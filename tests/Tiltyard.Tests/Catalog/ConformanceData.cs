using Tiltyard.Tests.Architecture;

namespace Tiltyard.Tests.Catalog;

/// <summary>
/// Data that others computed, outside the repository: TILTYARD_CONFORMANCE, or ../shared/conformance beside it. Where it is missing a
/// test is skipped, and fails under TILTYARD_STRICT=1.
/// </summary>
internal static class ConformanceData
{
    public static string Path(string name)
    {
        var root = Environment.GetEnvironmentVariable("TILTYARD_CONFORMANCE") ?? System.IO.Path.Combine(House.Root, "../shared/conformance");
        var path = System.IO.Path.Combine(root, name);
        if (!File.Exists(path))
        {
            var reason = $"the conformance data {name} is not at {root}; set TILTYARD_CONFORMANCE";
            if (Environment.GetEnvironmentVariable("TILTYARD_STRICT") is "1") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        return path;
    }
}
