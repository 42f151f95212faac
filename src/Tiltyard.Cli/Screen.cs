using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>Where text will be read: how wide it is and whether it has colours. Rendering goes to a string; writing it is the caller's last line.</summary>
internal sealed record Screen(int Width, bool HasColours)
{
    private const int PipeWidth = 160;
    private const int Narrowest = 40;

    public static Screen Pipe { get; } = new(PipeWidth, false);

    /// <summary>Standard output as it is: a terminal, or a pipe or file that gets plain text.</summary>
    public static Screen OfOutput()
    {
        if (Console.IsOutputRedirected) return Pipe;
        var hasColours = Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new Screen(Math.Max(Narrowest, Console.WindowWidth), hasColours);
    }

    public string Render(IRenderable content)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = HasColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = HasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Write(content);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');
    }

    /// <summary>One line for a pipe; for a terminal broken between words, with the rest indented.</summary>
    public string Wrapped(string line)
    {
        var safe = Hostile.Line(line);
        if (this == Pipe || safe.Length <= Width) return safe;
        var text = new StringBuilder();
        var column = 0;
        foreach (var word in safe.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append("\n   ");
                column = 3;
            }

            text.Append(column > 0 ? " " : "").Append(word);
            column += word.Length + 1;
        }

        return text.ToString();
    }

    public string Coloured(string line, string colour)
    {
        var safe = Wrapped(line);
        if (!HasColours) return safe;
        var code = colour switch
        {
            "green" => 32,
            "yellow" => 33,
            "red" => 31,
            _ => 90,
        };
        return $"\u001b[{code}m{safe}\u001b[0m";
    }
}
