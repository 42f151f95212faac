using System.Collections.Immutable;

namespace Tiltyard.Reports.Page;

/// <summary>
/// index.html: one file that asks nothing of the network, reads without scripts and stays below <see cref="MostBytes"/>
/// for any model. Its policy allows exactly its own style and script, by hash.
/// </summary>
public static class HtmlPage
{
    public const int MostBytes = 5_000_000;

    /// <summary>Kept free for head, foot and headings.</summary>
    private const int Reserve = 40_000;

    public static string Render(PageModel model)
    {
        ImmutableArray<(string Id, string Title, Markup Part)> parts =
        [
            ("evaluation", "Evaluation", EvaluationSection.Draw(model)),
            ("run", "Run", RunSection.Draw(model)),
            ("figures", "Figures", FiguresSection.Draw(model)),
            ("differences", "Differences", ContrastSection.Draw(model)),
            ("cases", "Cases", CaseSection.Draw(model)),
            ("charts", "Steps", ChartSection.Draw(model)),
            ("world", "World", IncidentSections.Fragments(model)),
            ("gates", "Gates", IncidentSections.Gates(model)),
            ("attacks", "Attacks", IncidentSections.Attacks(model)),
            ("budget", "Budget", IncidentSections.Budget(model)),
            ("findings", "Findings", IncidentSections.Findings(model)),
        ];
        var verdict = VerdictSection.Draw(model);
        var used = Reserve + PageStyle.Text.Length + PageScript.Text.Length + verdict.Bytes + parts.Sum(part => part.Part.Bytes);
        parts = parts.Add(("episodes", "Episodes", EpisodeSection.Draw(model, MostBytes - used)));
        return Assemble(model, verdict, parts.RemoveAll(part => part.Part.IsEmpty));
    }

    private static string Assemble(PageModel model, Markup verdict, ImmutableArray<(string Id, string Title, Markup Part)> parts)
    {
        var links = parts.Select(part => Markup.Of($"""<a href="#{part.Id}">{part.Title}</a>"""));
        var title = Hostile.Clip(Hostile.Line(model.Title), 200);
        return Markup.Of(
            $"""
            {PageHead.Draw(Markup.Of($"{VerdictSection.Heading(model.Verdict)} · {title}"), PageStyle.Text, PageScript.Text, model.ToolVersion)}
            <body>
            <a class="skip" href="#verdict">To the verdict</a>
            <header class="top"><h1>{title}</h1>
            <p class="sub">Run <code>{Hostile.Clip(Hostile.Line(model.RunId), 200)}</code> · Tiltyard {Hostile.Clip(model.ToolVersion, 60)}</p>
            <nav aria-label="Parts of this page"><a href="#verdict">Verdict</a> {Markup.Join(links, " ")}</nav></header>
            <main>
            {verdict}
            {Markup.Join(parts.Select(part => part.Part), "\n")}
            </main>
            <footer>Written by Tiltyard {Hostile.Clip(model.ToolVersion, 60)} from the run’s records.
            Text from agents and attackers is shown as data: invisible characters appear as ⟦U+…⟧.</footer>
            <script>{Markup.Trusted(PageScript.Text)}</script>
            </body>
            </html>

            """).ToString();
    }
}
