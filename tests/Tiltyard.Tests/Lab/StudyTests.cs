using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Lab.Studies;

namespace Tiltyard.Tests.Lab;

public sealed class StudyTests
{
    private static readonly int[] ForgedMoves = [60, 90, 120];

    [Fact]
    public void Over_fifty_seeds_forged_moves_pass_without_strict_signatures_and_are_refused_for_their_signature_with_them()
    {
        var spec = Read("{task: insider_key_misuse, episodes: 50, seed_base: 100, ablations: {strict_signatures: [false, true]}}");
        var loose = Moves(spec, 0);
        var strict = Moves(spec, 1);

        // between the two moves there is no way: the third attempt of fifty shifts is refused by the floor, not by its signature
        Assert.Equal(50, loose.Count(move => move is { Time: 60, Code: null, HasPassed: false }));
        Assert.Equal(50, loose.Count(move => move is { Time: 90, Code: "RC_ILLEGAL_MOVE", HasPassed: false }));
        Assert.Equal(50, loose.Count(move => move is { Time: 120, Code: null, HasPassed: false }));
        Assert.Equal(100, strict.Count(move => move is { Time: 60 or 90, Code: "SIG_INVALID", HasPassed: false }));
        Assert.Equal(50, strict.Count(move => move is { Time: 120, Code: "SIG_KEY_REVOKED", HasPassed: false }));
        Assert.Equal((150, 150), (loose.Count, strict.Count));
    }

    [Fact]
    public void Containment_differs_by_the_signatures_alone()
    {
        var spec = Read("{task: insider_key_misuse, episodes: 50, seed_base: 100, ablations: {strict_signatures: [false, true]}}");
        var (loose, strict) = (spec.Run(spec.Conditions[0]).PlayEach(), spec.Run(spec.Conditions[1]).PlayEach());
        var (first, tally) = (new StudyTally(), new StudyTally());
        foreach (var (one, two) in loose.Zip(strict))
        {
            Assert.Equal(one.Seed, two.Seed);
            first.Add(one.Metrics, one.Metrics);
            tally.Add(two.Metrics, one.Metrics);
        }

        var contained = Figure("fraction_of_attacks_contained");
        Assert.Equal((0.4, 1.0), (first.Mean(contained), tally.Mean(contained)));
        Assert.Equal(0.6, tally.Difference(contained)!.Value, 12);
        Assert.Equal((50, 0), (first.Attacked.Successes, tally.Attacked.Successes));
        Assert.True(tally.DifferenceInterval(Figure("merit"))!.Value.Low > 0);
        Assert.DoesNotContain(first.Blocks.Keys, code => code.StartsWith("SIG_", StringComparison.Ordinal));
        Assert.True(tally.Blocks["SIG_INVALID"] >= 100 && tally.Blocks["SIG_KEY_REVOKED"] == 50);
    }

    [Fact]
    public void Conditions_are_all_combinations_in_the_order_of_their_keys()
    {
        var spec = Read("{task: qc_cascade, episodes: 3, ablations: {trust_skeleton: [true, false], load: [1, 2]}}");

        Assert.Equal(["load=1, trust_skeleton=true", "load=1, trust_skeleton=false", "load=2, trust_skeleton=true", "load=2, trust_skeleton=false"], spec.Conditions.Select(one => one.Label), StringComparer.Ordinal);
        Assert.Equal("""{"access_control":false,"load":2,"task":"qc_cascade","timing":"explicit"}""", CanonicalJson.Text(spec.Conditions[3].Parameters));
        Assert.Equal((100, "cond_3"), (spec.Seed, spec.Conditions[3].Id));
    }

    [Theory]
    [InlineData("{task: nothing, episodes: 1, ablations: {load: [1]}}", "$.task")]
    [InlineData("{task: qc_cascade, ablations: {load: [1]}}", "episodes")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {}}", "there is nothing to compare")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {dual_approval: [true, false]}}", "nothing in the laboratory reads dual_approval")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {strict_signature: [true]}}", "did you mean 'strict_signatures'")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {strict_signatures: [yes please]}}", "$.ablations.strict_signatures[0]")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {load: [1, 1]}}", "a value is there twice")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {load: [1, 2]}, condition_labels: [one]}", "there are 1 labels and 2 conditions")]
    [InlineData("{task: qc_cascade, episodes: 1, ablations: {load: [1]}, agent_config: {agent: 'policy:best'}}", "agent_config.agent")]
    public void What_is_no_study_is_refused(string text, string reason) => Assert.Contains(reason, Assert.Throws<DocumentException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static StudySpec Read(string yaml) => StudySpec.Read(YamlDocumentReader.Read("study.yaml", yaml));

    private static int Figure(string name) => StudyTally.Figures.Select((figure, place) => (figure.Name, place)).First(one => one.Name.Equals(name, StringComparison.Ordinal)).place;

    /// <summary>The insider's documented moves with forged signatures, and what the engine answered.</summary>
    private static List<(int Time, string? Code, bool? HasPassed)> Moves(StudySpec spec, int condition)
    {
        var moves = new List<(int, string?, bool?)>();
        foreach (var _ in spec.Run(spec.Conditions[condition]).PlayEach(Note))
        {
        }

        return moves;

        void Note(string line)
        {
            var record = JsonDocument.Parse(line).RootElement;
            if (!record.TryGetProperty("agent_id", out var agent) || agent.GetString() is not "A_INSIDER_0" || record.GetProperty("action_type").GetString() is not "MOVE") return;
            if (!ForgedMoves.Contains(record.GetProperty("t_s").GetInt32())) return;
            moves.Add((record.GetProperty("t_s").GetInt32(), record.GetProperty("blocked_reason_code").GetString(), record.GetProperty("signature_verification").GetProperty("passed").GetBoolean()));
        }
    }
}
