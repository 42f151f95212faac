#:property PublishAot=false
#:property RunAnalyzers=false
#:project ../src/Tiltyard/Tiltyard.csproj
#:project ../src/Tiltyard.Catalog/Tiltyard.Catalog.csproj

// Plays a study in memory, reads its figures and draws one episode, all through the public API:
//   dotnet run samples/analysis.cs

using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Metrics;
using Tiltyard.Reports.Charts;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

var registry = StandardCatalog.Registry;
var scenario = ScenarioFile.Read(BuiltIn.Find("pressure_drift")!, BuiltIn.Find);
var plan = new PlanMaking(registry).Make(scenario, new PlanSettings { Episodes = 50, Seed = 7 });

using var store = new MemoryStore();
await new RunSession(plan, registry, store, new RunnerOptions { Workers = 2 }, TimeProvider.System) { RunId = "analysis" }.RunAsync(CancellationToken.None);

var run = StoredRun.Open(store, registry);
var results = run.Results();
foreach (var (cell, figures) in results.Cells)
    Console.WriteLine($"{cell.Name,-40} merit {figures.Figure(Figures.Merit).Mean,6:0.00}   conduct {figures.Figure(Figures.MeanConduct).Mean:0.000}");

foreach (var contrast in results.Contrasts.Where(contrast => contrast.Kind == "pressure"))
{
    var drift = contrast.Figures["mean_conduct"];
    Console.WriteLine($"{contrast.A.Agent,-20} drifts by {drift.Mean:+0.000;-0.000;0} [{drift.Bootstrap95?.Low:0.000}, {drift.Bootstrap95?.High:0.000}] over {drift.Pairs} pairs");
}

var worst = run.Rows().MinBy(entry => entry.Row.Figure(Figures.MeanConduct));
var picture = EpisodePlots.Overlay(run.View(worst.At)!).Standalone();
Console.WriteLine($"the worst episode is {plan.FileStem(worst.At)}; its overlay chart has {picture.Length} characters of SVG");
