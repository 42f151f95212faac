using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// Writes every answer from outside to tape.jsonl, on disk before the world goes on: an answer that was paid for is not lost to a crash.
/// A call that failed is written too, so that a replay fails alike. To play one back use <see cref="ReplayingTape"/>.
/// </summary>
public sealed class RecordingTape : ITape, IDisposable
{
    public const string FileName = "tape.jsonl";

    private readonly LineFile _file;
    private readonly ITape _inner;

    private RecordingTape(LineFile file, ITape inner) => (_file, _inner) = (file, inner);

    /// <summary>Opens the tape of a folder and goes on at its end; a line that a crash left torn is cut off.</summary>
    /// <exception cref="DocumentException">The tape cannot be written.</exception>
    public static RecordingTape Open(string folder, ITape inner) => new(LineFile.Open(folder, FileName), inner);

    public async ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            var answer = await _inner.AnswerAsync(key, question, cancellation).ConfigureAwait(false);
            await _file.AppendAsync(TapeLine.Write(key, question, answer)).ConfigureAwait(false);
            return answer;
        }
        catch (EpisodeStopException e) when (e.Reason == ReasonCodes.OutsideFailed)
        {
            await _file.AppendAsync(TapeLine.WriteFailure(key, question, e.Message)).ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
