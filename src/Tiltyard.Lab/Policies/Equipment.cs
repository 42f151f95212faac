using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

public enum DeviceWork
{
    Centrifuge,
    Aliquot,
    Analyze,
}

/// <summary>When the controls of a type are due and how likely a healthy device passes them.</summary>
public sealed record QcSchedule(long? EveryRuns, long? EverySeconds, long? EveryTests, double PassProbability, double DriftPerTest)
{
    public int ControlSeconds { get; init; } = 30;

    public int CalibrationSeconds { get; init; } = 120;
}

/// <summary>What devices of a type do and how long it takes. Times are seconds.</summary>
public sealed record DeviceType
{
    public required DeviceWork Work { get; init; }

    public required int Capacity { get; init; }

    public double Setup { get; init; }

    public double? Run { get; init; }

    public double Teardown { get; init; }

    public double? PerTest { get; init; }

    public required FrozenDictionary<int, double> PanelRun { get; init; }

    public QcSchedule? Qc { get; init; }

    /// <summary>Documented: by panel, else the run, else 14 tests, else 30 s.</summary>
    public double RunSeconds(int panel) => PanelRun.TryGetValue(panel, out var seconds) ? seconds : Run ?? (PerTest is { } test ? test * 14 : 30);
}

/// <summary>A device where it stands.</summary>
/// <param name="Cartridge">Runs that the reagent on board lasts for, and seconds to put in another; null where the device never stops for it.</param>
public sealed record Device(int Type, int Zone, double? MtbfHours, long MttrSeconds, ImmutableArray<int> Alternates, ImmutableArray<(int From, int To)> Maintenance, (int Runs, int ReloadSeconds)? Cartridge);

/// <summary>The devices of the laboratory.</summary>
public sealed class Equipment
{
    internal Equipment(DocumentMap document, NameTable zones, NameTable panels)
    {
        Types = References.Keys(document, "device_types");
        Devices = References.Ids(document, "devices");
        TypeInfo = [.. document.Map("device_types").Entries.Select(entry => ReadType(entry.Value.AsMap(), panels))];
        DeviceInfo = [.. document.Maps("devices").Select(device => ReadDevice(device, zones))];
    }

    public NameTable Types { get; }

    public ImmutableArray<DeviceType> TypeInfo { get; }

    public NameTable Devices { get; }

    public ImmutableArray<Device> DeviceInfo { get; }

    private static DeviceType ReadType(DocumentMap type, NameTable panels) => new()
    {
        Work = type.Text("work") switch { "centrifuge" => DeviceWork.Centrifuge, "aliquot" => DeviceWork.Aliquot, _ => DeviceWork.Analyze },
        Capacity = (int)type.Integer("capacity"),
        Setup = type.Number("setup_s"),
        Run = type.NumberOrNull("run_s"),
        Teardown = type.Number("teardown_s"),
        PerTest = type.NumberOrNull("per_test_s"),
        PanelRun = type.Map("panel_s").Entries.ToFrozenDictionary(
            entry => panels.Find(entry.Key) is var panel and >= 0 ? panel : throw new DocumentException(entry.KeyPlace, type.Path.ToString(), UnknownName.Reason("panel", entry.Key, panels.Names)),
            entry => entry.Value.AsNumber()),
        Qc = type.MapOrNull("qc") is { } qc
            ? new QcSchedule(qc.IntegerOrNull("every_runs"), qc.IntegerOrNull("every_s"), qc.IntegerOrNull("every_tests"), qc.Number("pass_probability"), qc.Number("drift_per_test"))
            {
                ControlSeconds = (int)qc.Integer("control_s"),
                CalibrationSeconds = (int)qc.Integer("calibration_s"),
            }
            : null,
    };

    private Device ReadDevice(DocumentMap device, NameTable zones)
    {
        foreach (var window in device.Maps("maintenance").Where(window => window.Integer("from_s") >= window.Integer("to_s")))
            throw new DocumentException(window, "the window ends before it begins");
        return new Device(
            Types.Find(device.Node("type"), "device type"), zones.Find(device.Node("zone"), "zone"), device.NumberOrNull("mtbf_h"), device.Integer("mttr_s", 0),
            Devices.FindAll(device, "alternates", "device"), [.. device.Maps("maintenance").Select(window => ((int)window.Integer("from_s"), (int)window.Integer("to_s")))],
            device.MapOrNull("cartridge") is { } cartridge ? ((int)cartridge.Integer("runs"), (int)cartridge.Integer("reload_s")) : null);
    }
}
