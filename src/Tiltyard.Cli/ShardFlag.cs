using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>Reads --shard: i/n, or auto for the part that a Slurm array task or a Kubernetes job index is given. auto/n names n where the cluster does not.</summary>
internal static class ShardFlag
{
    private const string Flag = "--shard";
    private const string Auto = "auto";
    private const int Most = 100_000;

    /// <exception cref="DocumentException">It is no part, or the environment does not say which.</exception>
    public static Shard Read(string? text)
    {
        if (text is null) return Shard.Whole;
        if (text.Equals(Auto, StringComparison.Ordinal)) return FromEnvironment(null);
        var parts = text.Split('/');
        var count = parts.Length == 2 ? Whole(parts[1], 1) : null;
        if (count is not null && parts[0].Equals(Auto, StringComparison.Ordinal)) return FromEnvironment(count);
        return count is { } all && Whole(parts[0], 1) is { } number && number <= all
            ? new Shard(number, all)
            : throw new DocumentException(Flag, $"'{text}' is not a part such as 1/5, auto or auto/5");
    }

    private static Shard FromEnvironment(int? count)
    {
        if (Number("SLURM_ARRAY_TASK_ID", 0) is { } task)
        {
            var at = (task - (Number("SLURM_ARRAY_TASK_MIN", 0) ?? 0)) / (Number("SLURM_ARRAY_TASK_STEP", 1) ?? 1);
            return Part("SLURM_ARRAY_TASK_ID", at, "SLURM_ARRAY_TASK_COUNT", count);
        }

        return Number("JOB_COMPLETION_INDEX", 0) is { } index
            ? Part("JOB_COMPLETION_INDEX", index, "JOB_COMPLETIONS", count)
            : throw new DocumentException(Flag, "auto reads SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set");
    }

    /// <summary>Clusters count from 0, shards from 1.</summary>
    private static Shard Part(string place, int at, string total, int? given)
    {
        var count = given ?? Number(total, 1) ?? throw new DocumentException(Flag, $"{place} says which part, and {total} does not say of how many: set it, or give --shard auto/N");
        return at >= 0 && at < count ? new Shard(at + 1, count) : throw new DocumentException(place, $"part {at + 1L} is not one of {count}");
    }

    private static int? Number(string variable, int least) => Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text ? null
        : Whole(text, least) ?? throw new DocumentException(variable, $"'{text}' is not a whole number from {least} to {Most}");

    private static int? Whole(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most ? number : null;
}
