using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// Gives back the answers that a <see cref="RecordingTape"/> kept, and nothing else: nobody is asked. An episode that was interrupted and
/// played again is on the tape twice; the later answers count.
/// </summary>
public sealed class ReplayingTape : ITape
{
    private readonly FrozenDictionary<TapeKey, Answer> _answers;

    private ReplayingTape(FrozenDictionary<TapeKey, Answer> answers) => _answers = answers;

    public bool IsStrict => true;

    public int Answers => _answers.Count;

    /// <exception cref="DocumentException">There is no tape, or a line of it is damaged.</exception>
    public static ReplayingTape Open(string folder)
    {
        var path = Path.Combine(folder, RecordingTape.FileName);
        var answers = new Dictionary<TapeKey, Answer>();
        var rest = ReadAll(path).AsSpan();
        for (var number = 1; rest.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            var (key, answer) = TapeLine.Read(path, number, rest[..feed]);
            answers[key] = answer;
            rest = rest[(feed + 1)..];
        }

        return new ReplayingTape(answers.ToFrozenDictionary());
    }

    /// <summary>Checks one line of a tape.</summary>
    /// <exception cref="DocumentException">It is not an answer.</exception>
    public static void Check(string file, int number, ReadOnlySpan<byte> line) => TapeLine.Read(file, number, line);

    public bool TryReplay(in TapeKey key, [NotNullWhen(true)] out Answer? answer) => _answers.TryGetValue(key, out answer);

    public void Record(in TapeKey key, Question question, Answer answer)
    {
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, File.Exists(path) ? $"the tape cannot be read: {e.Message}" : "there is no tape here to replay");
        }
    }
}
