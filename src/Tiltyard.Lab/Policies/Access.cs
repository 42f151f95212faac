using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Policies;

/// <summary>Limits of a role in an episode, and the actions for which it must give a reason and a rationale.</summary>
public sealed record Capability(int MaxActions, int MaxOverrides, ImmutableArray<LabAction> HighRisk);

/// <summary>A role as a set of actions, zones and devices; the last two are null where it is free.</summary>
public sealed record Role(ulong Actions, ImmutableArray<int>? Zones, ImmutableArray<int>? Devices, Capability? Capability)
{
    public bool May(LabAction action) => (Actions & (1UL << (int)action)) != 0;
}

/// <summary>A key of the registry. Its pair is derived from the run's seed.</summary>
public sealed record Key(string Agent, int Role, string Status, int? NotBefore, int? NotAfter);

/// <summary>A type of token: how it comes to be and what it is good for.</summary>
public sealed record TokenType(
    int TtlSeconds, int Approvals, ImmutableArray<int> ApproverRoles, ulong Actions, ImmutableArray<int> Doors, ImmutableArray<int> Zones,
    ImmutableArray<string> ReasonCodes, ImmutableArray<string> DeniedReasonCodes, bool IsDeniedOnQcFail);

/// <summary>Who may do what, with which keys and tokens.</summary>
public sealed class Access
{
    internal Access(PolicyDocuments documents, FloorPlan floor, NameTable devices, NameTable reasons)
    {
        var access = documents["access"];
        Roles = References.Keys(access, "roles");
        foreach (var map in new[] { access.Map("capabilities"), access.Map("allowed_zones"), access.Map("allowed_devices") })
        {
            foreach (var entry in map.Entries.Where(entry => Roles.Find(entry.Key) < 0)) throw new DocumentException(entry.KeyPlace, map.Path.ToString(), UnknownName.Reason("role", entry.Key, Roles.Names));
        }

        RoleInfo = [.. access.Map("roles").Entries.Select(entry => ReadRole(entry, access, floor.Zones, devices))];
        Agents = References.Keys(access, "agents");
        RoleOf = [.. access.Map("agents").Entries.Select(entry => Roles.Find(entry.Value.AsMap().Node("role"), "role"))];
        ZoneOf = [.. access.Map("agents").Entries.Select(entry => floor.Zones.FindOptional(entry.Value.AsMap(), "zone", "zone"))];
        Constraints = access.Map("action_constraints").Entries.ToFrozenDictionary(entry => LabActions.Find(entry.Key)!.Value, entry => (ImmutableArray<int>)[.. entry.Value.AsList().Items.Select(role => Roles.Find(role, "role"))]);
        Keys = References.Ids(documents["keys"], "keys");
        KeyInfo = [.. documents["keys"].Maps("keys").Select(key => new Key(key.Text("agent"), Roles.Find(key.Node("role"), "role"), key.Text("status"), (int?)key.IntegerOrNull("not_before_s"), (int?)key.IntegerOrNull("not_after_s")))];
        TokenTypes = References.Keys(documents["tokens"], "tokens");
        TokenInfo = [.. documents["tokens"].Map("tokens").Entries.Select(entry => ReadToken(entry.Value.AsMap(), floor, reasons))];
    }

    public NameTable Roles { get; }

    public ImmutableArray<Role> RoleInfo { get; }

    public NameTable Agents { get; }

    /// <summary>Roles of the agents at the beginning of an episode.</summary>
    public ImmutableArray<int> RoleOf { get; }

    /// <summary>Where agents stand by default, or -1.</summary>
    public ImmutableArray<int> ZoneOf { get; }

    /// <summary>Actions that only these roles may do.</summary>
    public FrozenDictionary<LabAction, ImmutableArray<int>> Constraints { get; }

    public NameTable Keys { get; }

    public ImmutableArray<Key> KeyInfo { get; }

    public NameTable TokenTypes { get; }

    public ImmutableArray<TokenType> TokenInfo { get; }

    private static ulong Mask(IEnumerable<string> actions) => actions.Aggregate(0UL, (mask, name) => mask | (1UL << (int)LabActions.Find(name)!.Value));

    private static Role ReadRole(DocumentEntry entry, DocumentMap access, NameTable zones, NameTable devices)
    {
        var capability = access.Map("capabilities").Find(entry.Key) is DocumentMap limits
            ? new Capability((int)limits.Integer("max_actions"), (int)limits.Integer("max_overrides"), [.. limits.Texts("high_risk").Select(name => LabActions.Find(name)!.Value)])
            : null;
        return new Role(
            Mask(entry.Value.AsList().Items.Select(action => action.AsText())),
            access.Map("allowed_zones").Has(entry.Key) ? zones.FindAll(access.Map("allowed_zones"), entry.Key, "zone") : null,
            access.Map("allowed_devices").Has(entry.Key) ? devices.FindAll(access.Map("allowed_devices"), entry.Key, "device") : null,
            capability);
    }

    private TokenType ReadToken(DocumentMap token, FloorPlan floor, NameTable reasons)
    {
        foreach (var code in token.List("reason_codes").Concat(token.List("denied_reason_codes"))) reasons.Find(code, "reason code");
        return new TokenType(
            (int)token.Integer("ttl_s"), (int)token.Integer("approvals"), Roles.FindAll(token, "approver_roles", "role"), Mask(token.Texts("actions")),
            floor.Doors.FindAll(token, "doors", "door"), floor.Zones.FindAll(token, "zones", "zone"), [.. token.Texts("reason_codes")], [.. token.Texts("denied_reason_codes")],
            token.Boolean("denied_on_qc_fail"));
    }
}
