using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Writes a run's files into another tree. Every name comes from the run and may not climb out of the target.</summary>
internal sealed record RunExport(string Folder, long Files, long Episodes, long LeftOut)
{
    private static readonly string[] Layouts = ["seed", "seed0", "seed1"];

    public static string ParseLayout(string text) =>
        Layouts.Contains(text, StringComparer.Ordinal) ? text : throw new DocumentException("--layout", UnknownName.Reason("layout", text, Layouts));

    /// <exception cref="DocumentException">A name leads out of the target, or a file cannot be written.</exception>
    public static RunExport Write(StoredRun run, string layout, string output)
    {
        var files = new List<ExportedFile>();
        if (layout is "seed" or "seed1") files.AddRange(SeedLayout.Episodes(run));
        var episodes = files.Count(file => file.Target.EndsWith("/meta.json", StringComparison.Ordinal));
        if (layout is "seed" or "seed0") files.AddRange(SeedLayout.Experiments(run));
        var targets = files.ConvertAll(file => RunNames.Below(output, file.Target));
        try
        {
            for (var index = 0; index < files.Count; index++) Copy(run, files[index], targets[index]);
            var rows = layout is "seed" or "seed0" ? CopyRows(run, output) : 0;
            return new RunExport(output, files.Count + rows, episodes, layout is "seed0" ? 0 : run.Finished - episodes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(output, $"the export cannot be written: {e.Message}");
        }
    }

    public string Text() => $"{Files:N0} files in {Folder}, {Episodes:N0} episodes"
        + (LeftOut > 0 ? $"; {LeftOut:N0} episodes have no files of their own, because the trace policy kept none" : "");

    public DocumentMap Json() => DocumentNode.Map(("folder", Folder), ("files", Files), ("episodes", Episodes), ("left_out", LeftOut));

    private static void Copy(StoredRun run, in ExportedFile file, string target)
    {
        var bytes = file.Source is null ? Encoding.UTF8.GetBytes(file.Text) : run.Store.Read(file.Source);
        if (bytes is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, bytes);
    }

    /// <summary>One pass over the rows, each to the file of its scenario; blocks come one after the other.</summary>
    private static int CopyRows(StoredRun run, string output)
    {
        var writer = new CanonicalWriter();
        var (open, file, files) = ("", (FileStream?)null, 0);
        try
        {
            foreach (var (at, row) in run.Rows())
            {
                var target = SeedLayout.RowsOf(run, at);
                if (!target.Equals(open, StringComparison.Ordinal))
                {
                    file?.Dispose();
                    file = new FileStream(RunNames.Below(output, target), FileMode.Create);
                    open = target;
                    files++;
                }

                writer.Clear();
                EpisodeRowWire.Write(writer, row);
                writer.EndLine();
                file!.Write(writer.Written);
            }

            return files;
        }
        finally
        {
            file?.Dispose();
        }
    }
}
