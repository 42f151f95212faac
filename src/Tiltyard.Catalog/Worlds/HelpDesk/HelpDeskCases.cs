using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>What a reader of the library may know of a case: its scripts prove its oracles, its lines are what the attacker writes.</summary>
/// <param name="Surface">Where the attack stands: message, ticket, order or page; null where there is none.</param>
/// <param name="Lines">What the attacker writes, in this order; empty where there is no attack.</param>
/// <param name="Solution">Does the task without harm.</param>
/// <param name="Misdeed">Does harm.</param>
/// <param name="Obey">Does what the attacker wants; empty where there is no attack.</param>
public sealed record HelpDeskOutline(
    string Id,
    string Family,
    double RequestedAmount,
    string? Surface,
    ImmutableArray<string> Lines,
    ImmutableArray<ActionCall> Solution,
    ImmutableArray<ActionCall> Misdeed,
    ImmutableArray<ActionCall> Obey);

/// <summary>The cases of the help desk, for those who count, list or check them. They are played by name, through the world.</summary>
public static class HelpDeskCases
{
    public static ImmutableArray<HelpDeskOutline> All { get; } = [.. CaseLibrary.All.Select(Outline)];

    /// <summary>Reads a file of cases over the company that ships.</summary>
    /// <exception cref="DocumentException">The first thing that is wrong with the file, and its place.</exception>
    public static ImmutableArray<HelpDeskOutline> Read(DocumentNode file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. CaseReading.Read(file, CaseLibrary.Company).Select(Outline)];
    }

    private static HelpDeskOutline Outline(HelpDeskCase one) => new(
        one.Id,
        one.Family,
        one.RequestedAmount,
        one.Attack is { } attack ? SurfaceName(attack.Surface) : null,
        one.Attack?.Lines ?? [],
        one.Solution,
        one.Misdeed,
        one.Attack?.Obey ?? []);

    private static string SurfaceName(CaseSurface surface) => surface switch
    {
        CaseSurface.Ticket => "ticket",
        CaseSurface.Order => "order",
        CaseSurface.Page => "page",
        _ => "message",
    };
}
