using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Pages;
using Tiltyard.Lab.Policies;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Lab;

public sealed class ShiftPicturesTests
{
    public static TheoryData<string> Measures => ["wide", "narrow"];

    [Fact]
    public void A_track_says_what_held_at_the_end_of_a_second()
    {
        var track = new Track<int>();
        List<(int Time, int Value)> changes = [(10, 1), (20, 1), (30, 2), (30, 3), (50, 1)];
        foreach (var (time, value) in changes) track.Note(time, value);

        List<int> asked = [9, 10, 29, 30, 49, 50];
        Assert.Equal([-1, 1, 1, 3, 3, 1], asked.Select(time => track.At(time, -1)));
        Assert.Equal([(10, 30, 1), (30, 50, 3), (50, 60, 1)], track.Spans(60));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void The_floor_is_laid_out_as_expected(string measure)
    {
        var floor = LabPolicy.Shipped.Floor;
        var layout = Layout(floor, measure);
        var text = new StringBuilder();
        for (var zone = 0; zone < floor.Zones.Count; zone++) text.Append(CultureInfo.InvariantCulture, $"{floor.Zones[zone]} {Words(layout[zone])}\n");
        foreach (var way in layout.Ways)
            text.Append(CultureInfo.InvariantCulture, $"{floor.Zones[way.From]} - {floor.Zones[way.To]}: {way.X1},{way.Y1} {way.X2},{way.Y2}{(way.Door >= 0 ? " " + floor.Doors[way.Door] : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"yard {Words(layout.Yard)}\n");

        Snapshot.Matches("Lab", $"floor-{measure}", text.ToString());
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void No_two_rooms_of_the_floor_overlap_and_no_way_begins_in_a_room(string measure)
    {
        var floor = LabPolicy.Shipped.Floor;
        var layout = Layout(floor, measure);
        var rooms = Enumerable.Range(0, floor.Zones.Count).Select(zone => layout[zone]).Append(layout.Yard).ToList();

        foreach (var (one, other) in from one in rooms from other in rooms where one != other select (one, other))
            Assert.True(one.Right <= other.Left || other.Right <= one.Left || one.Bottom <= other.Top || other.Bottom <= one.Top, $"{one} {other}");
        Assert.All(layout.Ways, way => Assert.DoesNotContain(rooms, room => way.MiddleX > room.Left && way.MiddleX < room.Right && way.MiddleY > room.Top && way.MiddleY < room.Bottom));
        Assert.Equal(16, layout.Ways.Length);
    }

    [Theory]
    [InlineData("Z_ANALYZER_HALL_A", "Analyzer hall A")]
    [InlineData("Z_SRA_RECEPTION", "SRA reception")]
    [InlineData("Z_QC_SUPERVISOR", "QC supervisor")]
    [InlineData("SITE_HUB", "Hub")]
    [InlineData("DEV_CHEM_A_01", "Chem A 01")]
    [InlineData("my device <1>", "my device <1>")]
    [InlineData("Z_", "Z_")]
    public void Names_of_the_policy_are_said_as_a_person_says_them(string name, string said) => Assert.Equal(said, ReadableNames.Of(name));

    [Fact]
    public void A_record_of_the_chain_becomes_a_line_for_reading()
    {
        var row = AuditRow.Read("""
            {"action_type":"OPEN_DOOR","agent_id":"A_<b>","args":{"door_id":"D_1","priority":"STAT","specimen_ids":["S1","S2"]},"blocked_reason_code":"RC_X","emits":[],"event_id":"e","key_id":"k","rationale":"urgent",
            "reason_code":null,"role_id":"R","signature_verification":{"key_id":"k","passed":false,"reason_code":"SIG_INVALID"},"status":"BLOCKED","t_s":70,"token_consumed":[],"token_refs":["T1"],
            "violations":[{"invariant_id":"INV-1","status":"PASS"},{"invariant_id":"INV-2","status":"VIOLATION"}]}
            """u8);

        Assert.Equal((70, "A_<b>", "OPEN_DOOR", AuditAnswer.Blocked, "RC_X"), (row.Time, row.Agent, row.Action, row.Answer, row.Code));
        Assert.Equal("D_1 · priority STAT · S1, S2 · with T1 · because: urgent", row.What);
        Assert.Equal(["INV-2"], row.Breaches);
        Assert.True(row is { Key: "k", HasGoodSignature: false });
    }

    [Fact]
    public void What_nobody_did_and_what_enforcement_did_are_told_apart()
    {
        var occurred = AuditRow.Read("""{"device_id":"DEV_1","event_type":"OCCURRENCE","occurrence":"DeviceFailed","t_s":5,"until_s":90}"""u8);
        var enforced = AuditRow.Read("""{"action_type":"throttle_agent","duration_s":60,"event_id":"e","event_type":"ENFORCEMENT","reason_code":"RC","rule_id":"R1","t_s":6,"target":"A_1"}"""u8);

        Assert.Equal((AuditAnswer.Occurred, "DeviceFailed", "DEV_1 · until s 90"), (occurred.Answer, occurred.Action, occurred.What));
        Assert.Equal((AuditAnswer.Enforced, "throttle_agent", "RC"), (enforced.Answer, enforced.Action, enforced.Code));
    }

    [Fact]
    public void An_analyzer_in_service_all_shift_is_seen_in_service_with_its_queue_growing()
    {
        var stopped = YamlDocumentReader.Read("equipment", "{version: 1, devices: [{id: DEV_CHEM_A_01, type: CHEM_ANALYZER, zone: Z_ANALYZER_HALL_A, alternates: [DEV_CHEM_B_01], maintenance: [{from_s: 0, to_s: 100000}]}]}");
        var (usual, broken) = (Shifts.Play("throughput_sla", "simulated"), Shifts.Play("throughput_sla", "simulated", policy: DocumentNode.Map(("equipment", stopped))));
        var device = broken.Policy.Equipment.Devices.Find("DEV_CHEM_A_01");

        Assert.Equal(Tiltyard.Lab.Model.DeviceCondition.Maintenance, broken.Devices[device].Moments.At(400, default).Condition);
        Assert.True(broken.Devices[device].Queue.Last > usual.Devices[device].Queue.Last);
        Assert.True(broken.Final.Released < usual.Final.Released);
    }

    [Fact]
    public void A_seat_whose_key_is_revoked_is_refused_for_that_and_not_for_signing_nothing()
    {
        var revoked = YamlDocumentReader.Read("keys", "{version: 1, keys: [{id: 'p256:key_ops_0', agent: A_OPS_0, role: ROLE_ANALYTICS, status: REVOKED}]}");
        var shift = Shifts.Play("insider_key_misuse", policy: DocumentNode.Map(("keys", revoked)));

        var refused = shift.Audit.Where(row => row.Agent is "A_OPS_0" && !row.IsHostile).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, row => Assert.Equal("SIG_KEY_REVOKED", row.Code));
    }

    private static FloorLayout Layout(FloorPlan floor, string measure) => new(
        floor, [.. floor.Zones.Names.Select((_, zone) => LabPolicy.Shipped.Equipment.DeviceInfo.Count(device => device.Zone == zone))], 0, measure is "wide" ? FloorMeasure.Wide : FloorMeasure.Narrow);

    private static string Words(RoomBox box) => string.Create(CultureInfo.InvariantCulture, $"{box.Left},{box.Top} {box.Width}x{box.Height}");
}
