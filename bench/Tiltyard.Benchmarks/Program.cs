using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Tiltyard.Benchmarks;

if (args is ["--quick"])
{
    QuickLook.Print(Console.Out);
    return;
}

if (args is ["--quick", "pii"])
{
    QuickLook.ComparePersonalData(Console.Out);
    return;
}

if (args is ["--quick", "injection"])
{
    QuickLook.CompareInjections(Console.Out);
    return;
}

if (args is ["--quick", "chat"])
{
    QuickLook.CompareCalls(Console.Out);
    return;
}

if (args is ["--quick", "policies"])
{
    QuickLook.ComparePolicies(Console.Out);
    return;
}

if (args is ["--quick", "lab-engine"])
{
    QuickLook.CompareEvents(Console.Out);
    return;
}

if (args is ["--quick", "lab"])
{
    QuickLook.CompareShifts(Console.Out);
    return;
}

// In process, because the generated project of the usual toolchain does not know the house's build properties. Many short
// iterations, because on a shared machine only the least disturbed of them says what the code costs: read the column Min.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(10)).WithUnrollFactor(1).WithWarmupCount(60).WithIterationCount(120);
BenchmarkSwitcher.FromAssembly(typeof(Playing).Assembly).Run(
    args,
    DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Min, StatisticColumn.Median));
