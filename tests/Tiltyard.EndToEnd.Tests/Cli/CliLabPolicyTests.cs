using System.Text;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>Broken documents of a laboratory's policy at the command line: one line with file, place and reason, exit code 2, nothing written.</summary>
public sealed class CliLabPolicyTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("keys.yaml", "version: 1\nkeys:\n  - { id: k, agent: A_QC, role: ROLE_QCC }\n", "keys.yaml:3:33 $.keys[0].role", "unknown role 'ROLE_QCC'")]
    [InlineData("keys.yaml", "version: 1\nkeys:\n  - { id: k, agent: A_QC, role: ROLE_QC }\n  - { id: k, agent: A_QC, role: ROLE_QC }\n", "keys.yaml:4:5", "'k' is there twice")]
    [InlineData("equipment.yaml", "version: 1\ndevices: []\ndevice_types: { CHEM_ANALYZER: { work: analyze, capacity: 1, setup_s: 1e300 } }\n", "equipment.yaml:3:71 $.device_types.CHEM_ANALYZER.setup_s", "from 0 to 10000000")]
    [InlineData("equipment.yaml", "version: 1\ndevice_types: { CHEM_ANALYZER: { work: analyse, capacity: 1 } }\n", "equipment.yaml:2:40 $.device_types.CHEM_ANALYZER.work", "did you mean 'analyze'?")]
    [InlineData("reagents.yaml", "version: 1\nreagents: { R_CHEM_CORE: { stock: .nan } }\n", "reagents.yaml:2:35", "nan")]
    [InlineData("reagents.yaml", "version: 1\nreagents: { R_CHEM_CORE: { stock: -3 } }\n", "reagents.yaml:2:35 $.reagents.R_CHEM_CORE.stock", "-3")]
    [InlineData("reagents.yaml", "version: 1\nversion: 1\nreagents: {}\n", "reagents.yaml:2:1", "version")]
    [InlineData("reagents.yaml", "version: 1\nreagents: &a { R: *a }\n", "reagents.yaml:2:", "a")]
    [InlineData("stability.yaml", "version: 1\npanels: { BIOCHEM_PANEL_CORE: { invariant: INV-NONE, after_separation_min: {} } }\n", "stability.yaml:2:44", "INV-NONE-001")]
    [InlineData("enforcement.yaml", "version: 1\nrules: [{ id: E, match: {}, escalation: [{ from: 1, act: forensic_freeze }] }]\n", "enforcement.yaml:2:25", "matches every breach")]
    [InlineData("emits.yaml", "version: 1\nemits: { audit: [ALARM] }\n", "emits.yaml:2:10", "may add and not replace")]
    [InlineData("zones.yaml", "version: 1\n", "zones.yaml", "cannot be overlaid")]
    [InlineData("zone.yaml", "version: 1\n", "zone.yaml", "did you mean 'zones'?")]
    [InlineData("critical.yaml", "", "critical.yaml:1:1", "empty")]
    [InlineData("critical.yaml", "version: 1\nthresholds: \u0007\n", "critical.yaml:2:13", "U+0007")]
    [InlineData("critical.yaml", "version: 1\nthresholds: [[[[", "critical.yaml:", "")]
    public Task A_broken_overlay_is_refused_in_one_line(string file, string text, string place, string reason) => Refused(file, Encoding.UTF8.GetBytes(text), place, reason);

    [Fact]
    public Task Bytes_that_are_no_text_are_refused() => Refused("critical.yaml", [0x76, 0xff, 0xfe, 0x00, 0xc0], "critical.yaml", "not UTF-8");

    [Fact]
    public Task What_nests_without_end_is_refused() => Refused("critical.yaml", Encoding.UTF8.GetBytes(new string('[', 200_000)), "critical.yaml:", "deeper than 64");

    [Fact]
    public async Task The_same_document_in_two_forms_is_refused_and_what_an_overlay_holds_is_said()
    {
        const string Keys = """{"keys":[{"agent":"A_OPS_0","id":"p256:key_ops_0","role":"ROLE_ANALYTICS","status":"REVOKED"}],"version":1}""";
        Directory.CreateDirectory(_scratch["revoked"]);
        await File.WriteAllTextAsync(_scratch["revoked/keys.json"], Keys, TestContext.Current.CancellationToken);
        Assert.Contains("OK: 14 documents, of revoked: keys", (await TiltyardProcess.RunAsync(_scratch.Path, ["lab", "validate-policy", "revoked"])).Output, StringComparison.Ordinal);

        await Refused("keys.json", Encoding.UTF8.GetBytes(Keys), "keys.yaml", "the document keys is in keys.json already", ("keys.yaml", Keys));
    }

    private async Task Refused(string file, byte[] bytes, string place, string reason, params (string File, string Text)[] beside)
    {
        Directory.CreateDirectory(_scratch["broken"]);
        await File.WriteAllBytesAsync(_scratch[$"broken/{file}"], bytes, TestContext.Current.CancellationToken);
        foreach (var (name, text) in beside) await File.WriteAllTextAsync(_scratch[$"broken/{name}"], text, TestContext.Current.CancellationToken);

        await CliRefusal.AssertAsync(_scratch, ["lab", "validate-policy", "broken"], $"broken/{place}", reason);
        await CliRefusal.AssertAsync(_scratch, ["lab", "run-benchmark", "--task", "throughput_sla", "--partner", "broken", "--out", "results.json"], $"broken/{place}", reason);
    }
}
