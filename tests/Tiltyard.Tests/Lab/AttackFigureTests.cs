using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;

namespace Tiltyard.Tests.Lab;

public sealed class AttackFigureTests
{
    [Fact]
    public void An_attack_is_contained_from_the_first_refusal_after_its_last_harm()
    {
        var deeds = new HostileDeeds();
        deeds.Note(20, isBlocked: false, isBreach: false, harms: 0, releases: 1);
        deeds.Note(30, isBlocked: true, isBreach: false, harms: 0, releases: 2);
        deeds.Note(40, isBlocked: false, isBreach: false, harms: 1, releases: 5);
        deeds.Note(60, isBlocked: true, isBreach: false, harms: 0, releases: 9);
        deeds.Note(70, isBlocked: true, isBreach: false, harms: 0, releases: 10);
        deeds.Releases = 12;

        Assert.Equal((30, 30, 60, 1, 7), (deeds.Began, deeds.Detected, deeds.Contained, deeds.Harms, deeds.ReleasesMeanwhile));
    }

    [Fact]
    public void What_was_never_contained_has_the_worst_delay_and_not_a_missing_one()
    {
        var sec = Sec("off", accessControl: false);

        Assert.Equal((1, 1), (sec.Integer("attack_success_rate"), sec.Integer("attack_success_observed")));
        Assert.Equal(50, sec.Integer("containment_delay_steps"));
        Assert.True(sec.Node("containment_time_steps").IsNull);
        Assert.True(sec.Integer("blast_radius_proxy") > 20);
    }

    [Fact]
    public void An_attack_that_harms_and_is_refused_in_part_is_no_stealth()
    {
        var sec = Sec("off", accessControl: true);

        Assert.Equal((1, 0), (sec.Integer("attack_success_rate"), sec.Integer("stealth_success_rate")));
        Assert.False(sec.Node("detection_latency_steps").IsNull);
    }

    [Fact]
    public void An_attack_that_is_refused_at_once_is_found_and_contained_at_once()
    {
        var sec = Sec("on", accessControl: true);

        Assert.Equal((0, 0, 0, 0), (sec.Integer("attack_success_rate"), sec.Integer("stealth_success_rate"), sec.Integer("detection_delay_steps"), sec.Integer("containment_delay_steps")));
        Assert.Equal((2, 2, 0), (sec.Integer("detection_latency_steps"), sec.Integer("containment_time_steps"), sec.Integer("blast_radius_proxy")));
    }

    [Fact]
    public void A_task_without_an_attacker_has_no_figures_of_an_attack() =>
        Assert.False(new BenchmarkRun { Parameters = DocumentNode.Map(("task", "qc_cascade")), Episodes = 1 }.Play().Maps("episodes")[0].Map("metrics").Has("sec"));

    [Theory]
    [InlineData("""{"action":"tick","confidence":0.25}""", 0.25)]
    [InlineData("""{"finish":"stop","text":"I am sure. Confidence: 0.9.","tool_calls":[]}""", 0.9)]
    [InlineData("""{"text":"confidence 0.2, no: **confidence** = 1"}""", 1.0)]
    [InlineData("""{"action":"tick","confidence":7}""", null)]
    [InlineData("""{"text":"confidence is high"}""", null)]
    [InlineData("confidence: 0.5", null)]
    public void Confidence_is_read_where_it_is_said(string answer, double? confidence) => Assert.Equal(confidence, OutsideAnswers.ConfidenceOf(answer));

    [Fact]
    public void Calibration_compares_what_was_said_with_what_came_of_it_bin_by_bin()
    {
        var calibration = new Calibration();
        foreach (var (said, through) in new[] { (0.95, true), (0.95, true), (0.95, false), (1.0, true), (0.15, true), (0.1, false) }) calibration.Add(said, through);

        Assert.Equal(((4 * Math.Abs(0.75 - 0.9625)) + (2 * Math.Abs(0.5 - 0.125))) / 6, calibration.Expected!.Value, 12);
        Assert.Equal(0.375, calibration.Most!.Value, 12);
        Assert.Null(new Calibration().ToDocument());
    }

    private static DocumentMap Sec(string strict, bool accessControl)
    {
        var parameters = DocumentNode.Map(("access_control", accessControl), ("strict_signatures", strict), ("task", "insider_key_misuse"));
        return new BenchmarkRun { Parameters = parameters, Episodes = 1 }.Play().Maps("episodes")[0].Map("metrics").Map("sec");
    }
}
