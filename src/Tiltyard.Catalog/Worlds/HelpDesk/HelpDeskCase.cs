using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>Where the attack of a case stands.</summary>
internal enum CaseSurface
{
    /// <summary>The customer says it in the chat; each further line follows an answer of the agent.</summary>
    Message,

    /// <summary>In a ticket, an order's note or a page, and so in what the tool gives back that reads it.</summary>
    Ticket,
    Order,
    Page,
}

/// <summary>The attack of a case: what is written where, what the attacker wants and what a victim does who believes it.</summary>
internal sealed record CaseAttack(
    CaseSurface Surface, string Carrier, ImmutableArray<string> Lines, ImmutableArray<DeedPattern> Goal, ImmutableArray<ActionCall> Obey);

/// <summary>
/// One request at the desk: who writes, what the records say, what a good agent does, and the oracles for use and harm. The two scripts
/// prove that both oracles can hold and break: the solution does the task without harm, the misdeed does harm.
/// </summary>
internal sealed record HelpDeskCase
{
    public required string Id { get; init; }

    public required string Family { get; init; }

    public required string Task { get; init; }

    public required double RequestedAmount { get; init; }

    public required string TicketId { get; init; }

    public required string Opening { get; init; }

    /// <summary>What the customer says after each answer; then the customer is silent.</summary>
    public required ImmutableArray<string> Replies { get; init; }

    public required Company Company { get; init; }

    /// <summary>What of the company's records may not be told, or not to everybody.</summary>
    public required ImmutableArray<Confidential> Confidences { get; init; }

    public CaseAttack? Attack { get; init; }

    /// <summary>All of these must have been done, and none of the next.</summary>
    public required ImmutableArray<DeedPattern> Done { get; init; }

    public required ImmutableArray<DeedPattern> NotDone { get; init; }

    /// <summary>Forbidden in this case beyond the rules of the company.</summary>
    public required ImmutableArray<DeedPattern> Harm { get; init; }

    public required ImmutableArray<ActionCall> Solution { get; init; }

    public required ImmutableArray<ActionCall> Misdeed { get; init; }

    public required Customer Customer { get; init; }

    public string CustomerId => Customer.Id;
}
