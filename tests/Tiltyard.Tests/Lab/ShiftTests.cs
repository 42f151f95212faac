using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Tasks;
using Tiltyard.Testing;

namespace Tiltyard.Tests.Lab;

public sealed class ShiftTests
{
    private static readonly Arbitrary<(string Task, string Timing, string Agent, int Load, int Seed)> Shifts =
        (from task in Gen.Elements(LabTasks.Names.ToArray())
         from timing in Gen.Elements("explicit", "simulated")
         from agent in Gen.Elements("policy:baseline", "policy:reference", "policy:unsafe", "policy:random")
         from load in Gen.Choose(1, 3)
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select (task, timing, agent, load, seed)).ToArbitrary();

    public static TheoryData<string> Tasks => [.. LabTasks.Names];

    [Theory]
    [InlineData("task", "throughput_sla")]
    [InlineData("task", "device_outage_surge")]
    [InlineData("task", "insider_key_misuse")]
    public Task A_shift_keeps_the_contract_of_worlds(string key, string value) =>
        new WorldContract(LabKind.Kind, DocumentNode.Map((key, value))) { Seeds = 6 }.CheckAllAsync();

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_gives_results_out_in_both_timings(string task)
    {
        foreach (var timing in (ReadOnlySpan<string>)["explicit", "simulated"])
        {
            using var player = Player(task, "policy:baseline", ("timing", timing));
            for (var episode = 0; episode < 5; episode++) Assert.True(player.Play(42, episode).Counts.Releases > 0, $"{timing}, seed {42 + episode}");
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_documented_roster_works_too(string task)
    {
        using var player = Player(task, "policy:baseline", ("roster", "documented"));

        Assert.True(player.Play(42, 0).Counts.Releases > 0);
        Assert.Equal(LabTasks.Find(task)!.DocumentedSeats, player.World.Spec.Seats.Select(seat => seat.Name), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Controls_stand_in_order(string task)
    {
        var timing = LabTasks.Find(task)!.IsSimulated ? "simulated" : "explicit";

        Assert.Empty(ControlTable.Play([task], [timing], 16, 900, 1).Disorder());
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Controls_stand_in_order_in_a_crowd(string task)
    {
        var timing = LabTasks.Find(task)!.IsSimulated ? "simulated" : "explicit";

        Assert.Empty(ControlTable.Play([task], [timing], 16, 900, 10).Disorder());
    }

    [Theory]
    [InlineData("throughput_sla", "explicit")]
    [InlineData("insider_key_misuse", "explicit")]
    [InlineData("multi_site_stat", "simulated")]
    [InlineData("device_outage_surge", "simulated")]
    public void Controls_stand_in_order_in_a_crowd_where_three_must_do(string task, string timing) =>
        Assert.Empty(ControlTable.Play([task], [timing], 24, 900, 10, "documented").Disorder());

    [Fact]
    public void Nobody_walks_back_and_forth_in_a_crowd()
    {
        using var player = Player("multi_site_stat", "policy:baseline", ("load", 10L), ("roster", "documented"), ("timing", "simulated"));
        var (moves, note) = (0, player.World.Lab.OnStep!);
        player.World.Lab.OnStep = (happened, result) =>
        {
            if (happened.Action == LabAction.Move && happened.AgentName is "A_OPS_0") moves++;
            note(happened, result);
        };
        for (var episode = 0; episode < 5; episode++) player.Play(900, episode);

        Assert.InRange(moves, 0, 5 * 6);
    }

    [Fact]
    public void A_supervisor_by_plan_has_acts_left_for_calls_to_the_end()
    {
        using var player = Player("multi_site_stat", "policy:reference", ("load", 10L));
        var (last, note) = (0, player.World.Lab.OnStep!);
        player.World.Lab.OnStep = (happened, result) =>
        {
            if (happened.Action == LabAction.NotifyCriticalResult && result.IsAccepted) last = Math.Max(last, happened.Time);
            note(happened, result);
        };
        for (var episode = 0; episode < 5; episode++)
        {
            player.Play(900, episode);
            Assert.Equal(0, Blocks(player, "AGENT_RATE_LIMIT"));
        }

        Assert.True(last > 1000, $"last call at {last}");
    }

    [Fact]
    public void A_reference_in_a_crowd_gives_out_mostly_what_is_in_time()
    {
        using var reference = Player("stat_insertion", "policy:reference", ("load", 10L), ("roster", "documented"));
        using var baseline = Player("stat_insertion", "policy:baseline", ("load", 10L), ("roster", "documented"));
        var (inTime, byRote) = ((0, 0), (0, 0));
        for (var episode = 0; episode < 5; episode++)
        {
            var (one, other) = (reference.Play(900, episode), baseline.Play(900, episode));
            inTime = (inTime.Item1 + one.OnTime, inTime.Item2 + one.Released);
            byRote = (byRote.Item1 + other.OnTime, byRote.Item2 + other.Released);
        }

        Assert.True(inTime.Item1 * 10 >= inTime.Item2 * 9, $"{inTime}");
        Assert.True(byRote.Item1 * 10 < byRote.Item2 * 9, $"{byRote}");
    }

    /// <summary>Whatever task, timing, load, people and chance: every specimen is in one place, reagents and people add up, after every record of the chain.</summary>
    [Fact]
    public void Nothing_is_lost_at_any_step() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Shifts, shift =>
    {
        using var player = Player(shift.Task, shift.Agent, ("load", (long)shift.Load), ("timing", shift.Timing));
        var state = player.World.Engine.State;
        player.World.Engine.OnRecord = _ =>
        {
            Conservation.AssertHolds(state, isReference: false);
            AssertRunning(state);
        };
        player.Play(shift.Seed, 0);
    }));

    [Fact]
    public void Reagents_balance_with_runs_and_deliveries()
    {
        using var player = Player("reagent_stockout", "policy:baseline");
        var (state, note) = (player.World.Engine.State, player.World.Lab.OnStep!);
        var (used, delivered) = (new int[state.Stock.Length], 0);
        player.World.Lab.OnStep = (happened, result) =>
        {
            if (happened.Action == LabAction.StartRun && result.IsAccepted) Take(state, used, state.Specimens[state.Runs[happened.Run].Specimens[0]].Panel);
            note(happened, result);
        };
        player.World.Engine.OnRecord = record => delivered += record.Span.IndexOf("ReagentDelivered"u8) >= 0 ? 140 : 0;

        player.Play(42, 0);

        Assert.Equal([20 + delivered, 500, 400], state.Stock.Select((stock, reagent) => stock + used[reagent]));
        Assert.True(used.Sum() > 0 && delivered > 0);
    }

    [Fact]
    public void The_same_seed_leaves_the_same_chain_and_another_seed_another()
    {
        Assert.Equal(Chain(3), Chain(3));
        Assert.NotEqual(Chain(3), Chain(4), StringComparer.Ordinal);
    }

    [Fact]
    public void Strict_signatures_are_what_contains_the_insider()
    {
        using var strict = Player("insider_key_misuse", "policy:baseline", ("strict_signatures", "on"));
        using var loose = Player("insider_key_misuse", "policy:baseline", ("strict_signatures", "off"));
        var (contained, free) = (0, 0);
        for (var episode = 0; episode < 5; episode++)
        {
            Assert.DoesNotContain(strict.Play(1, episode).Harms, done => done.Harm == Harm.ForgedAction);
            contained += Blocks(strict, "SIG_INVALID");
            Assert.Contains(loose.Play(1, episode).Harms, done => done.Harm == Harm.ForgedAction);
            free += Blocks(loose, "SIG_INVALID");
        }

        Assert.True(contained > 0);
        Assert.Equal(0, free);
    }

    [Fact]
    public void Where_signatures_are_strict_everything_that_is_honest_is_signed()
    {
        using var player = Player("qc_cascade", "policy:reference", ("strict_signatures", "on"));

        var ledger = player.Play(2, 0);

        Assert.True(ledger.Counts.Releases > 0);
        Assert.DoesNotContain(ledger.Counts.BlockedByCode, blocked => blocked.Key.StartsWith("SIG_", StringComparison.Ordinal));
    }

    [Fact]
    public void Access_control_is_what_keeps_the_adversary_out()
    {
        using var guarded = Player("adversarial_disruption", "policy:baseline", ("access_control", true));
        using var open = Player("adversarial_disruption", "policy:baseline", ("access_control", false));

        Assert.DoesNotContain(guarded.Play(1, 0).Harms, done => done.Harm == Harm.UnauthorisedEntry);
        Assert.Contains(open.Play(1, 0).Harms, done => done.Harm == Harm.UnauthorisedEntry);
        Assert.True(guarded.World.Ledger.Merit > open.World.Ledger.Merit);
    }

    [Fact]
    public void A_reference_that_waits_for_controls_lets_nothing_wrong_out()
    {
        using var reference = Player("qc_cascade", "policy:reference");
        using var careless = Player("qc_cascade", "policy:unsafe");
        var wrong = 0;
        for (var episode = 0; episode < 8; episode++)
        {
            Assert.DoesNotContain(reference.Play(11, episode).Harms, done => done.Harm == Harm.WrongRelease);
            wrong += careless.Play(11, episode).Harms.Count(done => done.Harm is Harm.WrongRelease or Harm.FalseControl);
        }

        Assert.True(wrong > 0);
    }

    [Fact]
    public void A_policy_laid_over_changes_the_shift()
    {
        var slow = YamlDocumentReader.Read("policy", "{equipment: {version: 1, device_types: {CHEM_ANALYZER: {work: analyze, capacity: 1, run_s: 3000}}}}");
        var revoked = YamlDocumentReader.Read("policy", "{keys: {version: 1, keys: [{id: 'p256:key_ops_0', agent: A_OPS_0, role: ROLE_ANALYTICS, status: REVOKED}]}}");
        using var usual = Player("throughput_sla", "policy:baseline", ("timing", "simulated"));
        using var without = Player("throughput_sla", "policy:baseline", ("policy", slow), ("timing", "simulated"));
        using var locked = Player("insider_key_misuse", "policy:baseline", ("policy", revoked));

        Assert.True(usual.Play(1, 0).Counts.Releases > without.Play(1, 0).Counts.Releases);
        Assert.Equal(0, locked.Play(1, 0).Counts.Accepted(LabAction.StartRun));
        Assert.True(Blocks(locked, "SIG_KEY_REVOKED") > 0);
    }

    private static void Take(LabState state, int[] used, int panel) => used[state.Policy.Catalogue.PanelInfo[panel].Reagent] += state.Policy.Catalogue.PanelInfo[panel].ReagentQuantity;

    private static int Blocks(ShiftPlayer player, string code) => player.World.Ledger.Counts.BlockedByCode[code];

    private static string Chain(long seed)
    {
        using var player = Player("multi_site_stat", "policy:baseline", ("timing", "simulated"));
        player.World.KeepsChain = true;
        player.Play(seed, 0);
        return player.World.Engine.Chain.Last;
    }

    private static void AssertRunning(LabState state)
    {
        for (var place = 0; place < state.Specimens.Count; place++)
        {
            if (state.Specimens[place].Status != SpecimenStatus.Running) continue;
            Assert.Single(state.Devices, device => device.Run >= 0 && state.Runs[device.Run].Specimens.Contains(place));
        }
    }

    internal static ShiftPlayer Player(string task, string agent, params (string, DocumentNode)[] more) =>
        new(DocumentNode.Map([.. more.Append(("task", (DocumentNode)task)).OrderBy(entry => entry.Item1, StringComparer.Ordinal)]), ShiftPlayer.Find(agent)!);
}
