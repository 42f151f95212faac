using System.Collections.Concurrent;
using Tiltyard.Corpora.Reading;

namespace Tiltyard.Corpora;

/// <summary>
/// One pass over a corpus: a thread that unpacks and cuts, workers that read and judge, and the results in the order of the files, so
/// that they are the same for any number of workers. Memory does not grow with the corpus, only with what is kept of a run.
/// </summary>
public sealed class CorpusPass(int workers, CorpusLimits? limits = null)
{
    private readonly CorpusLimits _limits = limits ?? CorpusLimits.Default;
    private readonly int _workers = workers >= 1 ? workers : throw new ArgumentOutOfRangeException(nameof(workers), workers, "A pass has at least one worker.");

    /// <summary>False leaves the steps of runs unread, where labels alone are asked for.</summary>
    public bool WithSteps { get; init; } = true;

    /// <summary>Reads one line of recorded runs and throws it away.</summary>
    /// <exception cref="Documents.DocumentException">It is no recorded run.</exception>
    public static void Check(string file, int line, ReadOnlySpan<byte> utf8) => new ReadingTools(CorpusLimits.Default, withSteps: true).Lines.Read(file, line, utf8);

    /// <summary>Takes runs that do not say whether they were attacked as benign, for records of ordinary use.</summary>
    public bool AssumesBenign { get; init; }

    /// <summary>
    /// Judges every run. <paramref name="makeJudge"/> is called once for each worker; what it makes is asked by that worker alone.
    /// </summary>
    /// <exception cref="Documents.DocumentException">A file cannot be used; the first such place in the order of the files.</exception>
    public IReadOnlyList<T> Judge<T>(IEnumerable<CorpusSource> sources, Func<Func<RecordedRun, T>> makeJudge, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(makeJudge);
        var results = new ConcurrentDictionary<int, List<T>>();
        var failures = new ConcurrentDictionary<int, Exception>();
        using var waiting = new BlockingCollection<(int Number, CorpusBatch Batch)>(_workers * 2);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var judges = Enumerable.Range(0, _workers).Select(_ => makeJudge()).ToArray();
        var tasks = Array.ConvertAll(judges, judge => Task.Factory.StartNew(
            () => Work(waiting, judge, results, failures, halt), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Feed(sources, waiting, failures, halt.Token);
        Task.WaitAll(tasks, CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        if (!failures.IsEmpty) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.MinBy(failure => failure.Key).Value);
        return [.. results.OrderBy(result => result.Key).SelectMany(result => result.Value)];
    }

    /// <summary>Batches are handed out in order, so whatever stands before a failure is judged as well.</summary>
    private void Feed(IEnumerable<CorpusSource> sources, BlockingCollection<(int, CorpusBatch)> waiting, ConcurrentDictionary<int, Exception> failures, CancellationToken halt)
    {
        var number = 0;
        try
        {
            foreach (var batch in sources.SelectMany(source => new CorpusFile(source, _limits).Batches())) waiting.Add((number++, batch), halt);
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            // a worker failed, or the whole pass was stopped
        }
        catch (Exception e)
        {
            failures[number] = e;
        }

        waiting.CompleteAdding();
    }

    private void Work<T>(
        BlockingCollection<(int Number, CorpusBatch Batch)> waiting, Func<RecordedRun, T> judge, ConcurrentDictionary<int, List<T>> results,
        ConcurrentDictionary<int, Exception> failures, CancellationTokenSource halt)
    {
        var tools = new ReadingTools(_limits, WithSteps);
        foreach (var (number, batch) in waiting.GetConsumingEnumerable())
        {
            var judged = new List<T>();
            try
            {
                batch.Read(tools, run => judged.Add(judge(AssumesBenign && run.Attack is null ? run with { Attack = RecordedRun.NoAttack } : run)));
            }
            catch (Exception e)
            {
                failures[number] = e;
                halt.Cancel();
                return;
            }

            results[number] = judged;
        }
    }
}
