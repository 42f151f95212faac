using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Episodes;

/// <summary>The lists of the board: specimens, work, reports, stock, transport.</summary>
public sealed partial class LabWorld
{
    private readonly Dictionary<int, int> _reportOf = [];
    private readonly List<int> _reportOrder = [];
    private readonly int[] _panelOrder;

    private void WriteSpecimens(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var place = 0; place < State.Specimens.Count; place++)
        {
            var specimen = State.Specimens[place];
            if (!specimen.Exists || specimen.Status is SpecimenStatus.Released or SpecimenStatus.Rejected or SpecimenStatus.Discarded) continue;
            writer.BeginObject();
            writer.Integer("arrived_s"u8, specimen.Arrived);
            if (specimen.Deadline >= 0) writer.Integer("deadline_s"u8, specimen.Deadline);
            else writer.Null("deadline_s"u8);
            writer.Text("id"u8, State.Specimens.NameOf(place));
            if (specimen.IdMatches is { } matches) writer.Boolean("label_ok"u8, matches);
            else writer.Null("label_ok"u8);
            if (specimen.Panel >= 0) writer.Text("panel"u8, _options.Policy.Catalogue.Panels[specimen.Panel]);
            writer.Text("priority"u8, specimen.Priority.Name());
            writer.Boolean("remote"u8, specimen.Site >= 0);
            writer.Boolean("spins"u8, specimen.Panel >= 0 && _options.Policy.Catalogue.PanelInfo[specimen.Panel].Separates);
            writer.Text("status"u8, specimen.Status.Name());
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The documented list: what is ready for a device and in no queue.</summary>
    private void WriteWorkList(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var place = 0; place < State.Specimens.Count; place++)
        {
            var specimen = State.Specimens[place];
            if (specimen.Site >= 0 || specimen.Panel < 0 || !IsReadyForDevice(specimen)) continue;
            writer.BeginObject();
            writer.Integer("deadline_s"u8, Math.Max(specimen.Deadline, 0));
            writer.Text("device_id"u8, _options.Policy.Equipment.Devices[DeviceFor(specimen.Panel)]);
            writer.Text("priority"u8, specimen.Priority.Name());
            writer.Boolean("stability_ok"u8, !Stability.IsExpired(_options.Policy, specimen, Now));
            writer.Boolean("temp_ok"u8, !(specimen.NeedsCold && specimen.MetAmbient));
            writer.Text("work_id"u8, State.Specimens.NameOf(place));
            writer.EndObject();
        }

        writer.EndArray();
    }

    private bool IsReadyForDevice(Specimen specimen) => specimen.Status switch
    {
        SpecimenStatus.Aliquoted or SpecimenStatus.Separated => true,
        SpecimenStatus.Accepted => !_options.Policy.Catalogue.PanelInfo[specimen.Panel].Separates,
        _ => false,
    };

    /// <summary>Specimens with results that are not out: how many are held, which are critical and what came of the calls.</summary>
    private void WriteReports(CanonicalWriter writer)
    {
        _reportOf.Clear();
        _reportOrder.Clear();
        for (var place = 0; place < State.Results.Count; place++)
        {
            var result = State.Results[place];
            if (result.Status is not (ResultStatus.Generated or ResultStatus.Held) || result.Specimen < 0) continue;
            if (_reportOf.TryAdd(result.Specimen, place)) _reportOrder.Add(result.Specimen);
        }

        writer.BeginArray();
        foreach (var specimen in _reportOrder) WriteReport(writer, specimen, _reportOf[specimen]);
        writer.EndArray();
    }

    private void WriteReport(CanonicalWriter writer, int specimen, int first)
    {
        var (held, pending, at, device) = (0, 0, 0, State.Results[first].Device);
        writer.BeginObject();
        writer.BeginArray("critical"u8);
        for (var place = first; place < State.Results.Count; place++)
        {
            var result = State.Results[place];
            if (result.Specimen != specimen || result.Status is not (ResultStatus.Generated or ResultStatus.Held)) continue;
            pending++;
            if (result.Status == ResultStatus.Held) held++;
            (at, device) = (Math.Max(at, result.GeneratedAt), result.Device);
            if (result.IsCritical) WriteCritical(writer, place, result);
        }

        writer.EndArray();
        if (device >= 0) writer.Text("device_id"u8, _options.Policy.Equipment.Devices[device]);
        writer.Integer("generated_s"u8, at);
        writer.Integer("held"u8, held);
        writer.Integer("pending"u8, pending);
        writer.Text("specimen"u8, State.Specimens.NameOf(specimen));
        writer.EndObject();
    }

    private void WriteCritical(CanonicalWriter writer, int place, LabResult result)
    {
        writer.BeginObject();
        writer.Boolean("ack"u8, result.IsAcknowledged);
        writer.Boolean("answered"u8, result.Attempts.Count > 0 && Lab.Truths.IsAnswered(place, result.Attempts.Count - 1));
        writer.Integer("calls"u8, result.Attempts.Count);
        if (result.Attempts.Count > 0)
        {
            writer.Integer("last_call_s"u8, result.Attempts[^1].Time);
            writer.Integer("next_call_s"u8, result.Attempts[^1].Time + _options.Policy.Ladder[result.Attempts[^1].Tier].AckWithinSeconds);
        }

        writer.Text("result"u8, State.Results.NameOf(place));
        writer.EndObject();
    }

    private void WriteReleasable(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var place = 0; place < State.Results.Count; place++)
        {
            var result = State.Results[place];
            if (ResultRelease.IsOpen(State, result)) writer.String(State.Results.NameOf(place));
        }

        writer.EndArray();
    }

    private void WriteStock(CanonicalWriter writer)
    {
        writer.BeginObject();
        foreach (var panel in _panelOrder)
        {
            var info = _options.Policy.Catalogue.PanelInfo[panel];
            writer.Name(_options.Policy.Catalogue.Panels[panel]);
            writer.Integer(info.ReagentQuantity == 0 ? CanonicalWriter.MaxInteger : State.Stock[info.Reagent] / info.ReagentQuantity);
        }

        writer.EndObject();
    }

    private void WriteRequired(CanonicalWriter writer)
    {
        writer.BeginArray();
        if (_shown.MustFetch)
        {
            writer.BeginObject();
            writer.Text("dest_site"u8, "SITE_HUB");
            writer.Text("origin_site"u8, "SITE_ACUTE");
            writer.BeginArray("specimen_ids"u8);
            foreach (var place in _start.Remote) writer.String(State.Specimens.NameOf(place));
            writer.EndArray();
            writer.EndObject();
        }

        writer.EndArray();
    }

    private void WriteConsignments(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var place = 0; place < State.Consignments.Count; place++)
        {
            var consignment = State.Consignments[place];
            if (consignment.Status != ConsignmentStatus.InTransit) continue;
            writer.BeginObject();
            writer.Text("consignment_id"u8, State.Consignments.NameOf(place));
            writer.Integer("expected_arrival_s"u8, consignment.ExpectedArrival);
            writer.Integer("signed"u8, consignment.Signers.Count);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private void CountSpecimens()
    {
        Array.Clear(_counts);
        for (var place = 0; place < State.Specimens.Count; place++) _counts[(int)State.Specimens[place].Status]++;
    }

    private void WriteCounts(CanonicalWriter writer)
    {
        writer.BeginArray();
        for (var status = 1; status < _counts.Length; status++) writer.Integer(_counts[status]);
        writer.EndArray();
    }

    private int CountTokens(string type)
    {
        var (count, number) = (0, _options.Policy.Access.TokenTypes.Find(type));
        for (var place = 0; place < State.Tokens.Count; place++)
        {
            var token = State.Tokens[place];
            if (token.State == TokenState.Active && token.Type == number && token.Expires >= Now) count++;
        }

        return count;
    }

    private int DeviceFor(int panel)
    {
        var type = _options.Policy.Catalogue.PanelInfo[panel].DeviceType;
        for (var device = 0; device < _options.Policy.Equipment.DeviceInfo.Length; device++)
        {
            if (_options.Policy.Equipment.DeviceInfo[device].Type == type) return device;
        }

        return 0;
    }
}
