using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>
/// Documents of a policy, broken in thousands of ways: each is either a policy under which a laboratory can work, or one clear error. TILTYARD_FUZZ_ROUNDS says how
/// many breaks of each document are tried; a failure names the document and the seed.
/// </summary>
public sealed class PolicyFuzzTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("TILTYARD_FUZZ_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 300;

    private static readonly string Fingerprint = LabPolicy.Shipped.Fingerprint;

    private readonly List<string> _found = [];

    public static TheoryData<string> Documents => [.. PolicyDocuments.Names];

    public static TheoryData<string> Overlays => ["critical", "emits", "enforcement", "equipment", "keys", "reagents", "reason_codes", "stability"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_broken_document_is_one_clear_error_or_a_policy_that_works(string name)
    {
        var text = Text(name);
        var tree = Read(name, text);
        var refused = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var broken = new DocumentMutations(seed).Next(text, tree);
            var started = Stopwatch.GetTimestamp();
            var (policy, error) = Compile(() => Whole(name, broken));
            if (error is not null) refused++;
            Note($"{name}, seed {seed}", error is null ? Trouble(() => Work(policy!, seed)) : Unclear(error));
            if (seed % 16 == 0) Assert.Equal(error?.Message, Compile(() => Whole(name, broken)).Error?.Message);
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(20)) Note($"{name}, seed {seed}", $"it takes {Stopwatch.GetElapsedTime(started)}");
        }

        Assert.True(_found.Count == 0, string.Join("\n", _found.Take(40)));
        Assert.InRange(refused, Rounds / 4, Rounds);
        Assert.Equal(Fingerprint, LabPolicy.Compile(PolicyDocuments.Shipped).Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_broken_overlay_is_one_clear_error_or_a_shift_that_can_be_played(string name)
    {
        var text = Text(name);
        var tree = Read(name, text);
        for (var seed = 1_000_000; seed < 1_000_000 + (Rounds / 2); seed++)
        {
            var broken = new DocumentMutations(seed).Next(text, tree);
            var (_, error) = Compile(() => PolicyDocuments.Shipped.With((name, Read(name, broken))));
            Note($"{name}, seed {seed}", error is null ? Trouble(() => PlayShift(name, Read(name, broken), seed)) : Unclear(error));
        }

        Assert.True(_found.Count == 0, string.Join("\n", _found.Take(40)));
        Assert.Equal(Fingerprint, LabPolicy.Compile(PolicyDocuments.Shipped).Fingerprint);
    }

    /// <summary>What is missing of a clear error: one line with file, line, column and reason.</summary>
    private static string? Unclear(Exception error) => error switch
    {
        not DocumentException => $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Tiltyard", StringComparison.Ordinal))?.Trim()}",
        DocumentException e when e.Message.Length is < 20 or > 400 || e.Message.Any(char.IsControl) => $"no clear line: {e.Message}",
        DocumentException e when !PolicyDocuments.Names.Contains(Path.GetFileNameWithoutExtension(e.File), StringComparer.Ordinal) => $"not a file of the policy: {e.Message}",
        DocumentException { Place: not { Line: > 0, Column: > 0 } } e => $"no place: {e.Message}",
        DocumentException { Reason.Length: < 5 } e => $"no reason: {e.Message}",
        _ => null,
    };

    private static (LabPolicy? Policy, Exception? Error) Compile(Func<PolicyDocuments> read)
    {
        try
        {
            return (LabPolicy.Compile(read()), null);
        }
        catch (Exception e)
        {
            return (null, e);
        }
    }

    private static string? Trouble(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception e)
        {
            return $"works not: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Tiltyard", StringComparison.Ordinal))?.Trim()}";
        }
    }

    /// <summary>What was found good carries a laboratory: people, every specimen of the catalogue, and whatever they do.</summary>
    private static void Work(LabPolicy policy, int seed)
    {
        var engine = new LabEngine(policy, seed % 2 == 0 ? RuleProfile.Strict : RuleProfile.Reference);
        StateReading.Read(DocumentNode.Map(("specimens", DocumentNode.List([.. policy.Catalogue.Templates.Keys.Order(StringComparer.Ordinal).Select(key => (DocumentNode)DocumentNode.Map(("template_ref", key)))]))), engine);
        engine.State.EnforcementEnabled = true;
        _ = new LabProcesses(engine);
        var (patients, readings) = (new PatientModel(policy), new double[1_000]);
        patients.Begin(new EpisodeKey(seed, "lab", "fuzz", 0, seed));
        for (var panel = 0; panel < policy.Catalogue.Panels.Count; panel++) patients.Read("S1", panel, 3, readings);
        Assert.All(readings, reading => Assert.True(double.IsFinite(reading)));
        if (seed % 3 == 0) engine.Simulate(seed);
        var (events, happened) = (new RandomEvents(seed), new LabEvent());
        for (var step = 0; step < 40; step++)
        {
            EventReading.Read(events.Next(), engine.State, happened);
            engine.Step(happened);
        }
    }

    private static void PlayShift(string name, DocumentNode overlay, int seed)
    {
        ShiftPlayer player;
        try
        {
            player = new ShiftPlayer(
                DocumentNode.Map(("task", "throughput_sla"), ("timing", seed % 2 == 0 ? "simulated" : "explicit"), ("enforcement", seed % 3 == 0), ("policy", DocumentNode.Map((name, overlay)))), ShiftPlayer.Find("policy:baseline")!);
        }
        catch (DocumentException)
        {
            return; // a policy, and none for this task
        }

        using (player) player.Play(seed, 0);
    }

    private static PolicyDocuments Whole(string name, string broken) =>
        PolicyDocuments.Read([.. PolicyDocuments.Names.Select(one => (one, one.Equals(name, StringComparison.Ordinal) ? Read(name, broken) : PolicyDocuments.Shipped[one]))]);

    private static DocumentNode Read(string name, string text) => YamlDocumentReader.Read($"{name}.yaml", text);

    private static string Text(string name)
    {
        using var stream = typeof(LabPolicy).Assembly.GetManifestResourceStream($"Tiltyard.Lab.Policies.{name}.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Note(string about, string? trouble)
    {
        if (trouble is not null) _found.Add($"{about}: {trouble}");
    }
}
