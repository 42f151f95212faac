using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>The two streams of the command: results on standard output, everything about them on standard error. Text from outside is made harmless first.</summary>
internal static class Output
{
    public static void Line(string text) => Console.Out.WriteLine(Hostile.Terminal(text.ReplaceLineEndings("\n")));

    /// <summary>JSON and other documents of our own making, as they are.</summary>
    public static void Document(string text) => Console.Out.WriteLine(text.TrimEnd('\n'));

    public static void Note(string text) => Console.Error.WriteLine(Hostile.Terminal(text));

    public static void Error(string text) => Console.Error.WriteLine("error: " + Hostile.Terminal(text.ReplaceLineEndings(" ")));
}
