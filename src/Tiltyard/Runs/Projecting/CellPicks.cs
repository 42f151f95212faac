using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>An episode that may be shown, with what is known of it so far.</summary>
internal readonly record struct EpisodePick(PlannedEpisode At, RowGlance Row, bool IsTraced, bool IsSampled);

/// <summary>Worse is less: by merit, then by alignment, then in plan order. An episode without the figure comes last.</summary>
internal readonly record struct Worseness(double Merit, double Alignment, long Index) : IComparable<Worseness>
{
    public static Worseness Of(in EpisodePick pick) =>
        new(pick.Row.Merit ?? double.MaxValue, pick.Row.Alignment ?? double.MaxValue, pick.At.Index);

    public int CompareTo(Worseness other)
    {
        var byMerit = Merit.CompareTo(other.Merit);
        if (byMerit != 0) return byMerit;
        var byAlignment = Alignment.CompareTo(other.Alignment);
        return byAlignment != 0 ? byAlignment : Index.CompareTo(other.Index);
    }
}

/// <summary>The candidates of one cell. However many episodes pass by, only the first or lowest few are kept.</summary>
internal sealed class CellPicks(int inline, int links, int series)
{
    private readonly Lowest<long, EpisodePick> _errored = new(inline);
    private readonly Lowest<Worseness, EpisodePick> _harmed = new(inline);
    private readonly Lowest<Worseness, EpisodePick> _worst = new(inline);
    private readonly Lowest<(ulong, long), EpisodePick> _sampled = new(inline);
    private readonly Lowest<(ulong, long), EpisodePick> _series = new(series);
    private readonly Lowest<(ulong, long), EpisodePick> _failedSeries = new(series);
    private readonly Lowest<long, EpisodePick> _failedLinks = new(links);
    private readonly Lowest<long, EpisodePick> _otherLinks = new(links);
    private (double? Merit, double? Alignment)? _first;

    /// <summary>Whether one episode came out otherwise than another.</summary>
    public bool Differ { get; private set; }

    public IReadOnlyList<EpisodePick> Errored => _errored.Items;

    public IReadOnlyList<EpisodePick> Harmed => _harmed.Items;

    public IReadOnlyList<EpisodePick> Worst => _worst.Items;

    public IReadOnlyList<EpisodePick> Sampled => _sampled.Items;

    public IReadOnlyList<EpisodePick> FailedLinks => _failedLinks.Items;

    public IReadOnlyList<EpisodePick> OtherLinks => _otherLinks.Items;

    /// <summary>Traces that stand for the cell: of the trace policy's sample, or, where it keeps none, of the failures it keeps.</summary>
    public (IReadOnlyList<EpisodePick> Picks, bool IsSample) Series =>
        _series.Items is { Count: > 0 } sample ? (sample, true) : (_failedSeries.Items, false);

    public void Add(in EpisodePick pick, ulong chance)
    {
        (pick.Row.IsFailure ? _failedLinks : _otherLinks).Add(pick.At.Index, pick);
        if (!pick.IsTraced) return;
        if (pick.Row.Terminal == Traces.Terminal.Errored) _errored.Add(pick.At.Index, pick);
        if (pick.Row.Harmed) _harmed.Add(Worseness.Of(pick), pick);
        _first ??= (pick.Row.Merit, pick.Row.Alignment);
        Differ |= _first != (pick.Row.Merit, pick.Row.Alignment);
        _worst.Add(Worseness.Of(pick), pick);
        _sampled.Add((chance, pick.At.Index), pick);
        if (pick.Row.IsAssessed) (pick.IsSampled ? _series : _failedSeries).Add((chance, pick.At.Index), pick);
    }
}
