using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>A run as it lies in its folder: what the files of worlds are made from, when it is closed and when it is verified.</summary>
internal sealed record RecordedRun(IRunStore Store, RunManifest Manifest, Registry Registry, JournalIndex Journal)
{
    /// <summary>Every file that a world of the run makes of its episodes, cell by cell.</summary>
    public IEnumerable<(string Name, byte[] Content)> WorldFiles()
    {
        for (var block = 0; block < Manifest.Plan.Blocks.Length; block++)
        {
            for (var cell = 0; cell < Manifest.Plan.Blocks[block].Cells.Length; cell++)
            {
                if (Registry.World(Manifest.Plan.Blocks[block].Cells[cell].World)?.Files is not { } make) continue;
                foreach (var file in make(new RecordedEpisodes(this, block, cell))) yield return file;
            }
        }
    }
}

/// <summary>The episodes of one cell as they were recorded, from which a world makes files of its own. For parts of the page use <see cref="FragmentSource"/>.</summary>
public sealed class RecordedEpisodes
{
    private readonly RecordedRun _run;
    private readonly int _block;
    private readonly int _cell;
    private EpisodeSetup? _setup;

    internal RecordedEpisodes(RecordedRun run, int block, int cell)
    {
        _run = run;
        _block = block;
        _cell = cell;
    }

    public RunPlan Plan => _run.Manifest.Plan;

    public CellPlan Cell => Plan.Blocks[_block].Cells[_cell];

    /// <summary>The commit of the program, where the host knew it.</summary>
    public string? GitSha => _run.Manifest.Host.TextOrNull("git_sha");

    /// <summary>Whether a seat's agent decides by asking somebody outside.</summary>
    public bool AsksOutside(Choice seat) => Kind(seat)?.AsksOutside == true;

    /// <summary>Whether a seat's agent reaches a provider's model.</summary>
    public bool IsLive(Choice seat) => Kind(seat)?.IsLive == true;

    /// <summary>Whether the run is whole and every episode of the cell left its trace.</summary>
    public bool AreAllThere => Episodes().All(at => _run.Journal.Holds(at.Index) && Events(at) > 0);

    /// <summary>The cell's episodes in plan order.</summary>
    public IEnumerable<PlannedEpisode> Episodes()
    {
        for (long index = 0; index < Plan.Planned; index++)
        {
            var at = Plan.At(index);
            if (at.Block == _block && at.Cell == _cell) yield return at;
        }
    }

    public EpisodeRow Row(in PlannedEpisode at) => RunRows.Parse(JournalEntry.RowOf(_run.Store.JournalLineAt(_run.Journal.OffsetOf(at.Index))));

    /// <summary>
    /// Plays a recorded episode again before a sink, and gives the world as it was left, until the next call. Where all seats compute they decide anew and the facts
    /// must be those of the row; else the record is followed event by event. Nobody outside is asked.
    /// </summary>
    /// <exception cref="DocumentException">The episode comes out different from its record.</exception>
    public World Watch(in PlannedEpisode at, Func<World, ITraceSink> watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        _setup ??= new PlayerMaking(_run.Registry, Plan, _run.Manifest.RunId, _run.Manifest.PlanHash).Setup(Cell, UnlimitedBudget.Instance);
        return _setup.Agents.All(agent => agent is Agents.IComputingAgent) ? PlayAgain(_setup, at, watch) : Follow(at, watch);
    }

    private World PlayAgain(EpisodeSetup setup, in PlannedEpisode at, Func<World, ITraceSink> watch)
    {
        new EpisodeEngine(setup with { Sinks = [watch(setup.World)] }).Play(Plan.Key(at));
        var facts = new Value[setup.World.Spec.Facts.Count];
        setup.World.ReadFacts(facts);
        var (row, names) = (Row(at), setup.World.Spec.Facts);
        var isSame = row.FactNames.Count == names.Count && Enumerable.Range(0, names.Count).All(place => row.FactNames.IndexOf(names.Names[place]) is var known and >= 0 && Written(row.Facts[known]).SequenceEqual(Written(facts[place])));
        return isSame ? setup.World : throw new DocumentException(Plan.FileStem(at), "played again it comes to other facts than those of its row");
    }

    /// <summary>As a row holds them: a row that was read no longer knows whether 9 was a whole number.</summary>
    private static ReadOnlySpan<byte> Written(in Value fact)
    {
        var writer = new CanonicalWriter(32);
        writer.Write(fact);
        return writer.Written;
    }

    private World Follow(in PlannedEpisode at, Func<World, ITraceSink> watch)
    {
        var stem = Plan.FileStem(at);
        var file = $"{_run.Store.Place}/traces/{stem}.jsonl";
        var stored = _run.Store.ReadTrace(stem) ?? throw new DocumentException(file, "the trace is not there");
        return EpisodeReplay.WatchAsync(Plan, at, _run.Manifest.RunId, _run.Registry, file, stored, watch).AsTask().GetAwaiter().GetResult();
    }

    private Agents.AgentKind? Kind(Choice seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return _run.Registry.World(Cell.World) is { } world ? _run.Registry.Agent(world, seat.Name) : null;
    }

    private long Events(in PlannedEpisode at) => JournalEntry.Read("journal.jsonl", new JournalLine(0, 0, _run.Store.JournalLineAt(_run.Journal.OffsetOf(at.Index)))).Events;
}
