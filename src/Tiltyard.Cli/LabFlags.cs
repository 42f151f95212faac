using System.CommandLine;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Cli;

/// <summary>The flags that say which shift of the laboratory is played; several commands share them.</summary>
internal sealed class LabFlags
{
    public Option<string?> Task { get; } = TaskOption();

    public Option<string> Timing { get; } = Among("--timing", "Whether device time passes by itself; task leaves it to the task.", "task", "explicit", "simulated");

    public Option<int> Load { get; } = LoadOption();

    public Option<string> Roster { get; } = Among("--roster", "Who is on duty: a whole shift, or the documented seats alone.", "full", "documented");

    public Option<string> Signatures { get; } = Among("--strict-signatures", "Whether every change must be signed.", "task", "on", "off");

    public Option<string> Enforcement { get; } = Among("--enforcement", "Whether breaches bring throttles, freezes and switches.", "off", "on");

    public Option<string?> Partner { get; } = new("--partner") { Description = "A folder whose documents lie over the shipped policy." };

    /// <summary>A number of episodes with a default, or one that must be given.</summary>
    public static Option<int> Episodes(int? fallback, int most = 10_000_000)
    {
        var option = new Option<int>("--episodes") { Description = "Episodes; episode i has the seed of the first plus i.", Required = fallback is null };
        if (fallback is { } usual) option.DefaultValueFactory = _ => usual;
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < 1 || given > most)) result.AddError($"--episodes is from 1 to {most}");
        });
        return option;
    }

    /// <summary>A seed with a default, or one that must be given.</summary>
    public static Option<long> Seed(long? fallback)
    {
        var option = new Option<long>("--seed") { Description = "The seed of the first episode.", Required = fallback is null };
        if (fallback is { } usual) option.DefaultValueFactory = _ => usual;
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 0 or > 1L << 52) result.AddError("--seed is from 0 to 4503599627370496");
        });
        return option;
    }

    public static Option<string> Among(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { DefaultValueFactory = _ => values[0], Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>A run of the scripted shift. Flags that a command does not have are at their defaults.</summary>
    public BenchmarkRun Run(ParseResult parsed, int episodes, long seed) => new()
    {
        Parameters = Parameters(parsed),
        Episodes = episodes,
        Seed = seed,
        Partner = PartnerName(parsed),
        GitSha = GitState.Commit(Directory.GetCurrentDirectory()),
    };

    public Documents.DocumentMap Parameters(ParseResult parsed) => LabRuns.Parameters(
        parsed.GetValue(Task)!, parsed.GetValue(Timing)!, Has(parsed, Load) ? parsed.GetValue(Load) : 1, Has(parsed, Roster) ? parsed.GetValue(Roster)! : "full",
        Has(parsed, Signatures) ? parsed.GetValue(Signatures)! : "task", Enforces(parsed), parsed.GetValue(Partner));

    public bool Enforces(ParseResult parsed) => Has(parsed, Enforcement) && parsed.GetValue(Enforcement) is "on";

    public string? PartnerName(ParseResult parsed) => parsed.GetValue(Partner) is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) : null;

    private static bool Has(ParseResult parsed, Option option) => parsed.CommandResult.Command.Options.Contains(option);

    private static Option<string?> TaskOption()
    {
        var option = new Option<string?>("--task") { Description = "The task." };
        option.AcceptOnlyFromAmong([.. LabTasks.Names]);
        return option;
    }

    private static Option<int> LoadOption()
    {
        var option = new Option<int>("--load") { DefaultValueFactory = _ => 1, Description = "How many times the shift that the task adds." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100) result.AddError("--load is from 1 to 100");
        });
        return option;
    }
}
