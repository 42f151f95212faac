using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;

namespace Tiltyard.Tests.Runs.Evaluating;

public sealed class BaselineTests
{
    [Fact]
    public async Task Two_evaluations_are_compared_pair_by_pair_over_the_judged_episodes()
    {
        var (before, _) = await Evaluated.Play(Evaluated.Plan("helpdesk", "policy:gullible"));
        var (now, outcome) = await Evaluated.Play(Evaluated.Plan("helpdesk", "policy:wary"));

        var report = BaselineReport.Of(StoredRun.Open(before, Evaluated.Registry), StoredRun.Open(now, Evaluated.Registry));

        Assert.Equal(outcome.Evaluation!.Metrics.Tally.Scenarios[0].Assessed, report.Total.Pairs);
        Assert.Equal(report.Total.Pairs, report.Total.BothPassed + report.Total.BothFailed + report.Total.Regressed + report.Total.Fixed);
        Assert.True(report.Total.Fixed > report.Total.Regressed, "the wary agent is better");
        Assert.True(report.Total.McNemarP < 0.05, $"{report.Total.McNemarP}");
        Assert.Equal(report.Total.Fixed, report.Repairs.Length);
        Assert.Equal(CanonicalJson.Text(report.ToDocument()), CanonicalJson.Text(BaselineReport.Read(report.ToDocument()).ToDocument()));
    }

    [Fact]
    public async Task A_baseline_of_other_scenarios_is_refused()
    {
        var (before, _) = await Evaluated.Play(Evaluated.Plan("trading", "policy:careful"));
        var (now, _) = await Evaluated.Play(Evaluated.Plan("release_manager", "policy:careful"));

        Assert.Throws<DocumentException>(() => BaselineReport.Of(StoredRun.Open(before, Evaluated.Registry), StoredRun.Open(now, Evaluated.Registry)));
    }

    [Fact]
    public void More_pairs_show_smaller_differences_and_the_two_formulas_agree()
    {
        var few = PairedPower.MinimumDetectable(100, 20)!.Value;
        var many = PairedPower.MinimumDetectable(1_000, 200)!.Value;
        var needed = PairedPower.PairsFor(100, 16, 4)!.Value;

        Assert.True(many < few, $"{many} {few}");
        Assert.InRange(few, 0.11, 0.14);
        Assert.InRange(needed, 100, 120);
        Assert.Null(PairedPower.PairsFor(100, 5, 5));
        Assert.Null(PairedPower.MinimumDetectable(0, 0));
        Assert.Null(PairedPower.MinimumDetectable(3, 0));
    }

    [Fact]
    public void The_pairs_for_a_difference_are_those_of_a_published_example()
    {
        // psi = 0.20, d = 0.12 (16 and 4 of 100), 5 % two-sided, power 80 %: (1.95996 sqrt .2 + .84162 sqrt(.2 - .0144))^2 / .0144 = 106.6 with psi = 20.5/101 in the place of .2: 108.3
        Assert.Equal(109, PairedPower.PairsFor(100, 16, 4));
    }
}
