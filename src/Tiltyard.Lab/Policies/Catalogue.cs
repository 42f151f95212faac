using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

/// <summary>What is measured in a specimen, by what, and what that uses up.</summary>
public sealed record Panel(string Container, string SpecimenType, int DeviceType, int Reagent, int ReagentQuantity, bool Separates, bool NeedsFill, ImmutableArray<int> Analytes)
{
    public int SeparationSeconds { get; init; }

    /// <summary>Seconds after separation by temperature band; no limit where a band is not in it.</summary>
    public FrozenDictionary<int, int> AfterSeparation { get; init; } = FrozenDictionary<int, int>.Empty;

    /// <summary>Most seconds between sites, and most drift of temperature on the way, degrees.</summary>
    public int TransportSeconds { get; init; } = int.MaxValue;

    public double TransportDrift { get; init; } = double.PositiveInfinity;

    /// <summary>The invariant that a stable specimen keeps, and the one that an expired one breaks.</summary>
    public string StableInvariant { get; init; } = "";

    public string ExpiredInvariant { get; init; } = "";
}

/// <summary>A quantity and what patients have of it.</summary>
public sealed record Analyte(string Units, double Mean, double Sd, double RunSd, int Decimals, bool IsSkewed)
{
    public CriticalRange? Critical { get; init; }
}

/// <summary>Strictly below low or above high is critical.</summary>
public sealed record CriticalRange(string Class, double? Low, double? High);

public enum RejectionCause
{
    IdMismatch,
    Leak,
    Hazard,
    FillInvalid,
    Clot,
    Hemolysis,
    InsufficientVolume,
    LabelIssue,
    WrongContainer,
    SpoiledOnTheWay,
}

/// <summary>What is done with a specimen in which the cause is found.</summary>
public sealed record RejectionRule(RejectionCause Cause, bool Rejects, string ReasonCode);

/// <summary>A reagent and what there is of it.</summary>
public sealed record Reagent(int Stock);

/// <summary>Panels, analytes, reagents and the rules for refusing specimens.</summary>
public sealed class Catalogue
{
    internal Catalogue(PolicyDocuments documents, NameTable deviceTypes, NameTable bands, NameTable invariants, NameTable reasons)
    {
        var document = documents["catalogue"];
        Panels = References.Keys(document, "panels");
        if (Panels.Count == 0) throw new DocumentException(document.Node("panels"), "a laboratory measures one panel at least");
        Analytes = References.Keys(document, "analytes");
        Reagents = References.Keys(documents["reagents"], "reagents");
        ReagentInfo = [.. documents["reagents"].Map("reagents").Entries.Select(entry => new Reagent((int)entry.Value.AsMap().Integer("stock")))];
        var stability = documents["stability"];
        foreach (var entry in stability.Map("panels").Entries.Where(entry => Panels.Find(entry.Key) < 0))
            throw new DocumentException(entry.KeyPlace, stability.Path.ToString(), UnknownName.Reason("panel", entry.Key, Panels.Names));
        PanelInfo = [.. document.Map("panels").Entries.Select(entry => ReadPanel(entry, stability, deviceTypes, bands, invariants))];
        AnalyteInfo = [.. document.Map("analytes").Entries.Select(entry => ReadAnalyte(entry, documents["critical"]))];
        foreach (var threshold in documents["critical"].Maps("thresholds")) Analytes.Find(threshold.Node("analyte"), "analyte");
        CriticalShare = document.Number("critical_share");
        Rejection = [.. document.Maps("rejection").Select(rule => ReadRejection(rule, reasons))];
        Templates = document.Map("templates").Entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.AsMap(), StringComparer.Ordinal);
    }

    public NameTable Panels { get; }

    public ImmutableArray<Panel> PanelInfo { get; }

    public NameTable Analytes { get; }

    public ImmutableArray<Analyte> AnalyteInfo { get; }

    /// <summary>The share of specimens in which one analyte is far out.</summary>
    public double CriticalShare { get; }

    public NameTable Reagents { get; }

    public ImmutableArray<Reagent> ReagentInfo { get; }

    public ImmutableArray<RejectionRule> Rejection { get; }

    /// <summary>Specimen records by name, for states that refer to them.</summary>
    public ImmutableDictionary<string, DocumentMap> Templates { get; }

    private Panel ReadPanel(DocumentEntry entry, DocumentMap stability, NameTable deviceTypes, NameTable bands, NameTable invariants)
    {
        var map = entry.Value.AsMap();
        var panel = new Panel(
            map.Text("container"), map.Text("specimen_type"), deviceTypes.Find(map.Node("device_type"), "device type"), Reagents.Find(map.Node("reagent"), "reagent"), (int)map.Integer("reagent_quantity"),
            map.Boolean("separates"), map.Boolean("needs_fill"), Analytes.FindAll(map, "analytes", "analyte"))
        {
            SeparationSeconds = 60 * (int)stability.Integer("default_separation_min"),
        };
        if (stability.Map("panels").Find(entry.Key) is not DocumentMap rules) return panel;
        var (stable, expired) = ($"{rules.Text("invariant")}-001", $"{rules.Text("invariant")}-002");
        foreach (var name in new[] { stable, expired }.Where(name => invariants.Find(name) < 0)) throw new DocumentException(rules.Node("invariant"), UnknownName.Reason("invariant", name, invariants.Names));
        return panel with
        {
            SeparationSeconds = 60 * (int)(rules.IntegerOrNull("separation_min") ?? stability.Integer("default_separation_min")),
            AfterSeparation = rules.Map("after_separation_min").Entries.ToFrozenDictionary(
                band => bands.Find(band.Key) is var place and >= 0 ? place : throw new DocumentException(band.KeyPlace, rules.Path.ToString(), UnknownName.Reason("temperature band", band.Key, bands.Names)),
                band => 60 * (int)band.Value.AsInteger()),
            TransportSeconds = rules.IntegerOrNull("transport_min") is { } minutes ? 60 * (int)minutes : int.MaxValue,
            TransportDrift = rules.NumberOrNull("transport_drift_c") ?? double.PositiveInfinity,
            StableInvariant = stable,
            ExpiredInvariant = expired,
        };
    }

    private static Analyte ReadAnalyte(DocumentEntry entry, DocumentMap critical)
    {
        var map = entry.Value.AsMap();
        var analyte = new Analyte(map.Text("units"), map.Number("mean"), map.Number("sd"), map.Number("run_sd"), (int)map.Integer("decimals"), map.Boolean("skewed"));
        if (analyte is { IsSkewed: true, Mean: < 1e-6 }) throw new DocumentException(map.Node("mean"), $"{entry.Key} is skewed, so that its mean is 0.000001 at least");
        foreach (var threshold in critical.Maps("thresholds").Where(threshold => threshold.Text("analyte").Equals(entry.Key, StringComparison.Ordinal)))
        {
            if (!threshold.Text("units").Equals(analyte.Units, StringComparison.Ordinal)) throw new DocumentException(threshold.Node("units"), $"{entry.Key} is measured in {analyte.Units}");
            if (threshold.NumberOrNull("low") is null && threshold.NumberOrNull("high") is null) throw new DocumentException(threshold, "a threshold needs low or high");
            if (analyte.Critical is not null) throw new DocumentException(threshold, $"{entry.Key} has a threshold already");
            analyte = analyte with { Critical = new CriticalRange(threshold.Text("class"), threshold.NumberOrNull("low"), threshold.NumberOrNull("high")) };
        }

        return analyte;
    }

    private static RejectionRule ReadRejection(DocumentMap rule, NameTable reasons)
    {
        reasons.Find(rule.Node("reason_code"), "reason code");
        var cause = Enum.Parse<RejectionCause>(rule.Text("when").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        return new RejectionRule(cause, rule.Text("outcome").Equals("reject", StringComparison.Ordinal), rule.Text("reason_code"));
    }
}
