using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Sends specimens to another site.</summary>
internal sealed class DispatchTransport : Handler
{
    public override LabAction Action => LabAction.DispatchTransport;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at) => RouteOf(at) < 0
        ? Codes.RouteForbidden
        : Stages.Refusal(at, SpecimenStatus.ArrivedAtReception, SpecimenStatus.Accessioning, SpecimenStatus.Accepted, SpecimenStatus.Separated, SpecimenStatus.Aliquoted);

    public override void Commit(StepContext at)
    {
        var route = at.Policy.Routes[RouteOf(at)];
        var place = at.State.Consignments.Place($"CONS_{++at.State.Dispatched}");
        var consignment = at.State.Consignments[place];
        consignment.Status = ConsignmentStatus.InTransit;
        consignment.Route = RouteOf(at);
        consignment.Dispatched = at.Now;
        consignment.ExpectedArrival = at.Now + at.TravelSeconds(route);
        consignment.Specimens.AddRange(at.Event.Specimens);
        if (!at.IsReference) Stages.Advance(at, SpecimenStatus.InTransit);
        at.Result.Consignment = place;
        at.Emit(Action);
    }

    private static int RouteOf(StepContext at)
    {
        for (var route = 0; route < at.Policy.Routes.Length; route++)
        {
            var one = at.Policy.Routes[route];
            if (one.IsEnabled && one.From == at.Event.OriginSite && one.To == at.Event.DestinationSite) return route;
        }

        return -1;
    }
}

/// <summary>Looks at all that is on the way.</summary>
internal sealed class TransportTick : Handler
{
    public override LabAction Action => LabAction.TransportTick;

    public override void Commit(StepContext at)
    {
        for (var place = 0; place < at.State.Consignments.Count; place++)
        {
            var consignment = at.State.Consignments[place];
            if (consignment.Status != ConsignmentStatus.InTransit) continue;
            var most = at.Policy.Routes[consignment.Route].MaxDrift;
            consignment.Drift = Math.Clamp(consignment.Drift + at.DrawDrift(), -most, most);
            consignment.Peak = Math.Max(consignment.Peak, Math.Abs(consignment.Drift));
            if (Math.Abs(consignment.Drift) >= 0.99 * most) at.Breach("INV-TRANSPORT-001", Codes.TransportExcursion);
            else at.Held("INV-TRANSPORT-001");
        }

        at.Emit(Action);
    }
}

/// <summary>Signs for a consignment on its way. With a reason, once it must be here, it is a signed exception: it came otherwise than it should, and that ends its way.</summary>
internal sealed class ChainOfCustodySign : Handler
{
    public override LabAction Action => LabAction.ChainOfCustodySign;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at) =>
        at.Event.Consignment < 0 || at.State.Consignments[at.Event.Consignment].Status == ConsignmentStatus.Unknown || (!at.IsReference && at.State.Consignments[at.Event.Consignment].Status != ConsignmentStatus.InTransit)
            || (IsException(at) && at.Now < at.State.Consignments[at.Event.Consignment].ExpectedArrival)
            ? Codes.CustodyBroken
            : null;

    private static bool IsException(StepContext at) => !at.IsReference && at.Event.ReasonCode is not null;

    public override void Commit(StepContext at)
    {
        at.State.Consignments[at.Event.Consignment].Signers.Add(at.Event.Agent);
        at.Emit(Action);
        if (!IsException(at)) return;
        Travel.Except(at, at.State.Consignments[at.Event.Consignment]);
        at.Held("INV-COC-001");
    }
}

/// <summary>Takes a consignment in: one that is known, on its way, signed for, and never too warm.</summary>
internal sealed class ReceiveTransport : Handler
{
    public override LabAction Action => LabAction.ReceiveTransport;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        if (at.Event.Consignment < 0 || at.State.Consignments[at.Event.Consignment] is not { Status: ConsignmentStatus.InTransit } consignment) return at.Breach("INV-COC-001", Codes.CustodyBroken);
        if (!at.IsReference && (consignment.Signers.Count == 0 || at.Now < consignment.ExpectedArrival)) return at.Breach("INV-COC-001", Codes.CustodyBroken);
        return at.ForcesExcursion || Travel.IsExcursion(at, consignment) ? at.Breach("INV-TRANSPORT-001", Codes.TransportExcursion) : null;
    }

    public override void Commit(StepContext at)
    {
        var consignment = at.State.Consignments[at.Event.Consignment];
        consignment.Status = ConsignmentStatus.Received;
        at.Held("INV-COC-001");
        at.Emit(Action);
        if (at.IsReference) at.Held(Travel.Temperature);
        else Travel.Arrive(at, consignment);
    }
}
