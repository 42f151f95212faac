using System.Diagnostics;
using System.Xml;
using System.Xml.Schema;

namespace Tiltyard.EndToEnd.Tests.Evaluations;

/// <summary>Holds the reports of a run against their published schemas: JUnit by its XSD, SARIF and CTRF by the JSON schemas that come from npm.</summary>
internal static class PublishedSchemas
{
    private static readonly Lazy<Task<string>> Installed = new(Install);

    public static void AssertJunit(string file)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, Repository.PathOf("tests/Tiltyard.EndToEnd.Tests/Evaluations/junit.xsd"));
        var wrong = new List<string>();
        settings.ValidationEventHandler += (_, problem) => wrong.Add(problem.Message);
        using var reader = XmlReader.Create(file, settings);
        while (reader.Read())
        {
        }

        Assert.Empty(wrong);
    }

    /// <summary>Arguments such as sarif=FILE and ctrf=FILE.</summary>
    public static async Task AssertJson(params IEnumerable<string> reports)
    {
        var (exitCode, said) = await Start(await Installed.Value, "node", ["validate.mjs", .. reports]);

        Assert.True(exitCode == 0, said);
    }

    /// <summary>The exit code and words of the validator itself, for files that must not pass.</summary>
    public static async Task<(int ExitCode, string Said)> Judge(string report) => await Start(await Installed.Value, "node", ["validate.mjs", report]);

    private static async Task<string> Install()
    {
        var npm = Needs.Npm();
        var folder = Directory.CreateTempSubdirectory("tiltyard-schemas-").FullName;
        foreach (var name in new[] { "package.json", "package-lock.json", "validate.mjs" }) File.Copy(Repository.PathOf($"eng/schemas/{name}"), Path.Combine(folder, name));
        var (exitCode, said) = await Start(folder, npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        Assert.True(exitCode == 0, said);
        return folder;
    }

    private static async Task<(int ExitCode, string Said)> Start(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
