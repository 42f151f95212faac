using System.Collections.Frozen;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// Gives back the answers that a <see cref="RecordingTape"/> kept. Where it holds none, a strict replay ends the episode as diverged; a
/// lenient one asks the tape beneath. An episode that was interrupted and played again is on the tape twice; the later answers count.
/// </summary>
public sealed class ReplayingTape : ITape
{
    private readonly FrozenDictionary<TapeKey, RecordedAnswer> _answers;
    private readonly ITape? _beneath;

    private ReplayingTape(FrozenDictionary<TapeKey, RecordedAnswer> answers, ITape? beneath) => (_answers, _beneath) = (answers, beneath);

    public int Answers => _answers.Count;

    /// <exception cref="DocumentException">There is no tape, or a line of it is damaged.</exception>
    public static ReplayingTape Read(string folder)
    {
        var answers = new Dictionary<TapeKey, RecordedAnswer>();
        foreach (var recorded in TapeFile.Lines(Path.Combine(folder, RecordingTape.FileName), "there is no tape here to replay", TapeLine.Read)) answers[recorded.Key] = recorded;
        return new ReplayingTape(answers.ToFrozenDictionary(), null);
    }

    /// <summary>The same over another tape, which is asked where this one holds no answer; over nothing it is strict.</summary>
    public ReplayingTape Over(ITape? beneath) => new(_answers, beneath);

    /// <summary>Checks one line of a tape.</summary>
    /// <exception cref="DocumentException">It is not an answer.</exception>
    public static void Check(string file, int number, ReadOnlySpan<byte> line) => TapeLine.Read(file, number, line);

    public ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (_answers.TryGetValue(key, out var recorded))
            return recorded.Answer is { } answer ? ValueTask.FromResult(answer) : throw new EpisodeStopException(ReasonCodes.OutsideFailed, recorded.Failure!);
        return _beneath?.AnswerAsync(key, question, cancellation)
            ?? throw new EpisodeStopException(ReasonCodes.ReplayDiverged, $"no recorded answer of {question.Source} to request {key.RequestHash[..12]} at step {question.Step}");
    }
}
