using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Evidence;
using Tiltyard.Lab.Staff;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

public sealed class SignatureFileTests
{
    private static readonly LabWorld World = Play("on", 5);

    private static readonly string[] Lines = Encoding.UTF8.GetString(World.Signatures.Span).TrimEnd('\n').Split('\n');

    [Fact]
    public void What_another_play_signed_is_good_for_the_same_episode()
    {
        var again = Play("on", 5).Signatures.ToArray();

        Assert.NotEqual(again, World.Signatures.ToArray());
        Assert.Empty(SignatureFile.Problems(World, again));
    }

    [Fact]
    public void Signatures_can_be_verified_with_the_exported_keys_alone()
    {
        var keys = World.Keys.Registry().Maps("keys").ToDictionary(key => key.Text("key_id"), key => key.Text("public_key_spki"), StringComparer.Ordinal);
        var good = 0;
        foreach (var line in Lines.Select(line => JsonNode.Parse(line)!))
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(keys[(string)line["key_id"]!]), out _);
            var isGood = key.VerifyData(Encoding.UTF8.GetBytes(line["payload"]!.ToJsonString()), Convert.FromBase64String((string)line["signature"]!), HashAlgorithmName.SHA256);
            Assert.Equal((bool)line["passed"]!, isGood);
            good += isGood ? 1 : 0;
        }

        Assert.InRange(good, 100, Lines.Length - 1);
    }

    [Fact]
    public void A_changed_signature_is_found_at_its_line() =>
        Assert.Equal([$"line 3: the signature of {Id(2)} is not that of {Text(2, "key_id")} over the payload"], Problems(2, line => line["signature"] = (string)JsonNode.Parse(Lines[3])!["signature"]!));

    [Fact]
    public void A_changed_signature_that_was_refused_anyway_is_found_too()
    {
        var refused = Array.FindIndex(Lines, line => line.Contains("\"passed\":false", StringComparison.Ordinal));

        Assert.Equal([$"line {refused + 1}: the signature of {Id(refused)} was changed"], Problems(refused, line => line["signature"] = Convert.ToBase64String(new byte[64])));
    }

    [Fact]
    public void A_changed_payload_is_found_at_its_line() =>
        Assert.Equal([$"line 1: the payload of {Id(0)} is not what the audit record was made of"], Problems(0, line => line["payload"]!["t_s"] = 11));

    [Fact]
    public void A_changed_verdict_key_or_digest_is_found_at_its_line()
    {
        Assert.Equal([$"line 1: {Id(0)} has another verdict than the audit record"], Problems(0, line => line["passed"] = false));
        Assert.Equal([$"line 1: {Id(0)} names another key than the audit record"], Problems(0, line => line["key_id"] = "p256:key_qc_0"));
        Assert.Equal([$"line 1: the digest of {Id(0)} is not that of the audit record"], Problems(0, line => line["payload_sha256"] = new string('0', 64)));
    }

    [Fact]
    public void A_missing_line_and_a_missing_file_are_named()
    {
        Assert.Equal([$"the line of the event {Id(4)} is missing"], SignatureFile.Problems(World, Bytes(Lines.Where((_, place) => place != 4))), StringComparer.Ordinal);
        Assert.Equal([$"it is not there, and {Lines.Length} events of the episode are signed"], SignatureFile.Problems(World, null), StringComparer.Ordinal);
    }

    [Fact]
    public void Lines_that_do_not_belong_there_are_named()
    {
        Assert.Equal([$"line {Lines.Length + 1}: the event {Id(0)} is there twice"], SignatureFile.Problems(World, Bytes(Lines.Append(Lines[0]))), StringComparer.Ordinal);
        Assert.StartsWith($"line {Lines.Length + 1}: ", Assert.Single(SignatureFile.Problems(World, Bytes(Lines.Append("not json")))), StringComparison.Ordinal);
        Assert.Equal(
            [$"line {Lines.Length}: it was cut off", $"the line of the event {Id(Lines.Length - 1)} is missing"], SignatureFile.Problems(World, World.Signatures.ToArray()[..^1]), StringComparer.Ordinal);
    }

    [Fact]
    public void Lines_in_another_order_or_with_other_blanks_are_not_the_bytes_that_were_written()
    {
        Assert.Equal([$"line 3: {Id(1)} stands behind what was signed later"], SignatureFile.Problems(World, Bytes([Lines[0], Lines[2], Lines[1], .. Lines[3..]])), StringComparer.Ordinal);
        Assert.Equal(
            ["line 2: it is not in canonical form"], SignatureFile.Problems(World, Bytes([Lines[0], Lines[1] + "\r", .. Lines[2..]])), StringComparer.Ordinal);
    }

    [Fact]
    public void A_shift_that_nobody_reads_keeps_no_signatures()
    {
        using var player = ShiftTests.Player("insider_key_misuse", "policy:baseline");
        player.Play(5, 0);

        Assert.True(player.World.Engine.State.StrictSignatures);
        Assert.True(player.World.Signatures.IsEmpty);
    }

    [Fact]
    public void The_file_of_another_run_is_that_of_another_run()
    {
        var problems = SignatureFile.Problems(Play("on", 6), World.Signatures.ToArray()).ToArray();

        Assert.StartsWith("line 1: no signature of the event ", problems[0], StringComparison.Ordinal);
        Assert.Equal("and more", problems[^1]);
    }

    [Fact]
    public void The_audit_record_holds_the_digest_the_key_and_the_verdict()
    {
        var (digests, records) = (Lines.Select(line => (string)JsonNode.Parse(line)!["payload_sha256"]!).ToHashSet(StringComparer.Ordinal), new List<string>());
        Play("on", 5, record => records.Add(Encoding.UTF8.GetString(record.Span)));

        var verified = records.Select(record => JsonNode.Parse(record)!["signature_verification"]).OfType<JsonNode>().ToArray();
        Assert.Equal(Lines.Length, verified.Length);
        Assert.All(verified, one => Assert.Contains((string)one["payload_sha256"]!, digests));
    }

    private static string Id(int place) => Text(place, "event_id");

    private static string Text(int place, string key) => (string)JsonNode.Parse(Lines[place])![key]!;

    private static string[] Problems(int place, Action<JsonNode> change)
    {
        var line = JsonNode.Parse(Lines[place])!;
        change(line);
        return [.. SignatureFile.Problems(World, Bytes(Lines.Select((one, at) => at == place ? line.ToJsonString() : one)))];
    }

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static LabWorld Play(string strict, long seed, Action<ReadOnlyMemory<byte>>? onRecord = null)
    {
        var parameters = LabKind.Kind.Parameters.Check(DocumentNode.Map(("strict_signatures", strict), ("task", "insider_key_misuse")));
        var world = new LabWorld(LabOptions.From(parameters));
        world.Engine.OnRecord = onRecord;
        var agents = world.Spec.Seats.Select((_, seat) => StaffPolicies.All[0].Create(new AgentMaking(DocumentNode.Map(), parameters, world.Spec, seat)));
        new EpisodeEngine(new EpisodeSetup { Cell = "c", WorldName = "lab", World = world, Agents = [.. agents], Sinks = [new TraceWriter()] }).Play(new EpisodeKey(seed, "lab", "base", 0, seed));
        return world;
    }
}
