using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>All specimens by stage over the shift, on top of each other; it costs the same for twenty and for ten thousand.</summary>
internal sealed class StagePicture(ShiftRecord shift, Timeline timeline)
{
    private const int Height = 120;
    private const int MostColumns = 240;

    public Markup Draw()
    {
        var columns = Math.Clamp(timeline.End / 10, 1, MostColumns);
        var counts = Count(columns);
        var most = Math.Max(1, Enumerable.Range(0, columns + 1).Max(column => counts.Sum(group => group[column])));
        var floor = new int[columns + 1];
        var areas = new List<Markup>();
        for (var group = 0; group < counts.Length; group++)
        {
            if (counts[group].All(count => count == 0)) continue;
            areas.Add(Area(StageLook.All[group], floor, counts[group], most));
            for (var column = 0; column <= columns; column++) floor[column] += counts[group][column];
        }

        var picture = Markup.Of($"""<svg viewBox="0 0 1000 {Height}" width="100%" height="100%" preserveAspectRatio="none">{Markup.Join(areas)}</svg>""");
        var lane = Timeline.Lane(Markup.Of($"""<b>All stages</b> <small>most {most} at once</small>"""), picture, $"Specimens in the laboratory by stage, at most {most} at once", Height);
        return timeline.Lanes([lane], "stage-lanes", "All specimens by stage");
    }

    private int[][] Count(int columns)
    {
        var counts = StageLook.All.Select(_ => new int[columns + 1]).ToArray();
        foreach (var specimen in shift.Specimens)
        {
            foreach (var (from, to, moment) in specimen.Stages.Spans(timeline.End + 1))
            {
                if (StageLook.Group(moment.Stage) is not (var group and >= 0)) continue;
                // a column counts what holds at its second
                for (var column = (int)Math.Ceiling(from * (double)columns / timeline.End); column <= columns && column * (double)timeline.End / columns < to; column++) counts[group][column]++;
            }
        }

        return counts;
    }

    private static Markup Area(StageLook look, int[] floor, int[] counts, int most)
    {
        var path = new System.Text.StringBuilder();
        for (var column = 0; column < counts.Length; column++) path.Append(column == 0 ? "M" : "L").Append(Point(column, floor[column] + counts[column], counts.Length, most));
        for (var column = counts.Length - 1; column >= 0; column--) path.Append('L').Append(Point(column, floor[column], counts.Length, most));
        return Markup.Of($"""<path class="a {look.Css}" d="{path.Append('Z').ToString()}"><title>{look.Word}</title></path>""");
    }

    private static string Point(int column, int count, int columns, int most) => $"{Digits.Coordinate(1000.0 * column / (columns - 1))} {Digits.Coordinate(Height - ((Height - 2.0) * count / most))}";
}
