#:property PublishAot=false
#:property RunAnalyzers=false
#:project ../src/Tiltyard/Tiltyard.csproj
#:project ../src/Tiltyard.Catalog/Tiltyard.Catalog.csproj

// An evaluation in five lines of C#: the plan of examples/evaluation/basic.yaml, in memory.
//   dotnet run samples/evaluate.cs

using Tiltyard.Catalog;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;

var plan = File.ReadAllText(args.FirstOrDefault() ?? "examples/evaluation/basic.yaml");
var evaluation = Evaluation.Read("plan.yaml", plan, StandardCatalog.Registry, TimeProvider.System);
var outcome = await evaluation.RunAsync(new MemoryStore());
Console.WriteLine(outcome.Evaluation!.Passed ? "PASSED" : $"FAILED: {string.Join("; ", outcome.Evaluation.Violations)}");
return outcome.Verdict.ExitCode;
