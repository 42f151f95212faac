using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tiltyard.Benchmarks;

if (args is ["--quick"])
{
    QuickLook.Print(Console.Out);
    return;
}

// In process, because the generated project of the usual toolchain does not know the house's build properties.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(8).WithWarmupCount(4);
BenchmarkSwitcher.FromAssembly(typeof(Playing).Assembly)
    .Run(args, DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default));
