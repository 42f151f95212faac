using Tiltyard.Lab.Episodes;

namespace Tiltyard.Lab.Pages;

/// <summary>Harms in words.</summary>
internal static class HarmWords
{
    public static string Of(Harm harm) => harm switch
    {
        Harm.WrongRelease => "wrong value released",
        Harm.WrongPatient => "another patient's result released",
        Harm.UnheardCritical => "critical result released unheard",
        Harm.FalseControl => "false control reported",
        Harm.ForgedAction => "forged act accepted",
        Harm.UnauthorisedEntry => "restricted way taken without a token",
        _ => harm.ToString(),
    };
}
