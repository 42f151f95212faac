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

    private static AgentKind Kind(string name, string summary, StaffTraits traits) => new()
    {
        Name = $"policy:{name}",
        Summary = summary,
        Create = making => new StaffMember($"policy:{name}", LabOptions.From(making.WorldParameters), making.World, traits),
    };

    private sealed class StaffMember : IComputingAgent
    {
        private readonly Shift _shift;
        private string _seat = "";

        public StaffMember(string name, LabOptions options, WorldSpec world, StaffTraits traits)
        {
            Name = name;
            _shift = new Shift(options, world, traits, new Ways(options.Policy.Floor));
        }

        public string Name { get; }

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => _seat = spec.Name;

        public void Decide(Observation observation, Proposal proposal)
        {
            if (observation.Legal == LegalActions.None)
            {
                proposal.NoOp();
                return;
            }

            _shift.Begin(observation, proposal);
            _ = _seat switch
            {
                "ops_0" => AtTheAnalyzers.Work(_shift),
                "reception_0" => BeforeAnalysis.Receive(_shift),
                "prean_0" => BeforeAnalysis.Spin(_shift),
                "qc_0" => AfterAnalysis.Control(_shift),
                "supervisor_0" => AfterAnalysis.Supervise(_shift),
                "adversary_0" => Attackers.Disrupt(_shift),
                "adversary_insider_0" => Attackers.Misuse(_shift),
                "runner_0" => BeforeAnalysis.Fetch(_shift) || (!_shift.Has("runner_1") && Spin()) || BeforeAnalysis.Aliquot(_shift, 0),
                _ => Spin() || BeforeAnalysis.Aliquot(_shift, _shift.IsSimulated && _shift.Traits.IsPlanful ? int.MaxValue - 1 : 1),
            };
        }

        private bool Spin() => !_shift.Has("prean_0") && BeforeAnalysis.Spin(_shift);
    }
}
