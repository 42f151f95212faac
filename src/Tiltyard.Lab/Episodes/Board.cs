using System.Runtime.InteropServices;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>
/// What all seats see, typed: structs in lists that are filled again at every turn. It says what the panels say and nothing more, and it stands still while the seats
/// of a turn choose. From the panels' text it is read by <see cref="BoardReading"/>.
/// </summary>
public sealed class Board
{
    private readonly List<ShownDevice> _devices = [];
    private readonly List<ShownSpecimen> _specimens = [];
    private readonly List<ShownReport> _reports = [];
    private readonly List<ShownCritical> _criticals = [];
    private readonly List<ShownConsignment> _consignments = [];
    private readonly List<long> _runsLeft = [];
    private readonly List<int> _zones = [];
    private readonly List<int> _shownAt = [];
    private readonly List<int> _reportOf = [];
    private int _firstReleasable;
    private LabState? _state;
    private string? _releasable;

    /// <summary>The second of this turn.</summary>
    public int Now { get; internal set; }

    public ReadOnlySpan<ShownDevice> Devices => CollectionsMarshal.AsSpan(_devices);

    public ReadOnlySpan<ShownSpecimen> Specimens => CollectionsMarshal.AsSpan(_specimens);

    public ReadOnlySpan<ShownReport> Reports => CollectionsMarshal.AsSpan(_reports);

    public ReadOnlySpan<ShownCritical> Criticals => CollectionsMarshal.AsSpan(_criticals);

    public ReadOnlySpan<ShownConsignment> Consignments => CollectionsMarshal.AsSpan(_consignments);

    /// <summary>Runs of each panel for which the reagent lasts.</summary>
    public ReadOnlySpan<long> RunsLeft => CollectionsMarshal.AsSpan(_runsLeft);

    /// <summary>The zone of each seat, or -1.</summary>
    public ReadOnlySpan<int> Zones => CollectionsMarshal.AsSpan(_zones);

    /// <summary>Whether something waits at the other site to be sent for.</summary>
    public bool MustFetch { get; internal set; }

    /// <summary>The first result that may go out, or null.</summary>
    public string? FirstReleasable => _state is null ? _releasable : _firstReleasable < 0 ? null : _state.Results.NameOf(_firstReleasable);

    /// <summary>Takes the state of the laboratory as it is now.</summary>
    internal void Take(LabProcesses lab, int now, IReadOnlyList<int> remote, ReadOnlySpan<int> agents)
    {
        var state = _state = lab.State;
        Now = now;
        TakeSpecimens(state);
        TakeDevices(lab);
        TakeReports(lab);
        TakeConsignments(state);
        MustFetch = false;
        foreach (var place in remote) MustFetch |= state.Specimens[place] is { Site: >= 0, Status: not SpecimenStatus.InTransit };
        _runsLeft.Clear();
        foreach (var panel in state.Policy.Catalogue.PanelInfo) _runsLeft.Add(panel.ReagentQuantity == 0 ? long.MaxValue : state.Stock[panel.Reagent] / panel.ReagentQuantity);
        _zones.Clear();
        foreach (var agent in agents) _zones.Add(state.Agents[agent].Zone);
    }

    /// <summary>Takes what <see cref="BoardReading"/> made of the panels.</summary>
    internal void Take(
        IEnumerable<ShownDevice> devices, IEnumerable<ShownSpecimen> specimens, IEnumerable<ShownReport> reports, IEnumerable<ShownCritical> criticals, IEnumerable<ShownConsignment> consignments,
        IEnumerable<long> runsLeft, string? releasable)
    {
        _devices.AddRange(devices);
        _specimens.AddRange(specimens);
        _reports.AddRange(reports);
        _criticals.AddRange(criticals);
        _consignments.AddRange(consignments);
        _runsLeft.AddRange(runsLeft);
        _releasable = releasable;
    }

    private void TakeSpecimens(LabState state)
    {
        _specimens.Clear();
        _shownAt.Clear();
        for (var place = 0; place < state.Specimens.Count; place++)
        {
            var specimen = state.Specimens[place];
            if (!specimen.Exists || specimen.Status is SpecimenStatus.Released or SpecimenStatus.Rejected or SpecimenStatus.Discarded)
            {
                _shownAt.Add(-1);
                continue;
            }

            _shownAt.Add(_specimens.Count);
            _specimens.Add(new ShownSpecimen(
                state.Specimens.NameOf(place), specimen.Status, specimen.Panel, specimen.Priority, specimen.Deadline >= 0 ? specimen.Deadline : int.MaxValue, specimen.Arrived, specimen.Site >= 0,
                specimen.Panel >= 0 && state.Policy.Catalogue.PanelInfo[specimen.Panel].Separates, specimen.IdMatches));
        }
    }

    private void TakeDevices(LabProcesses lab)
    {
        _devices.Clear();
        for (var place = 0; place < lab.State.Devices.Length; place++)
        {
            var device = lab.State.Devices[place];
            _devices.Add(new ShownDevice(
                lab.State.Policy.Equipment.DeviceInfo[place].Zone, device.Condition, device.Qc is "fail", lab.Device(place).LastControl, device.DueAt, device.QueueLength,
                device.Head >= 0 ? _shownAt[device.Head] : -1));
        }
    }

    private void TakeReports(LabProcesses lab)
    {
        var (state, results) = (lab.State, lab.State.Results);
        _reports.Clear();
        _criticals.Clear();
        CollectionsMarshal.SetCount(_reportOf, state.Specimens.Count);
        CollectionsMarshal.AsSpan(_reportOf).Fill(-1);
        _firstReleasable = -1;
        for (var place = state.FirstOpenResult; place < results.Count; place++)
        {
            var result = results[place];
            if (result.Status is not (ResultStatus.Generated or ResultStatus.Held)) continue;
            if (_firstReleasable < 0 && ResultRelease.IsOpen(state, result)) _firstReleasable = place;
            if (result.Specimen < 0) continue;
            ref var number = ref CollectionsMarshal.AsSpan(_reportOf)[result.Specimen];
            if (number < 0)
            {
                number = _reports.Count;
                _reports.Add(new ShownReport(state.Specimens.NameOf(result.Specimen), _shownAt[result.Specimen], result.Device, 0, 0, 0, 0, 0));
            }

            TakeResult(lab, place, result, number);
        }
    }

    /// <summary>A report stands for its last result's device, as the panel does.</summary>
    private void TakeResult(LabProcesses lab, int place, LabResult result, int number)
    {
        ref var report = ref CollectionsMarshal.AsSpan(_reports)[number];
        report = report with
        {
            Device = result.Device,
            GeneratedAt = Math.Max(report.GeneratedAt, result.GeneratedAt),
            Pending = report.Pending + 1,
            Held = report.Held + (result.Status == ResultStatus.Held ? 1 : 0),
            Critical = report.Critical + (result.IsCritical ? 1 : 0),
            Unheard = report.Unheard + (result is { IsCritical: true, IsAcknowledged: false } ? 1 : 0),
        };
        if (!result.IsCritical) return;
        var calls = result.Attempts.Count;
        _criticals.Add(new ShownCritical(
            number, lab.State.Results.NameOf(place), result.IsAcknowledged, calls > 0 && lab.Truths.IsAnswered(place, calls - 1), calls,
            calls > 0 ? result.Attempts[^1].Time + lab.State.Policy.Ladder[result.Attempts[^1].Tier].AckWithinSeconds : 0));
    }

    private void TakeConsignments(LabState state)
    {
        _consignments.Clear();
        for (var place = 0; place < state.Consignments.Count; place++)
        {
            var consignment = state.Consignments[place];
            if (consignment.Status == ConsignmentStatus.InTransit) _consignments.Add(new ShownConsignment(state.Consignments.NameOf(place), consignment.ExpectedArrival, consignment.Signers.Count));
        }
    }
}
