using BenchmarkDotNet.Attributes;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Benchmarks;

/// <summary>World steps with the full hashed trace in a file, beside a bare loop that gives the file the same bytes.</summary>
public class TraceBenchmarks
{
    private const int Episodes = 64;

    private readonly TraceWriter _writer = new();
    private readonly BareTrace _bareTrace = new();
    private readonly RecordedEpisode[] _recorded = new RecordedEpisode[Episodes];
    private EpisodeEngine _engine = null!;
    private TraceFile _file = null!;

    [Params("careful", "baseline")]
    public string Policy { get; set; } = "careful";

    [Params(false, true)]
    public bool FilePerEpisode { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _engine = Playing.Engine(Policy, _writer);
        _file = new TraceFile(FilePerEpisode);
        for (var episode = 0; episode < Episodes; episode++)
        {
            _recorded[episode] = new RecordedEpisode();
            Playing.Engine(Policy, _recorded[episode]).Play(Playing.Key(episode));
        }

        Proof.SameBytes(Policy);
    }

    [GlobalCleanup]
    public void CleanUp() => _file.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Episodes * Playing.StepsPerEpisode)]
    public void Bare_serialise_hash_write()
    {
        foreach (var episode in _recorded) _file.Write(_bareTrace.Write(episode));
    }

    [Benchmark(OperationsPerInvoke = Episodes * Playing.StepsPerEpisode)]
    public void Engine_and_trace()
    {
        for (var episode = 0; episode < Episodes; episode++)
        {
            _writer.Clear();
            _engine.Play(Playing.Key(episode));
            _file.Write(_writer.Written);
        }
    }
}
