using System.Runtime.InteropServices;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>
/// Ctrl-C and SIGTERM for commands that can stop in good order: the first stops taking new work, a second ends the process at once, which
/// loses nothing that was journalled. The parser's own handling is off, because it would wait before anything else hears of the signal.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int EndedBySignal = 130;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _taken;

    public Interruption() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _stop.Dispose();
    }

    /// <summary>The command that goes on where a run stopped: the same words with the folder and --resume.</summary>
    public static string ResumeCommand(IReadOnlyList<string> arguments, string folder, RunResults results)
    {
        var words = new List<string> { "tiltyard" };
        for (var at = 0; at < arguments.Count; at++)
        {
            if (arguments[at] is "--resume" or "--json") continue;
            if (arguments[at] is "--out") at++;
            else if (!arguments[at].StartsWith("--out=", StringComparison.Ordinal)) words.Add(Quoted(arguments[at]));
        }

        words.AddRange(["--out", Quoted(folder), "--resume"]);
        return $"{results.Finished:N0} of {results.Plan.Planned:N0} episodes are on record; go on with: {string.Join(' ', words)}";
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or '=' or ':' or ',' or '+' or '@' or '%')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _taken) > 1) Environment.Exit(EndedBySignal);
        Output.Note("stopping; Ctrl-C again ends at once");
        _stop.Cancel();
    }
}
