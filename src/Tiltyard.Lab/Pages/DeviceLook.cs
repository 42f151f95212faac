using System.Collections.Immutable;

namespace Tiltyard.Lab.Pages;

/// <summary>How a device's moment is shown: a word, a sign and a class of the style sheet, so that colour is never alone. Page and script share the table by number.</summary>
internal readonly record struct DeviceLook(string Word, string Sign, string Css)
{
    /// <summary>By condition, and then the same with a failed control.</summary>
    public static ImmutableArray<DeviceLook> All { get; } =
    [
        new("idle", "○", "idle"), new("running", "▶", "run"), new("FAULT", "✕", "fault"), new("in service", "◆", "serv"),
        new("QC FAILED", "!", "qc"), new("running, QC FAILED", "!", "qc"), new("FAULT, QC FAILED", "✕", "fault"), new("in service, QC FAILED", "◆", "serv"),
    ];

    public static int Number(DeviceMoment moment) => (int)moment.Condition + (moment.HasFailedControl ? 4 : 0);

    public static DeviceLook Of(DeviceMoment moment) => All[Number(moment)];

    /// <summary>The word, and what lies in the device.</summary>
    public string With(string load) => load.Length == 0 ? Word : $"{Word}, {load}";
}
