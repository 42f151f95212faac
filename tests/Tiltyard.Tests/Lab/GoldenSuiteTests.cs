using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Policies;
using Tiltyard.Tests.Catalog;

namespace Tiltyard.Tests.Lab;

public sealed class GoldenSuiteTests
{
    /// <summary>Length, first 12 digits of the head and first 16 of the last hash, after each published scenario.</summary>
    private static readonly Dictionary<string, (int Length, string Head, string Last)> Chains = new(StringComparer.Ordinal)
    {
        ["GS-001"] = (12, "c94a6d931a4e", "f1226f4a3ae4d992"),
        ["GS-002"] = (6, "55e2e5a11f90", "4a8da1d901c6931c"),
        ["GS-003"] = (2, "5aaf2c34579e", "9d35e262f20b613c"),
        ["GS-004"] = (2, "947c84c38177", "cea315b83a24aed0"),
        ["GS-005"] = (1, "a52e4a932e07", "a52e4a932e077481"),
        ["GS-006"] = (4, "eefe384223fd", "f07c845c255186f3"),
        ["GS-007"] = (1, "5e7cf99958c9", "5e7cf99958c983eb"),
        ["GS-008"] = (1, "c15bb55d5ed9", "c15bb55d5ed941a9"),
        ["GS-009"] = (3, "53a972f21400", "6e043e9cef52519f"),
        ["GS-010"] = (1, "5afd23766a6f", "5afd23766a6fedc2"),
        ["GS-011"] = (1, "9576ef640f55", "9576ef640f5541ae"),
        ["GS-012"] = (2, "3f3368d57706", "d17513cbc9637dd5"),
        ["GS-013"] = (2, "78e4437f1148", "d7f0e8da1a4c2930"),
        ["GS-014"] = (7, "59d2202a2d74", "c0fe7a67e17b1a7a"),
        ["GS-015"] = (2, "fa02fb903396", "2113501b91636fa8"),
        ["GS-016"] = (5, "a62ca51fcdeb", "6267f3a91f980301"),
        ["GS-017"] = (2, "8232d4a9046e", "e53ffcb10c91bfea"),
        ["GS-018"] = (1, "e76297fd6323", "e76297fd632303d5"),
        ["GS-019"] = (0, "", ""),
        ["GS-020"] = (1, "d44b294d4b03", "d44b294d4b0339fc"),
        ["GS-021"] = (1, "07b58536015f", "07b58536015f1139"),
        ["GS-022"] = (2, "be4eb4577749", "fb9201dd3fde7d27"),
        ["GS-CRIT-023"] = (2, "4bdbc5db2942", "68f08321826dde3d"),
        ["GS-CRIT-024"] = (2, "f43bac6511e1", "2e0c8ba5d5b3bf94"),
        ["GS-CRIT-025"] = (5, "e8e0569ef7c7", "af17db2f08526e4c"),
        ["GS-SIG-026"] = (0, "", ""),
        ["GS-SIG-027"] = (0, "", ""),
        ["GS-RBAC-028"] = (0, "", ""),
        ["GS-RBAC-029"] = (0, "", ""),
        ["GS-TRANSPORT-001"] = (4, "aa640e0ebbef", "6d1488526664361b"),
        ["GS-TRANSPORT-002"] = (2, "6f8e666dfc96", "2ebf5409ccb04bdd"),
        ["GS-COC-003"] = (0, "", ""),
        ["GS-SHIFT-CHANGE-001"] = (13, "bcb3f497dfb6", "29210905d376259c"),
        ["GS-SHIFT-CHANGE-002"] = (0, "", ""),
        ["GS-EXPORT-001"] = (2, "c94a6d931a4e", "67d3e317d1a31346"),
    };

    [Fact]
    public void Every_published_scenario_passes_with_the_stronger_checks()
    {
        var report = Play();

        Assert.All(report.Scenarios, scenario => Assert.True(scenario.HasPassed, $"{scenario.Id}: {scenario.Failures.FirstOrDefault()}"));
        Assert.Equal(24, report.Passed);
    }

    [Fact]
    public void Every_published_scenario_leaves_the_published_chain()
    {
        Assert.All(Play().Scenarios, scenario =>
        {
            var (length, head, last) = Chains[scenario.Id];
            Assert.Equal((scenario.Id, length), (scenario.Id, scenario.ChainLength));
            Assert.StartsWith(head, scenario.ChainHead, StringComparison.Ordinal);
            Assert.StartsWith(last, scenario.ChainLast, StringComparison.Ordinal);
        });
    }

    private static GoldenReport Play()
    {
        var file = ConformanceData.Path("golden/golden_scenarios.visible.yaml");
        return new GoldenRunner(LabPolicy.Shipped).Run(GoldenSuite.Read(YamlDocumentReader.Read("golden.yaml", File.ReadAllText(file))));
    }
}
