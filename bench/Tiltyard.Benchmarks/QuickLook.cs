using System.Diagnostics;

namespace Tiltyard.Benchmarks;

/// <summary>
/// A few seconds with a stopwatch: every contender takes its turn in every round, and the best round counts, so that a noisy
/// machine disturbs all alike. For figures to keep, use BenchmarkDotNet.
/// </summary>
internal static class QuickLook
{
    private const int Rounds = 100;

    public static void Print(TextWriter output)
    {
        foreach (var policy in new[] { "careful", "baseline" })
        {
            var engine = new EngineBenchmarks { Policy = policy };
            engine.SetUp();
            Compare(output, $"engine, {policy}", 5, 100 * Playing.StepsPerEpisode, "steps", ("bare loop", engine.Bare_loop), ("engine", engine.Engine), ("engine and metric", engine.Engine_and_metric));
        }

        foreach (var perEpisode in new[] { false, true })
        {
            var trace = new TraceBenchmarks { FilePerEpisode = perEpisode };
            trace.SetUp();
            var where = perEpisode ? "a file for each episode" : "one file";
            Compare(output, $"trace, careful, {where}", 1, 64 * Playing.StepsPerEpisode, "steps", ("serialise, hash, write", trace.Bare_serialise_hash_write), ("engine and trace", trace.Engine_and_trace));
            trace.CleanUp();
        }

        CompareMerges(output);
        ComparePolicies(output);
        ComparePersonalData(output);
        CompareInjections(output);
        CompareCalls(output);
    }

    public static void ComparePolicies(TextWriter output)
    {
        foreach (var rules in new[] { 1, 10, 100, 1_000 })
        {
            var policies = new PolicyBenchmarks { Rules = rules };
            policies.SetUp();
            Compare(
                output, $"policy decisions, {rules} rules by tool and number", 1, PolicyQuestions.Count, "decisions",
                ("dictionary by hand", () => policies.Dictionary_by_hand()), ("policy", () => policies.Policy()), ("policy gate", () => policies.Policy_gate()));
        }

        CompareHardPolicies(output, "one tool");
        CompareHardPolicies(output, "phrases");
    }

    private static void CompareHardPolicies(TextWriter output, string form)
    {
        foreach (var rules in new[] { 1, 10, 100, 1_000 })
        {
            var policies = new HardPolicyBenchmarks { Rules = rules, Form = form };
            policies.SetUp();
            Compare(output, $"policy decisions, {rules} rules, {form}", 1, PolicyQuestions.Count, "decisions", ("policy", () => policies.Policy()));
        }
    }

    public static void CompareEvents(TextWriter output)
    {
        foreach (var scale in new[] { 24, 1_000, 10_000 })
        {
            var events = new LabEngineBenchmarks { Scale = scale };
            events.SetUp();
            Compare(output, $"laboratory, engine alone, unsigned events, {scale:N0} people and specimens", Math.Max(1, 5_000 / scale), events.Events, "events", ("engine", events.Engine_pass));
        }
    }

    public static void CompareShifts(TextWriter output)
    {
        CompareEvents(output);
        CompareSignatures(output);
        foreach (var roster in new[] { "documented", "full" })
        {
            var shifts = new LabBenchmarks { Roster = roster };
            shifts.SetUp();
            Compare(output, $"laboratory, throughput_sla, {roster} roster, rows only", 1, LabBenchmarks.Episodes, "episodes", ("one thread", shifts.One_thread));
            Compare(output, $"laboratory, throughput_sla, {roster} roster, rows only", 1, LabBenchmarks.EpisodesOfTwo, "episodes", ("two threads", shifts.Two_threads));
            shifts.CleanUp();
            var batches = new LabBatchBenchmarks { Roster = roster };
            batches.SetUp();
            Compare(output, $"laboratory, throughput_sla, {roster} roster, {LabBatchBenchmarks.Lanes} shifts stepped together", 1, LabBatchBenchmarks.Lanes, "episodes", ("nobody acts", batches.Nobody_acts));
            batches.CleanUp();
            var traces = new LabTraceBenchmarks { Roster = roster };
            traces.SetUp();
            Compare(output, $"laboratory, throughput_sla, {roster} roster, traces of {traces.Bytes} bytes", 1, LabTraceBenchmarks.Episodes, "episodes", ("serialise, hash, write", traces.Bare_serialise_hash_write), ("shift and trace", traces.Shift_and_trace));
            traces.CleanUp();
        }
    }

    public static void CompareSignatures(TextWriter output)
    {
        var signing = new LabSigningBenchmarks();
        signing.SetUp();
        Compare(
            output, $"laboratory, insider_key_misuse, full roster, {signing.Signatures / LabSigningBenchmarks.Episodes} signatures an episode", 1, LabSigningBenchmarks.Episodes, "episodes",
            ("sign and verify", signing.Bare_sign_and_verify), ("signed shifts", signing.Signed_shifts));
        signing.CleanUp();
    }

    public static void CompareInjections(TextWriter output)
    {
        var injection = new InjectionBenchmarks();
        Compare(output, "injections", 20, 1, "pages", ("bare pass", injection.Bare_pass), ("detector", injection.Detect));
    }

    public static void ComparePersonalData(TextWriter output)
    {
        var pii = new PiiBenchmarks();
        Compare(output, "personal data", 20, PiiBenchmarks.Sentences, "sentences", ("bare pass", pii.Bare_pass), ("fixed forms", pii.Fixed_forms), ("everything", pii.Everything));
    }

    /// <summary>Processor time of the whole process, the server's share included: it is the same in both.</summary>
    public static void CompareCalls(TextWriter output)
    {
        const int episodes = 50;
        var chat = new ChatBenchmarks();
        chat.SetUp();
        var (bare, agent) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < 30; round++)
        {
            bare = Math.Min(bare, Processor(() => chat.Bare_HttpClient(), episodes));
            agent = Math.Min(agent, Processor(() => chat.Agent(), episodes));
        }

        chat.CleanUp();
        output.WriteLine("calls of a chat model, processor time");
        output.WriteLine($"  bare HttpClient         {bare,8:F1} us/call");
        output.WriteLine($"  agent                   {agent,8:F1} us/call, {agent - bare:F1} over the yardstick");
    }

    private static double Processor(Func<Task> episode, int episodes)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var played = 0; played < episodes; played++) episode().GetAwaiter().GetResult();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (episodes * ChatBenchmarks.Calls);
    }

    private static void CompareMerges(TextWriter output)
    {
        var merge = new MergeBenchmarks();
        merge.SetUp();
        Compare(
            output, "merge", 1_000, 1, "merges",
            ("bare loop", merge.Bare_loop), ("mean with bootstrap", merge.Mean_with_bootstrap), ("mean without", merge.Mean_without_bootstrap));
    }

    private static string Rate(double rate, string unit) => rate < 1e5 ? $"{rate,8:F0} {unit}/s" : $"{rate / 1e6,8:F2} million {unit}/s";

    private static void Compare(TextWriter output, string title, int repeats, int operations, string unit, params (string Name, Action Act)[] contenders)
    {
        var best = new double[contenders.Length];
        var bytes = new double[contenders.Length];
        var total = (double)repeats * operations;
        Array.Fill(best, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at < contenders.Length; at++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                for (var repeat = 0; repeat < repeats; repeat++) contenders[at].Act();
                best[at] = Math.Min(best[at], Stopwatch.GetElapsedTime(started).TotalSeconds);
                bytes[at] = (GC.GetAllocatedBytesForCurrentThread() - before) / total;
            }
        }

        output.WriteLine(title);
        for (var at = 0; at < contenders.Length; at++)
            output.WriteLine($"  {contenders[at].Name,-24}{Rate(total / best[at], unit)} {best[0] / best[at],7:F2} of the yardstick {bytes[at],8:F2} B/{unit[..^1]}");
    }
}
