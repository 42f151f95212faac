using Tiltyard.Adapters.Tapes;
using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Adapters;

public sealed class TapeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiltyard-tape-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Answers_that_come_at_the_same_time_are_all_on_the_tape_with_what_they_cost()
    {
        using (var tape = RecordingTape.Open(_folder, NoTape.Instance))
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() => Ask(tape, number), TestContext.Current.CancellationToken)));

        var replaying = ReplayingTape.Read(_folder);
        var answer = await Ask(replaying, 7, _ => throw new InvalidOperationException("asked"));

        Assert.Equal(500, replaying.Answers);
        Assert.Equal(new Answer { Text = "answer 7", PromptTokens = 7, CompletionTokens = 1, CostUsd = 0.25, LatencyMs = 12 }, answer);
    }

    [Fact]
    public async Task A_failure_is_played_back_as_the_same_failure()
    {
        using (var tape = RecordingTape.Open(_folder, NoTape.Instance)) await Assert.ThrowsAsync<EpisodeStopException>(() => Ask(tape, 1, Fails));

        var again = await Assert.ThrowsAsync<EpisodeStopException>(() => Ask(ReplayingTape.Read(_folder), 1, Fails));

        Assert.Equal((ReasonCodes.OutsideFailed, "the line is dead"), (again.Reason, again.Message));

        static Answer Fails(int number) => throw new EpisodeStopException(ReasonCodes.OutsideFailed, "the line is dead");
    }

    [Fact]
    public async Task A_lenient_replay_that_also_records_completes_its_tape()
    {
        using (var tape = RecordingTape.Open(_folder, NoTape.Instance)) await Ask(tape, 1);
        var asked = 0;

        var kept = ReplayingTape.Read(_folder);
        using (var recording = RecordingTape.Open(_folder, NoTape.Instance))
        {
            foreach (var number in new[] { 1, 2, 3 }) await Ask(kept.Over(recording), number, Counted);
        }

        Assert.Equal(2, asked);
        Assert.Equal(3, ReplayingTape.Read(_folder).Answers);

        Answer Counted(int number)
        {
            asked++;
            return Fresh(number);
        }
    }

    [Fact]
    public async Task A_torn_line_is_cut_off_and_the_tape_goes_on()
    {
        using (var tape = RecordingTape.Open(_folder, NoTape.Instance)) await Ask(tape, 1);
        File.AppendAllText(Path.Combine(_folder, RecordingTape.FileName), "{\"answer\":\"ha");

        using (var tape = RecordingTape.Open(_folder, NoTape.Instance)) await Ask(tape, 2);

        Assert.Equal(2, ReplayingTape.Read(_folder).Answers);
    }

    private static Task<Answer> Ask(ITape tape, int number) => Ask(tape, number, Fresh);

    private static async Task<Answer> Ask(ITape tape, int number, Func<int, Answer> answer)
    {
        var question = new Question { Source = "model", Request = "{}", Seat = "first", Step = 0, Ask = _ => ValueTask.FromResult(answer(number)) };
        return await tape.AnswerAsync(new TapeKey("cell", "case", number, new string('0', 64), 0), question, TestContext.Current.CancellationToken);
    }

    private static Answer Fresh(int number) => new() { Text = $"answer {number}", PromptTokens = number, CompletionTokens = 1, CostUsd = 0.25, LatencyMs = 12 };
}
