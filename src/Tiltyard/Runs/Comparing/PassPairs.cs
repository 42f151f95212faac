using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Runs.Comparing;

/// <summary>An episode that passed in one run and not in the other.</summary>
public sealed record ChangedEpisode(string Scenario, string Case, long Seed, string? Reason);

/// <summary>Passed or not, before and now, over the episodes that both runs played and assessed: what McNemar's test is about.</summary>
public sealed class PassPairs
{
    private const int MostListed = 200;

    private readonly List<ChangedEpisode> _regressions = [];
    private readonly List<ChangedEpisode> _fixed = [];

    public long BothPassed { get; private set; }

    public long BothFailed { get; private set; }

    /// <summary>Passed before and not now.</summary>
    public long Regressed { get; private set; }

    /// <summary>Passed now and not before.</summary>
    public long Fixed { get; private set; }

    public long Pairs => BothPassed + BothFailed + Regressed + Fixed;

    /// <summary>The first of them, in plan order.</summary>
    public IReadOnlyList<ChangedEpisode> Regressions => _regressions;

    public IReadOnlyList<ChangedEpisode> Repairs => _fixed;

    /// <summary>The share that passes now minus the share that passed before; null without a pair.</summary>
    public double? Difference => Pairs == 0 ? null : (double)(Fixed - Regressed) / Pairs;

    /// <summary>The exact two-sided McNemar test; null without a pair that differs.</summary>
    public double? McNemarP => PairedDifference.McNemar(Fixed, Regressed);

    public double? MinimumDetectable => PairedPower.MinimumDetectable(Pairs, Fixed + Regressed);

    /// <summary>Pairs with which the difference that was seen would be shown; null where none was seen.</summary>
    public long? PairsNeeded => PairedPower.PairsFor(Pairs, Fixed, Regressed);

    public void Add(EpisodeRow before, EpisodeRow now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        if (before.Success && now.Success) BothPassed++;
        else if (!before.Success && !now.Success) BothFailed++;
        else if (before.Success)
        {
            Regressed++;
            List(_regressions, now, now.FailReason);
        }
        else
        {
            Fixed++;
            List(_fixed, now, before.FailReason);
        }
    }

    /// <summary>These pairs and those of another.</summary>
    public static PassPairs Merged(IEnumerable<PassPairs> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = new PassPairs();
        foreach (var part in parts)
        {
            all.BothPassed += part.BothPassed;
            all.BothFailed += part.BothFailed;
            all.Regressed += part.Regressed;
            all.Fixed += part.Fixed;
            all._regressions.AddRange(part._regressions.Take(MostListed - all._regressions.Count));
            all._fixed.AddRange(part._fixed.Take(MostListed - all._fixed.Count));
        }

        return all;
    }

    private static void List(List<ChangedEpisode> list, EpisodeRow row, string? reason)
    {
        if (list.Count < MostListed) list.Add(new ChangedEpisode(row.Scenario, row.Case, row.Seed, reason));
    }

    /// <summary>An immutable copy of both lists, regressions first.</summary>
    public (ImmutableArray<ChangedEpisode> Regressions, ImmutableArray<ChangedEpisode> Repairs) Lists() => ([.. _regressions], [.. _fixed]);
}
