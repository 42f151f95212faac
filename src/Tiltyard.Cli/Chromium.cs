using System.Diagnostics;
using System.Xml.Linq;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Draws an SVG file as PNG through an installed browser: nothing else here can.</summary>
internal sealed class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _program;

    private Chromium(string program) => _program = program;

    /// <exception cref="DocumentException">There is none.</exception>
    public static Chromium Find() => Array.Find(Places, File.Exists) is { } program
        ? new Chromium(program)
        : throw new DocumentException("--png", $"pictures become PNG through Chromium, and there is none at {string.Join(", ", Places)}: leave --png out for SVG");

    /// <returns>The PNG's path.</returns>
    public string Draw(string svg)
    {
        var png = Path.ChangeExtension(svg, ".png");
        var (width, height) = Size(svg);
        var profile = Directory.CreateTempSubdirectory("tiltyard-png-").FullName;
        try
        {
            var start = new ProcessStartInfo(_program,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking", "--no-first-run",
                $"--user-data-dir={profile}", $"--window-size={width},{height}", $"--screenshot={Path.GetFullPath(png)}", new Uri(Path.GetFullPath(svg)).AbsoluteUri,
            ])
            { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var browser = Process.Start(start) ?? throw new DocumentException("--png", $"{_program} did not start");
            browser.OutputDataReceived += (_, _) => { };
            browser.ErrorDataReceived += (_, _) => { };
            browser.BeginOutputReadLine();
            browser.BeginErrorReadLine();
            if (!browser.WaitForExit(Patience)) browser.Kill(entireProcessTree: true);
            return File.Exists(png) ? png : throw new DocumentException("--png", $"{_program} drew nothing from {svg}");
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private static (int Width, int Height) Size(string svg)
    {
        var root = XDocument.Load(svg).Root!;
        return ((int)root.Attribute("width")!, (int)root.Attribute("height")!);
    }
}
