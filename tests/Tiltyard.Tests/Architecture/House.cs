namespace Tiltyard.Tests.Architecture;

/// <summary>Where the repository's files are, found from the test's own place.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tiltyard.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("Tiltyard.slnx is not above the test assembly.");
    }
}
