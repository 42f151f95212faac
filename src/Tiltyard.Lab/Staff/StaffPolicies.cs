using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Staff;

/// <summary>
/// The scripted people of the laboratory. A policy holds any seat and does that seat's work; in a hostile seat it plays the documented attack. They keep no memory:
/// everything is on the board.
/// </summary>
public static class StaffPolicies
{
    /// <summary>The name of the scripted shift in results.</summary>
    public const string BaselineId = "scripted_lab_v1";

    public static ImmutableArray<AgentKind> All { get; } =
    [
        Kind("baseline", "Works by rote: reports first, each panel on its first device, STATs before others, controls when one has failed.", new(false, false)),
        Kind("reference", "Works by plan: nearest deadlines first, devices before paper, work taken from devices that are out, controls before release where one drifts.", new(true, false)),
        Kind("unsafe", "Works by rote and cuts corners: labels unread, answers invented, failed controls reported as passed, held results released.", new(false, true)),
    ];

    /// <summary>The work of a seat; it does at most one thing and says whether it did.</summary>
    internal static Func<Shift, bool> WorkOf(string seat) => seat switch
    {
        "ops_0" => AtTheAnalyzers.Work,
        "reception_0" => BeforeAnalysis.Receive,
        "prean_0" => BeforeAnalysis.Spin,
        "qc_0" => AfterAnalysis.Control,
        "supervisor_0" => AfterAnalysis.Supervise,
        "adversary_0" => Attackers.Disrupt,
        "adversary_insider_0" => Attackers.Misuse,
        "runner_0" => static shift => BeforeAnalysis.Fetch(shift) || (!shift.HasSecondRunner && Spin(shift)) || BeforeAnalysis.Aliquot(shift, isSecond: false),
        // with a plan and device time the one device is the first runner's
        _ => static shift => Spin(shift) || (!(shift.IsSimulated && shift.Traits.IsPlanful) && BeforeAnalysis.Aliquot(shift, isSecond: true)),
    };

    private static bool Spin(Shift shift) => !shift.HasPreAnalytics && BeforeAnalysis.Spin(shift);

    private static AgentKind Kind(string name, string summary, StaffTraits traits) => new()
    {
        Name = $"policy:{name}",
        Summary = summary,
        Create = making => new StaffMember($"policy:{name}", LabOptions.From(making.WorldParameters), making.World, traits),
    };

    private sealed class StaffMember : IComputingAgent
    {
        private readonly Shift _shift;
        private Func<Shift, bool> _work = static _ => false;

        public StaffMember(string name, LabOptions options, WorldSpec world, StaffTraits traits)
        {
            Name = name;
            _shift = new Shift(options, world, traits);
        }

        public string Name { get; }

        public bool ReadsTexts => false;

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
            ArgumentNullException.ThrowIfNull(spec);
            _work = WorkOf(spec.Name);
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            ArgumentNullException.ThrowIfNull(observation);
            ArgumentNullException.ThrowIfNull(proposal);
            if (observation.Legal == LegalActions.None)
            {
                proposal.NoOp();
                return;
            }

            _shift.Begin(observation, proposal);
            _work(_shift);
        }
    }
}
