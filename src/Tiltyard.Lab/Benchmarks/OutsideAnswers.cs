using System.Buffers;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>What seats that ask outside were answered in one episode, and what came of it: tokens, times, answers that could not be used, and stated confidence.</summary>
public sealed class OutsideAnswers(LabWorld world) : ITraceSink
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private readonly Dictionary<string, double?> _open = new(StringComparer.Ordinal);
    private int _faults;

    public List<Answered> Answers { get; } = [];

    public Calibration Calibration { get; } = new();

    /// <summary>Turns of seats that were answered from outside.</summary>
    public int Turns { get; private set; }

    /// <summary>Of these, turns whose answer could not be used.</summary>
    public int InvalidTurns { get; private set; }

    /// <summary>Actions that were asked for by name, and those of them that do not exist, are not legal or have wrong arguments.</summary>
    public int ToolCalls { get; private set; }

    public int ToolErrors { get; private set; }

    public void Emit(in EventHeader at, in Answered answered)
    {
        Answers.Add(answered);
        _open[answered.Seat] = ConfidenceOf(answered.Answer);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        var faults = world.Ledger.Faults;
        var isRefused = faults > _faults;
        _faults = faults;
        if (!_open.Remove(acted.Seat, out var confidence)) return;
        Turns++;
        if (acted.Status == ActStatus.Invalid) InvalidTurns++;
        if (acted.Action is not null)
        {
            ToolCalls++;
            if (acted.Status == ActStatus.Invalid) ToolErrors++;
        }

        if (confidence is { } stated) Calibration.Add(stated, acted.Status == ActStatus.Applied && !isRefused);
    }

    /// <summary>
    /// The confidence of an answer: the member of that name beside the action; of a chat model the last number from 0 to 1 that follows the word in what it said. Null
    /// where there is none.
    /// </summary>
    public static double? ConfidenceOf(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        try
        {
            if (JsonDocumentReader.Read("answer", Encoding.UTF8.GetBytes(answer)) is not DocumentMap map) return null;
            if (map.Find("confidence") is DocumentScalar { Kind: DocumentScalarKind.Number or DocumentScalarKind.Integer } stated) return Within(stated.AsNumber());
            return map.Find("text") is DocumentScalar { Kind: DocumentScalarKind.Text } text ? InWords(text.AsText()) : null;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static double? InWords(string text)
    {
        const string word = "confidence";
        double? found = null;
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + word.Length).TrimStart(" :=*\"");
            var length = rest.IndexOfAnyExcept(Digits) is var end and >= 0 ? end : rest.Length;
            if (double.TryParse(rest[..length].TrimEnd('.'), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) && Within(number) is { } stated) found = stated;
        }

        return found;
    }

    private static double? Within(double number) => number is >= 0 and <= 1 ? number : null;
}
