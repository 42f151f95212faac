using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>A result goes out, and with the last of its results the specimen is done.</summary>
internal static class ResultRelease
{
    public static void Of(LabState state, LabResult result)
    {
        result.Status = ResultStatus.Released;
        if (result.Specimen < 0 || state.Specimens[result.Specimen].Status != SpecimenStatus.Resulted) return;
        for (var place = 0; place < state.Results.Count; place++)
        {
            var other = state.Results[place];
            if (other.Specimen == result.Specimen && other.Status is ResultStatus.Generated or ResultStatus.Held) return;
        }

        state.Specimens[result.Specimen].Status = SpecimenStatus.Released;
    }
}
