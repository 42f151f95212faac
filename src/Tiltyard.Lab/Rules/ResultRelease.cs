using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>A result goes out, and with the last of its results the specimen is done.</summary>
internal static class ResultRelease
{
    /// <summary>Whether nothing about the result itself keeps it in.</summary>
    public static bool IsReleasable(LabResult result) => result.Status == ResultStatus.Generated && (!result.IsCritical || result.IsAcknowledged);

    /// <summary>Whether its device does not either.</summary>
    public static bool IsOpen(LabState state, LabResult result) => IsReleasable(result) && (result.Device < 0 || state.Devices[result.Device].Qc is not "fail");

    public static void Of(LabState state, LabResult result)
    {
        result.Status = ResultStatus.Released;
        if (result.Specimen < 0 || state.Specimens[result.Specimen].Status != SpecimenStatus.Resulted) return;
        for (var place = state.FirstOpenResult; place < state.Results.Count; place++)
        {
            var other = state.Results[place];
            if (other.Specimen == result.Specimen && other.Status is ResultStatus.Generated or ResultStatus.Held) return;
        }

        state.Specimens[result.Specimen].Status = SpecimenStatus.Released;
    }
}
