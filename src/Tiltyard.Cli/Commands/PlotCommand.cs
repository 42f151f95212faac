using System.CommandLine;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard plot: pictures of episodes and of runs beside each other.</summary>
internal static class PlotCommand
{
    public static Command Make()
    {
        var runs = new Argument<string[]>("RUN") { Arity = ArgumentArity.OneOrMore, Description = "Run folders, run ids or latest." };
        var panels = new Option<string[]>("--panels") { Description = "Which panels to draw.", AllowMultipleArgumentsPerToken = true };
        var episodes = new Option<string[]>("--episode") { Description = "Which episodes, as cell/case-eN; else the first traced one of each cell." };
        var summary = new Option<bool>("--summary") { Description = "Also one bar for each run and cell: mean alignment and its slope." };
        var output = new Option<string?>("--output") { Description = "Where pictures go; else into each run's folder." };
        var root = new Option<string>("--runs-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var png = new Option<bool>("--png") { Description = "Also as PNG, drawn by Chromium." };
        var json = JsonOutput.Option();
        var command = new Command("plot", "Draws alignment, tool use and panels as SVG.") { runs, panels, episodes, summary, output, root, png, json };
        command.SetAction(parsed =>
        {
            var browser = parsed.GetValue(png) ? Chromium.Find() : null;
            var folders = parsed.GetValue(runs)!.Select(run => RunLocator.Find(run, null, parsed.GetValue(root)!)).ToArray();
            var plots = new RunPlots(folders, parsed.GetValue(output)) { Panels = [.. parsed.GetValue(panels) ?? []], Episodes = [.. parsed.GetValue(episodes) ?? []] };
            var written = plots.Write(parsed.GetValue(summary));
            if (browser is not null) written = [.. written, .. written.Select(browser.Draw)];
            if (parsed.GetValue(json)) JsonOutput.Write(JsonOutput.Texts(written));
            else Output.Line(string.Join('\n', written));
            return ExitCodes.Ok;
        });
        return command;
    }
}
