namespace Tiltyard.Cli;

/// <summary>The documented exit codes of every command.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Fail = 1;
    public const int BadInput = 2;
    public const int BudgetStop = 3;

    /// <summary>Nothing could be concluded; also when every episode errored.</summary>
    public const int Inconclusive = 4;

    /// <summary>The runner itself could not work.</summary>
    public const int RunnerFailed = 5;

    /// <summary>A warning under the documented policy.</summary>
    public const int Warn = 78;
}
