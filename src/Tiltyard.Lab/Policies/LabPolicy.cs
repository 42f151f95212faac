using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Policies;

/// <summary>A rung of the ladder of calls.</summary>
public sealed record Rung(string Role, int AckWithinSeconds, ImmutableArray<string> Modes);

/// <summary>A way between sites.</summary>
public sealed record Route(int From, int To, bool IsEnabled, int MeanSeconds, int SpreadSeconds, double MaxDrift, int Band);

/// <summary>What must hold: how grave a breach is and whom it concerns.</summary>
public sealed record Invariant(string Title, string Severity, string Scope);

/// <summary>One step of an enforcement rule.</summary>
public sealed record Escalation(int From, EnforcementAct Act, int? DurationSeconds, int? Zone);

/// <summary>What a breach brings upon whoever caused it.</summary>
public sealed record EnforcementRule(string Id, string? Invariant, string? Severity, string? Scope, string? ReasonCode, ImmutableArray<Escalation> Escalations);

/// <summary>How an act of enforcement ends: by a role's decision, or by itself where none is named.</summary>
/// <param name="Role">The role; null where it ends by itself.</param>
/// <param name="Token">The type of token that this takes, or -1.</param>
public sealed record ReleaseProcedure(int? Role, int Token);

/// <summary>
/// A laboratory's policy, compiled: every document of it, with names resolved to numbers and every reference checked. It is immutable, serves any
/// number of episodes and threads, and is told apart by its fingerprint.
/// </summary>
public sealed class LabPolicy
{
    private LabPolicy(PolicyDocuments documents)
    {
        Documents = documents;
        Fingerprint = CanonicalJson.Sha256Hex(documents.Whole());
        ReasonCodes = References.Keys(documents["reason_codes"], "reason_codes");
        Emits = new NameTable(documents["emits"].Map("emits").Entries.SelectMany(group => group.Value.AsList().Items).Select(node => node.AsText()).Distinct(StringComparer.Ordinal));
        Invariants = References.Keys(documents["invariants"], "invariants");
        InvariantInfo = [.. documents["invariants"].Map("invariants").Entries.Select(entry => entry.Value.AsMap()).Select(map => new Invariant(map.Text("title"), map.Text("severity"), map.Text("scope")))];
        Floor = new FloorPlan(documents["zones"], References.Keys(documents["tokens"], "tokens"));
        var types = References.Keys(documents["equipment"], "device_types");
        Catalogue = new Catalogue(documents, types, Floor.Bands, Invariants, ReasonCodes);
        Equipment = new Equipment(documents["equipment"], Floor.Zones, Catalogue.Panels);
        Access = new Access(documents, Floor, Equipment.Devices, ReasonCodes);
        Ladder = [.. documents["critical"].Maps("ladder").Select(rung => new Rung(rung.Text("role"), (int)rung.Integer("ack_within_s"), [.. rung.Texts("modes")]))];
        AckFields = [.. documents["critical"].Texts("ack_fields")];
        Sites = References.Keys(documents["sites"], "sites");
        foreach (var site in documents["sites"].Map("sites").Entries) Floor.Zones.FindAll(site.Value.AsMap(), "zones", "zone");
        References.Ids(documents["sites"], "routes");
        Routes = [.. documents["sites"].Maps("routes").Select(ReadRoute)];
        References.Ids(documents["enforcement"], "rules");
        Enforcement = [.. documents["enforcement"].Maps("rules").Select(ReadRule)];
        Releases = documents["enforcement"].Map("release").Entries.ToImmutableDictionary(entry => (EnforcementAct)EnforcementActs.Names.IndexOf(entry.Key), entry => ReadRelease(entry.Value.AsMap()));
        foreach (var act in Enforcement.SelectMany(rule => rule.Escalations).Select(step => step.Act).Where(act => !Releases.ContainsKey(act)))
            throw new DocumentException(documents["enforcement"].Node("release"), $"nothing says how {act.Name()} ends");
    }

    /// <summary>The policy that ships.</summary>
    public static LabPolicy Shipped { get; } = Compile(PolicyDocuments.Shipped);

    public PolicyDocuments Documents { get; }

    /// <summary>SHA-256 of all documents as one canonical JSON document.</summary>
    public string Fingerprint { get; }

    public FloorPlan Floor { get; }

    public Equipment Equipment { get; }

    public Catalogue Catalogue { get; }

    public Access Access { get; }

    public NameTable ReasonCodes { get; }

    public NameTable Emits { get; }

    public NameTable Invariants { get; }

    public ImmutableArray<Invariant> InvariantInfo { get; }

    public ImmutableArray<Rung> Ladder { get; }

    public ImmutableArray<string> AckFields { get; }

    public NameTable Sites { get; }

    public ImmutableArray<Route> Routes { get; }

    public ImmutableArray<EnforcementRule> Enforcement { get; }

    public ImmutableDictionary<EnforcementAct, ReleaseProcedure> Releases { get; }

    /// <exception cref="DocumentException">A reference leads nowhere, or two rules contradict each other.</exception>
    public static LabPolicy Compile(PolicyDocuments documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return new LabPolicy(documents);
    }

    private Route ReadRoute(DocumentMap route) => new(
        Sites.Find(route.Node("from"), "site"), Sites.Find(route.Node("to"), "site"), route.Boolean("enabled"), (int)route.Integer("mean_s"), (int)route.Integer("sd_s"), route.Number("max_drift_c"),
        Floor.Bands.Find(route.Node("temp_band"), "temperature band"));

    private EnforcementRule ReadRule(DocumentMap rule)
    {
        var match = rule.Map("match");
        if (match.Entries.IsEmpty) throw new DocumentException(match, "the rule matches every breach: say which");
        Invariants.FindOptional(match, "invariant", "invariant");
        ReasonCodes.FindOptional(match, "reason_code", "reason code");
        return new EnforcementRule(
            rule.Text("id"), match.TextOrNull("invariant"), match.TextOrNull("severity"), match.TextOrNull("scope"), match.TextOrNull("reason_code"), [.. rule.Maps("escalation").Select(ReadEscalation)]);
    }

    private Escalation ReadEscalation(DocumentMap step)
    {
        var act = (EnforcementAct)EnforcementActs.Names.IndexOf(step.Text("act"));
        if (act == EnforcementAct.FreezeZone && !step.Has("zone")) throw new DocumentException(step, "freeze_zone needs a zone");
        if (act == EnforcementAct.ThrottleAgent && !step.Has("duration_s")) throw new DocumentException(step, "throttle_agent needs a duration_s");
        var zone = Floor.Zones.FindOptional(step, "zone", "zone");
        return new Escalation((int)step.Integer("from"), act, (int?)step.IntegerOrNull("duration_s"), zone < 0 ? null : zone);
    }

    private ReleaseProcedure ReadRelease(DocumentMap release)
    {
        var role = Access.Roles.FindOptional(release, "by", "role");
        if (role < 0 == !release.Has("after")) throw new DocumentException(release, "an act ends by a role or by itself: give by or after");
        var token = Access.TokenTypes.FindOptional(release, "token", "type of token");
        if (token >= 0 && role < 0) throw new DocumentException(release.Node("token"), "an act that ends by itself takes no token");
        if (token >= 0 && (Access.TokenInfo[token].Actions & (1UL << (int)LabAction.ReleaseEnforcement)) == 0) throw new DocumentException(release.Node("token"), $"the token is not for {LabAction.ReleaseEnforcement.Name()}");
        return new ReleaseProcedure(role < 0 ? null : role, token);
    }
}
