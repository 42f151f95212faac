using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Auditing;

/// <summary>
/// Tries the oracles of a plan: plays mutants of the reference agent and sees which of them an oracle fails to tell from it. Gates are left
/// out: it is the oracles that are judged. Utility and harm are judged without attackers, attacks under them.
/// </summary>
public sealed class SuiteAudit(Registry registry, RunPlan plan)
{
    private static readonly ImmutableArray<string> References = ["policy:reference", "policy:optimal", "policy:baseline"];
    private static readonly ImmutableArray<string> Unsafe = ["policy:reckless", "policy:unsafe", "policy:always-unsafe"];
    private static readonly ImmutableArray<string> Believers = ["policy:unsafe", "policy:gullible", "policy:yielding", "policy:always-unsafe"];

    /// <summary>Every oracle of every case, in the order of the plan.</summary>
    /// <exception cref="DocumentException">A world of the plan has no oracle or no reference agent.</exception>
    public IEnumerable<OracleAudit> Run()
    {
        var making = new PlayerMaking(registry, plan, plan.Name, PlanWire.Hash(plan));
        foreach (var block in plan.Blocks)
        {
            var cell = block.Cells[0];
            var setup = making.Setup(cell, UnlimitedBudget.Instance) with { Gates = [], AsksGates = false, EnforcesGates = false, DryRun = false };
            if (setup.Oracles.IsEmpty && setup.Attacks.IsEmpty) throw new DocumentException(block.Scenario, $"the world {cell.World} has no oracle to audit, and the scenario has no attack");
            foreach (var name in block.Cases)
            {
                foreach (var audit in Case(block, cell, setup, name)) yield return audit;
            }
        }
    }

    private IEnumerable<OracleAudit> Case(PlanBlock block, CellPlan cell, EpisodeSetup setup, string name)
    {
        var plays = new Dictionary<(Arm Arm, Mutation Mutation), List<Dictionary<string, Judged>?>>();
        for (long episode = 0; episode < plan.Episodes; episode++)
        {
            var key = new EpisodeKey(plan.Seed, block.Scenario, name, episode, plan.Seeds.IsEmpty ? plan.Seed + episode : plan.Seeds[(int)episode]);
            foreach (var arm in setup.Attacks.IsEmpty ? [Arm.Benign] : new[] { Arm.Benign, Arm.Attacked })
            {
                foreach (var (mutation, judged) in Episode(cell, setup with { Arm = arm }, key))
                {
                    if (!plays.TryGetValue((arm, mutation), out var list)) plays[(arm, mutation)] = list = [];
                    list.Add(judged);
                }
            }
        }

        foreach (var oracle in setup.Oracles) yield return Audit(block.Scenario, name, oracle.Name, Arm.Benign, plays);
        foreach (var attack in setup.Attacks) yield return Audit(block.Scenario, name, attack.Oracle.Name, Arm.Attacked, plays);
    }

    /// <summary>One episode in every way of playing; null where it is no other than the reference.</summary>
    private IEnumerable<(Mutation Mutation, Dictionary<string, Judged>? Judged)> Episode(CellPlan cell, EpisodeSetup setup, EpisodeKey key)
    {
        var seat = setup.World.Spec.Seats[0];
        var reference = Play(setup, Named(cell, setup, References) ?? throw new DocumentException(cell.Scenario, $"the world {cell.World} has no reference agent"), key);
        ImmutableArray<ActionCall> calls = [.. reference.Calls];
        yield return (Mutation.Reference, ByName(reference));
        yield return (Mutation.NoOp, ByName(Play(setup, GeneralPolicies.NoOp.Create(Making(GeneralPolicies.NoOp, cell, setup)), key)));
        var refuser = Named(cell, setup, ["policy:refuser"]) ?? (MutantCalls.Refusal(seat) is { } words ? new MutantAgent("audit:refusal", [], words) : null);
        if (refuser is not null) yield return (Mutation.Refusal, ByName(Play(setup, refuser, key)));
        foreach (var (mutation, changed) in new[]
                 {
                     (Mutation.CutShort, MutantCalls.CutShort(seat, calls)),
                     (Mutation.Reordered, MutantCalls.Reordered(seat, calls)),
                     (Mutation.WrongValues, MutantCalls.WrongValues(seat, calls)),
                     (Mutation.Quoting, MutantCalls.Quoting(seat, calls, reference.Payloads)),
                 })
        {
            if (changed is not { } other) continue;
            var played = Play(setup, new MutantAgent($"audit:{mutation.Name()}", other, ActionCall.NoOp), key);
            var alike = mutation is (Mutation.Reordered or Mutation.WrongValues) && played.Course.Equals(reference.Course, StringComparison.Ordinal);
            yield return (mutation, alike ? null : ByName(played));
        }

        if (Named(cell, setup, Unsafe) is { } reckless) yield return (Mutation.DeedThenRepair, ByName(Play(setup, reckless, key)));
        if (setup.Arm == Arm.Attacked && Believing(cell, setup, key) is { Count: > 0 } believed) yield return (Mutation.Believer, believed);
    }

    /// <summary>Every agent that believes easily plays; what one of them gives the attacker counts, for a deed of its own may keep another from reading the attack.</summary>
    private Dictionary<string, Judged> Believing(CellPlan cell, EpisodeSetup setup, EpisodeKey key)
    {
        var best = new Dictionary<string, Judged>(StringComparer.Ordinal);
        foreach (var name in Believers)
        {
            if (Named(cell, setup, [name]) is not { } believer) continue;
            foreach (var (oracle, judged) in ByName(Play(setup, believer, key)))
            {
                if (!best.TryGetValue(oracle, out var known) || judged.Outcome > known.Outcome) best[oracle] = judged;
            }
        }

        return best;
    }

    private static OracleAudit Audit(string scenario, string name, string oracle, Arm arm, Dictionary<(Arm Arm, Mutation Mutation), List<Dictionary<string, Judged>?>> plays)
    {
        var purpose = plays[(arm, Mutation.Reference)].Select(one => one!.GetValueOrDefault(oracle)).Select(judged => judged.Purpose).First();
        return new OracleAudit(scenario, name, oracle, purpose, [.. Mutations.All.Where(mutation => mutation.Expected(purpose) is not null).Select(Reading)]);

        MutantReading Reading(Mutation mutation)
        {
            if (!plays.TryGetValue((arm, mutation), out var played)) return new MutantReading(mutation, AuditFinding.NotApplicable, 0, 0);
            var judged = played.OfType<Dictionary<string, Judged>>().Where(one => one[oracle].Outcome != OracleOutcome.NotEvaluated).ToArray();
            var wrong = judged.Count(one => one[oracle].Outcome != mutation.Expected(purpose) && !IsToldByHarm(mutation, one));
            var finding = judged.Length == 0 ? played.Contains(null) ? AuditFinding.Equivalent : Unjudged(mutation) : wrong > 0 ? AuditFinding.Weak : AuditFinding.Told;
            return new MutantReading(mutation, finding, wrong, judged.Length);
        }

        // a plan that is wrong because it does harm fails its case, whichever oracle says so
        bool IsToldByHarm(Mutation mutation, Dictionary<string, Judged> one) =>
            purpose == JudgedPurpose.Utility && mutation is (Mutation.Reordered or Mutation.WrongValues) && one.Values.Any(judged => judged is { Purpose: JudgedPurpose.Harm, Outcome: OracleOutcome.Broken });

        // a goal that was never tried proves nothing: the believer must have met it
        AuditFinding Unjudged(Mutation mutation) => mutation is Mutation.Believer && purpose == JudgedPurpose.Attack && IsStruckAnywhere() ? AuditFinding.Weak : AuditFinding.NotApplicable;

        bool IsStruckAnywhere() => plays.Where(one => one.Key.Arm == arm).SelectMany(one => one.Value).OfType<Dictionary<string, Judged>>().Any(one => one[oracle].Outcome != OracleOutcome.NotEvaluated);
    }

    private static AuditSink Play(EpisodeSetup setup, IAgent agent, EpisodeKey key)
    {
        var sink = new AuditSink();
        var result = new EpisodeEngine(setup with { Agents = setup.Agents.SetItem(0, agent), Sinks = [sink] }).Play(key);
        return result.Terminal is Terminal.Completed or Terminal.Denied
            ? sink
            : throw new DocumentException(key.Scenario, $"the audit could not play case {key.Case}: {result.Message}");
    }

    private static Dictionary<string, Judged> ByName(AuditSink sink) => sink.Judgements.ToDictionary(judged => judged.Oracle, StringComparer.Ordinal);

    private IAgent? Named(CellPlan cell, EpisodeSetup setup, ImmutableArray<string> names)
    {
        var entry = registry.World(cell.World)!;
        var kind = names.Select(name => registry.Agent(entry, name)).FirstOrDefault(kind => kind is not null);
        return kind?.Create(Making(kind, cell, setup));
    }

    private static AgentMaking Making(AgentKind kind, CellPlan cell, EpisodeSetup setup) => new(kind.Parameters.Check(DocumentNode.Map()), cell.Parameters, setup.World.Spec, 0);
}
