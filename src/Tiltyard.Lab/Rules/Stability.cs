using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>How long a specimen keeps: until it is separated, and after that in the band it is kept in.</summary>
internal static class Stability
{
    private const int DefaultSeparationSeconds = 7200;

    public static bool IsExpired(StepContext at, Specimen specimen) => IsExpired(at.Policy, specimen, at.Now);

    public static bool IsExpired(Policies.LabPolicy policy, Specimen specimen, int now)
    {
        var panel = specimen.Panel >= 0 ? policy.Catalogue.PanelInfo[specimen.Panel] : null;
        var separated = specimen.Separated >= 0 ? specimen.Separated : now;
        if (separated - specimen.Collected > (panel?.SeparationSeconds ?? DefaultSeparationSeconds)) return true;
        return specimen.Separated >= 0 && panel is not null && panel.AfterSeparation.TryGetValue(specimen.Band, out var seconds) && now - specimen.Separated > seconds;
    }
}
