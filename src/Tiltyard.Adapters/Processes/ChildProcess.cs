using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Engine;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.Processes;

/// <summary>One running program and the three streams to it. It is asked one thing at a time.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly int _id;
    private readonly AnswerLines _answers = new();
    private readonly LastWords _words = new();
    private readonly Task _drained;
    private int _groupEnded;

    private ChildProcess(Process process, string key)
    {
        _process = process;
        _id = process.Id;
        Key = key;
        process.Exited += (_, _) => EndGroup();
        process.EnableRaisingEvents = true;
        Thread(() => _answers.Read(process.StandardOutput.BaseStream)).Start();
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _drained = drained.Task;
        Thread(() => Drain(drained)).Start();
    }

    /// <summary>Children with the same key are interchangeable.</summary>
    public string Key { get; }

    public bool HasExited => _process.HasExited;

    /// <exception cref="EpisodeStopException">The program is not there or cannot be started.</exception>
    public static ChildProcess Start(ProcessAgentOptions options)
    {
        var program = options.Words[0];
        if (!IsThere(program)) throw new EpisodeStopException(ReasonCodes.OutsideFailed, Hostile.Line($"there is no program {program} to start"));
        var start = ProcessGroup.StartInfo(options.Words);
        ChildEnvironment.Fill(start, options.Passed);
        try
        {
            return new ChildProcess(Process.Start(start)!, options.Key);
        }
        catch (Win32Exception e)
        {
            throw new EpisodeStopException(ReasonCodes.OutsideFailed, Hostile.Line($"{program} could not be started: {e.Message}"), inner: e);
        }
    }

    /// <summary>Sends a line that is not answered; false where nobody reads any more.</summary>
    public async ValueTask<bool> TryTellAsync(string line)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await SendAsync(line).WaitAsync(patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Sends a line and waits for the one that answers it. Both go on at once: neither side waits for the other to read first.</summary>
    /// <exception cref="EpisodeStopException">It died, took too long, or wrote something that is no answer.</exception>
    public async ValueTask<string> AskAsync(string line, TimeSpan timeout, CancellationToken cancellation)
    {
        if (_answers.AnyAhead) throw await FailureAsync("wrote a line that nobody asked for").ConfigureAwait(false);
        using var limit = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var sending = SendAsync(line);
            var answer = await _answers.NextAsync(both.Token).ConfigureAwait(false);
            if (answer is null) throw await FailureAsync(_answers.Trouble).ConfigureAwait(false);
            await sending.WaitAsync(both.Token).ConfigureAwait(false);
            return AgentAnswer.IsObject(answer) ? answer : throw await FailureAsync($"wrote a line that is no JSON object: {Hostile.Clip(answer, 100)}").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw await FailureAsync(string.Create(CultureInfo.InvariantCulture, $"did not answer within {timeout.TotalSeconds} s")).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await FailureAsync(null).ConfigureAwait(false);
        }
    }

    /// <summary>Closes its input, on which it should end by itself.</summary>
    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // it reads no more
        }
    }

    /// <summary>Waits for the end of a child whose input was closed.</summary>
    public async Task WaitAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // it is ended by force next, or was ended meanwhile
        }
    }

    public void Kill()
    {
        ProcessGroup.KillTree(_process);
        EndGroup();
    }

    public void Dispose()
    {
        CloseInput();
        _process.Dispose();
    }

    private static Thread Thread(ThreadStart work) => new(work, 256 * 1024) { IsBackground = true };

    /// <summary>Once only, and as soon as it is gone: later its number may be somebody else's.</summary>
    private void EndGroup()
    {
        if (Interlocked.Exchange(ref _groupEnded, 1) == 0) ProcessGroup.KillGroup(_id);
    }

    private void Drain(TaskCompletionSource drained)
    {
        try
        {
            _words.Drain(_process.StandardError.BaseStream);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the child was ended while it was being read
        }

        drained.TrySetResult();
    }

    /// <summary>A write to a pipe that nobody empties waits: not on the caller's thread.</summary>
    private Task SendAsync(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        return Task.Run(() =>
        {
            _process.StandardInput.BaseStream.Write(bytes);
            _process.StandardInput.BaseStream.Flush();
        });
    }

    /// <summary>Ends it and says what became of it: what it did wrong, or how it ended by itself, and its last words.</summary>
    private async Task<EpisodeStopException> FailureAsync(string? trouble)
    {
        if (trouble is null) await WaitAsync(Patience).ConfigureAwait(false);
        var ended = trouble ?? (_process.HasExited ? Ending(_process.ExitCode) : "closed its streams");
        Kill();
        await Task.WhenAny(_drained, Task.Delay(Patience)).ConfigureAwait(false);
        var words = Hostile.Clip(_words.Last, 300);
        return new EpisodeStopException(ReasonCodes.OutsideFailed, Hostile.Line($"the agent's process {ended}{(words.Length > 0 ? $"; its last words: {words}" : "")}"));
    }

    /// <summary>A process that a signal ended has 128 and the signal's number as its code.</summary>
    private static string Ending(int code) => code is > 128 and <= 192 ? $"was ended by signal {code - 128}" : $"ended with exit code {code}";

    private static bool IsThere(string program)
    {
        if (OperatingSystem.IsWindows()) return true;
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program);
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));
    }
}
