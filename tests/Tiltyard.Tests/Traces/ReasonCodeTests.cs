using Tiltyard.Traces;

namespace Tiltyard.Tests.Traces;

public sealed class ReasonCodeTests
{
    [Theory]
    [InlineData("pre_hard_limit", "GATE.REQUEST_EXCEEDS_HARD_LIMIT")]
    [InlineData("pre_soft_limit_warn", "GATE.REQUEST_EXCEEDS_SOFT_LIMIT")]
    [InlineData("post_missing_approval", "GATE.AMOUNT_EXCEEDS_SOFT_LIMIT_NO_APPROVAL")]
    [InlineData("policy_default_allow", "GATE.DEFAULT_ALLOW")]
    [InlineData("NO_MATCH_DEFAULT_ALLOW", "GATE.DEFAULT_ALLOW")]
    [InlineData("policy_default_deny", "GATE.DEFAULT_DENY")]
    [InlineData("my.own-rule_1", "POLICY.my.own-rule_1")]
    [InlineData("POLICY.my_rule", "POLICY.my_rule")]
    public void A_code_of_a_policy_is_a_registered_one_or_its_own(string written, string code)
    {
        var reason = ReasonCodes.OfPolicy(written);

        Assert.Equal(code, reason.Code);
        Assert.Equal(reason, ReasonCodes.Parse(code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("1st")]
    [InlineData("DRY_RUN")]
    [InlineData("budget_exhausted")]
    [InlineData("ORACLE.ATTACK_RESISTED")]
    [InlineData("POLICY.")]
    public void What_is_no_code_or_means_something_else_is_refused(string written) => Assert.Throws<ArgumentException>(() => ReasonCodes.OfPolicy(written));

    [Theory]
    [InlineData("my_rule")]
    [InlineData("GATE.NO_SUCH")]
    [InlineData("POLICY.<script>")]
    [InlineData("policy.x")]
    public void An_unknown_code_in_a_trace_stays_an_error(string written) => Assert.Throws<ArgumentException>(() => ReasonCodes.Parse(written));
}
