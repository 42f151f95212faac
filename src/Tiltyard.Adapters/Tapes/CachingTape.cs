using System.Collections.Concurrent;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// Gives an earlier answer to the same request, from whatever place or run, and marks it as such; a request that is new is asked and
/// kept. For playing a whole run back use <see cref="ReplayingTape"/>: here the place does not count.
/// </summary>
public sealed class CachingTape : ITape, IDisposable
{
    public const string FileName = "cache.jsonl";

    private readonly LineFile _file;
    private readonly ConcurrentDictionary<string, Answer> _answers;

    private CachingTape(LineFile file, ConcurrentDictionary<string, Answer> answers) => (_file, _answers) = (file, answers);

    /// <exception cref="DocumentException">The cache cannot be read or written.</exception>
    public static CachingTape Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var answers = new ConcurrentDictionary<string, Answer>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            foreach (var recorded in TapeFile.Lines(path, "there is no cache here", TapeLine.Read)) answers[recorded.Key.RequestHash] = recorded.Answer!;
        }

        return new CachingTape(LineFile.Open(folder, FileName), answers);
    }

    public async ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (_answers.TryGetValue(key.RequestHash, out var known)) return known with { Cached = true, CostUsd = 0, LatencyMs = 0 };
        var answer = await question.Ask(cancellation).ConfigureAwait(false);
        _answers[key.RequestHash] = answer;
        await _file.AppendAsync(TapeLine.Write(key, question, answer)).ConfigureAwait(false);
        return answer;
    }

    public void Dispose() => _file.Dispose();
}
