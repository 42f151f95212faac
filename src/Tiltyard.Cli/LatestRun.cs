namespace Tiltyard.Cli;

/// <summary>results/LATEST: the newest valid run, as a link where links are to be had, and as LATEST.path everywhere.</summary>
internal static class LatestRun
{
    public static void Point(string root, string folder)
    {
        try
        {
            Directory.CreateDirectory(root);
            var target = Path.GetRelativePath(Path.GetFullPath(root), Path.GetFullPath(folder));
            File.WriteAllText(Path.Combine(root, "LATEST.path"), target + "\n");
            var link = Path.Combine(root, "LATEST");
            if (new DirectoryInfo(link).LinkTarget is not null)
            {
                // a link whose target is gone is no folder
                if (Directory.Exists(link)) Directory.Delete(link);
                else File.Delete(link);
            }

            if (!Path.Exists(link)) Directory.CreateSymbolicLink(link, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Output.Note($"LATEST was not updated: {e.Message}");
        }
    }
}
