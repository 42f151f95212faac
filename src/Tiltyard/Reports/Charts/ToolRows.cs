namespace Tiltyard.Reports.Charts;

/// <summary>The rows of tools that <see cref="ToolScatter"/> and <see cref="OverlayFigure"/> share.</summary>
internal sealed class ToolRows
{
    private const int RowHeight = 20;
    private const int MostRows = 14;
    private const string Others = "(other tools)";

    private readonly IReadOnlyList<ToolMark> _marks;
    private readonly List<string> _tools;

    public ToolRows(IReadOnlyList<ToolMark> marks)
    {
        _marks = marks;
        var named = marks.SelectMany(mark => new[] { mark.Action, mark.Optimal }).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _tools = named.Count <= MostRows ? named : [.. named.Take(MostRows - 1), Others];
    }

    public double Height => (Math.Max(1, _tools.Count) * RowHeight) + 6;

    public double LabelRoom => Math.Clamp(_tools.Select(Canvas.WidthOf).DefaultIfEmpty(40).Max(), 38, 104);

    public Scale Across(double from, double to)
    {
        if (_marks.Count is 0) return new(0, 1, from, to);
        var low = _marks.Min(mark => mark.Step);
        return new(low, Math.Max(_marks.Max(mark => mark.Step), low + 1), from, to);
    }

    public Legend Legend()
    {
        var legend = new Legend();
        legend.Add("agent", (canvas, x, y) => canvas.Circle(x + 9, y, 4.5, "c-act"));
        if (_marks.Any(mark => mark.Optimal is not null)) legend.Add("reference", (canvas, x, y) => canvas.Cross(x + 9, y, 3, "c-opt"));
        if (_marks.Any(mark => mark.Stopped)) legend.Add("stopped", (canvas, x, y) => canvas.Rectangle(x + 4, y - 5, 10, 10, "c-no"));
        if (_marks.Any(mark => mark.Attacked)) legend.Add("attack", (canvas, x, y) => canvas.Triangle(x + 9, y, 4, "c-hit"));
        return legend;
    }

    public void Draw(Canvas canvas, Scale across, double top)
    {
        for (var row = 0; row < _tools.Count; row++)
        {
            canvas.Line(across.From, Middle(top, row), across.To, Middle(top, row), "c-grid");
            canvas.Text(across.From - 11, Middle(top, row) + 4, _tools[row], "c-t c-end", LabelRoom + 6);
        }

        foreach (var mark in _marks) DrawMark(canvas, across.At(mark.Step), top, mark);
        Plane.StepAxis(canvas, across, top + Height, "step");
    }

    public string Describe()
    {
        if (_marks.Count is 0) return "no steps";
        var used = _marks.Select(mark => mark.Action).OfType<string>().CountBy(tool => tool, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(8)
            .Select(pair => $"{pair.Key} {Digits.Count(pair.Value)}");
        var compared = _marks.Where(mark => mark.Optimal is not null).ToList();
        var agreed = compared.Count(mark => mark.Optimal!.Equals(mark.Action, StringComparison.Ordinal));
        var agreement = compared.Count is 0 ? "" : $"; as the reference {Digits.Ratio(agreed, compared.Count)}";
        return $"actions: {string.Join(", ", used)}{agreement}";
    }

    private static double Middle(double top, int row) => top + (row * RowHeight) + (RowHeight / 2);

    private void DrawMark(Canvas canvas, double x, double top, ToolMark mark)
    {
        if (mark.Attacked)
        {
            canvas.Line(x, top, x, top + Height, "c-hitline");
            canvas.Triangle(x, top, 4, "c-hit");
        }

        if (mark.Action is { } action)
        {
            if (mark.Stopped) canvas.Rectangle(x - 5, Middle(top, RowOf(action)) - 5, 10, 10, "c-no");
            else canvas.Circle(x, Middle(top, RowOf(action)), 4.5, "c-act");
        }

        if (mark.Optimal is { } optimal) canvas.Cross(x, Middle(top, RowOf(optimal)), 3, "c-opt");
    }

    private int RowOf(string tool)
    {
        var row = _tools.IndexOf(tool);
        return row < 0 ? _tools.Count - 1 : row;
    }
}
