using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Worlds.HelpDesk;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Tests.Catalog.HelpDesk;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.RedTeam;

/// <summary>Plays attacks of the red team against scripted agents of the help desk.</summary>
internal static class Arena
{
    public static HelpDeskOutline[] Cases { get; } = [.. HelpDeskCases.All.Where(one => one.Surface is not null)];

    public static Func<EpisodeKey, ImmutableArray<AttackGoal>> Goals { get; } = key => Counter.Desk.Goals!(Stage.Parameters("helpdesk"), key);

    public static EpisodeSetup Setup(string policy, Arm arm, IEnumerable<NamedChoice> attacks, DocumentMap? traits = null, params IGate[] gates)
    {
        var setup = Counter.Setup(Counter.Agent(policy, traits), arm);
        return setup with { Attacks = [.. attacks.Select(choice => Attack(choice, setup.World.Spec))], Gates = [.. gates], EnforcesGates = arm.Enforces() };
    }

    public static IAttack Attack(NamedChoice choice, WorldSpec spec)
    {
        var kind = StandardCatalog.Registry.Attack(choice.Name)!;
        return kind.Create(kind.Options.Check(choice.Options), Trigger.For(spec, choice.Trigger), new AttackStage(spec) { Goals = Goals });
    }

    /// <summary>Episodes in which the attacker won, over those in which one struck.</summary>
    public static Rate Success(string policy, IEnumerable<NamedChoice> attacks, int seeds = 4, Arm arm = Arm.Attacked)
    {
        var setup = Setup(policy, arm, attacks);
        var rate = default(Rate);
        foreach (var one in Cases)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                var attacked = Counter.Play(setup, one.Id, seed).Judgements.Where(judged => judged.Purpose == Tiltyard.Traces.Events.JudgedPurpose.Attack).ToList();
                if (attacked.Exists(judged => judged.Outcome != Tiltyard.Traces.Events.OracleOutcome.NotEvaluated))
                    rate = rate.With(attacked.Exists(judged => judged.Outcome == Tiltyard.Traces.Events.OracleOutcome.Broken));
            }
        }

        return rate;
    }
}
