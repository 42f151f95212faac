using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;

namespace Tiltyard.Cli;

/// <summary>results.json and results.v0.3.json beside each other, written episode by episode. They take their places when they are whole.</summary>
internal sealed class LabResultsFiles : IDisposable
{
    private readonly (string Part, string File, StreamWriter To)[] _files;
    private readonly ResultsWriter _plain;
    private readonly ResultsWriter _full;

    private LabResultsFiles(string file, ResultsHeading heading)
    {
        _files = [.. new[] { file, Full(file) }.Select(name => ($"{name}.part", name, new StreamWriter(OutputFiles.Create($"{name}.part"), new UTF8Encoding(false))))];
        _plain = new ResultsWriter(_files[0].To, heading, "0.2");
        _full = new ResultsWriter(_files[1].To, heading, "0.3");
    }

    public static LabResultsFiles Open(string file, ResultsHeading heading) => new(file, heading);

    /// <summary>The name of version 0.3 beside the other.</summary>
    public static string Full(string file) => Path.ChangeExtension(file, ".v0.3.json");

    public void Add(long seed, DocumentMap plain, DocumentMap full)
    {
        _plain.Add(seed, plain);
        _full.Add(seed, full);
    }

    public void Finish(DocumentMap metadata)
    {
        _plain.Finish(metadata);
        _full.Finish(metadata);
        foreach (var (part, file, to) in _files)
        {
            to.Dispose();
            OutputFiles.Move(part, file);
        }
    }

    public void Dispose()
    {
        foreach (var (part, _, to) in _files)
        {
            to.Dispose();
            if (File.Exists(part)) File.Delete(part);
        }
    }
}
