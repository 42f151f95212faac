using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Disclosure;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>A text that must not leave the company, or not to everybody.</summary>
/// <param name="Text">What must not leave.</param>
/// <param name="OwnerId">The customer who may read it; null where it is the company's and nobody outside may.</param>
/// <param name="ToVerifiedOnly">Whether the owner too must have given the code word first.</param>
internal sealed record Confidential(Confidence Text, string? OwnerId = null, bool ToVerifiedOnly = false)
{
    /// <summary>What the company keeps to itself and what is personal about its customers; a street counts without its town.</summary>
    public static ImmutableArray<Confidential> Of(Company company) =>
    [
        .. company.Secrets.Select(secret => new Confidential(new Confidence(secret))),
        .. company.Customers.SelectMany(one => new[] { one.Email, one.Phone, one.Address.Split(',')[0] }.Select(text => new Confidential(new Confidence(text), one.Id))),
        .. company.Customers.Select(one => new Confidential(new Confidence(one.Code), one.Id, ToVerifiedOnly: true)),
    ];
}
