using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>The episodes of one cell as they were recorded, from which a world makes files of its own. For parts of the page use <see cref="FragmentSource"/>.</summary>
public sealed class RecordedEpisodes
{
    private readonly ProjectionInput _input;
    private readonly int _block;
    private readonly int _cell;

    internal RecordedEpisodes(ProjectionInput input, int block, int cell)
    {
        _input = input;
        _block = block;
        _cell = cell;
    }

    public RunPlan Plan => _input.Manifest.Plan;

    public CellPlan Cell => Plan.Blocks[_block].Cells[_cell];

    /// <summary>The commit of the program, where the host knew it.</summary>
    public string? GitSha => _input.Manifest.Host.TextOrNull("git_sha");

    /// <summary>Whether a seat's agent decides by asking somebody outside.</summary>
    public bool AsksOutside(Choice seat) => Kind(seat)?.AsksOutside == true;

    /// <summary>Whether a seat's agent reaches a provider's model.</summary>
    public bool IsLive(Choice seat) => Kind(seat)?.IsLive == true;

    /// <summary>Whether the run is whole and every episode of the cell left its trace.</summary>
    public bool AreAllThere => Episodes().All(at => _input.Journal.Holds(at.Index) && Events(at) > 0);

    /// <summary>The cell's episodes in plan order.</summary>
    public IEnumerable<PlannedEpisode> Episodes()
    {
        for (long index = 0; index < Plan.Planned; index++)
        {
            var at = Plan.At(index);
            if (at.Block == _block && at.Cell == _cell) yield return at;
        }
    }

    public EpisodeRow Row(in PlannedEpisode at) => RunRows.Parse(JournalEntry.RowOf(_input.Store.JournalLineAt(_input.Journal.OffsetOf(at.Index))));

    /// <summary>Plays a recorded episode again before a sink, and gives the world as it was left. Nobody outside is asked.</summary>
    /// <exception cref="DocumentException">The episode comes out different from its record.</exception>
    public World Watch(in PlannedEpisode at, Func<World, ITraceSink> watch)
    {
        var stem = Plan.FileStem(at);
        var file = $"{_input.Store.Place}/traces/{stem}.jsonl";
        var stored = _input.Store.ReadTrace(stem) ?? throw new DocumentException(file, "the trace is not there");
        return EpisodeReplay.WatchAsync(Plan, at, _input.Manifest.RunId, _input.Registry, file, stored, watch).AsTask().GetAwaiter().GetResult();
    }

    private Agents.AgentKind? Kind(Choice seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return _input.Registry.World(Cell.World) is { } world ? _input.Registry.Agent(world, seat.Name) : null;
    }

    private long Events(in PlannedEpisode at) => JournalEntry.Read("journal.jsonl", new JournalLine(0, 0, _input.Store.JournalLineAt(_input.Journal.OffsetOf(at.Index)))).Events;
}
