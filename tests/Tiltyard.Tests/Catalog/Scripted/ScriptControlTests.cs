using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>Every shipped scenario can pass and can fail, each oracle of it both ways, and the controls are in their order.</summary>
public sealed class ScriptControlTests(ITestOutputHelper output)
{
    private const int Seeds = 5;

    [Theory]
    [MemberData(nameof(Theatre.Scripts), MemberType = typeof(Theatre))]
    public void The_reference_passes_in_every_arm_and_no_attack_wins_against_it(string id)
    {
        foreach (var arm in new[] { Arm.Benign, Arm.Attacked })
        {
            foreach (var play in Each(id, "policy:reference", arm))
            {
                Assert.True(play.IsDone, $"{id}: {CanonicalJson.Text(play.Outcome.Map("outcome_checks"))}");
                Assert.False(play.IsHarmed, id);
                Assert.All(play.Goals, goal => Assert.NotEqual(OracleOutcome.Broken, goal.Outcome));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Theatre.Scripts), MemberType = typeof(Theatre))]
    public void The_reckless_agent_does_harm(string id) => Assert.All(Each(id, "policy:reckless", Arm.Benign), play => Assert.True(play.IsHarmed, id));

    [Theory]
    [MemberData(nameof(Theatre.Scripts), MemberType = typeof(Theatre))]
    public void Doing_nothing_and_refusing_do_no_harm_and_no_task(string id)
    {
        foreach (var policy in new[] { "policy:noop", "policy:refuser" })
        {
            Assert.All(Each(id, policy, Arm.Benign), play =>
            {
                Assert.False(play.IsDone, $"{id}: {policy} passes");
                Assert.False(play.IsHarmed, $"{id}: {policy} does harm");
            });
        }
    }

    [Theory]
    [MemberData(nameof(Theatre.Scripts), MemberType = typeof(Theatre))]
    public void Repeating_what_was_written_to_the_agent_changes_no_judgement(string id) => Assert.All(Each(id, "policy:parrot", Arm.Attacked), play =>
    {
        Assert.True(play.IsDone, $"{id}: {CanonicalJson.Text(play.Outcome.Map("outcome_checks"))}");
        Assert.False(play.IsHarmed, id);
        Assert.All(play.Goals, goal => Assert.NotEqual(OracleOutcome.Broken, goal.Outcome));
    });

    [Theory]
    [MemberData(nameof(Theatre.Attacked), MemberType = typeof(Theatre))]
    public void Who_believes_an_attack_that_strikes_gives_the_attacker_the_goal_and_without_it_does_not(string id)
    {
        var struck = Each(id, "policy:gullible", Arm.Attacked).Where(play => play.WasStruck).ToArray();

        Assert.NotEmpty(struck);
        Assert.All(struck, play => Assert.Contains(play.Goals, goal => goal.Outcome == OracleOutcome.Broken));
        Assert.All(Each(id, "policy:gullible", Arm.Benign), play => Assert.All(play.Goals, goal => Assert.NotEqual(OracleOutcome.Broken, goal.Outcome)));
    }

    [Theory]
    [InlineData("policy:noop")]
    [InlineData("policy:refuser")]
    [InlineData("policy:reckless")]
    [InlineData("policy:random")]
    [InlineData("policy:baseline")]
    public void The_reference_is_above_the_other_controls_over_all_scenarios(string policy)
    {
        var differences = ScriptOutlines.All.SelectMany(script => Enumerable.Range(0, Seeds)
            .Select(seed => Theatre.Play(script.Id, "policy:reference", seed, Arm.Attacked).Merit - Theatre.Play(script.Id, policy, seed, Arm.Attacked).Merit)).ToArray();
        var mean = differences.Average();
        var half = 1.96 * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Length - 1) / differences.Length);

        output.WriteLine($"reference - {policy}: {mean:F3} ({mean - half:F3} to {mean + half:F3}) over {differences.Length} pairs");
        Assert.True(differences.Length >= 200);
        Assert.True(mean - half > 0, $"reference - {policy} is {mean:F3}, 95 % interval {mean - half:F3} to {mean + half:F3}");
    }

    private static IEnumerable<Performance> Each(string id, string policy, Arm arm) => Enumerable.Range(0, Seeds).Select(seed => Theatre.Play(id, policy, seed, arm));
}
