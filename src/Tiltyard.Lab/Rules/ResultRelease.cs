using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>A result goes out, and with the last of its results the specimen is done.</summary>
internal static class ResultRelease
{
    /// <summary>Whether nothing about the result itself keeps it in.</summary>
    public static bool IsReleasable(LabResult result) => result.Status == ResultStatus.Generated && (!result.IsCritical || result.IsAcknowledged);

    /// <summary>Whether its device does not either.</summary>
    public static bool IsOpen(LabState state, LabResult result) => IsReleasable(result) && (result.Device < 0 || state.Devices[result.Device].Qc is not "fail");

    public static void Of(LabState state, int place)
    {
        state.Move(place, ResultStatus.Released);
        if (state.Results[place].Specimen is not (var specimen and >= 0) || state.Specimens[specimen].Status != SpecimenStatus.Resulted) return;
        if (state.Specimens[specimen].OpenResults == 0) state.Specimens[specimen].Status = SpecimenStatus.Released;
    }
}
