using System.CommandLine;

namespace Tiltyard.Cli;

/// <summary>The flags that say how far a run may reach outside, and how hard.</summary>
internal sealed class ChatOptions
{
    public Option<bool> AllowNetwork { get; } = new("--allow-network") { Description = "Lets chat models be asked over the network." };

    public Option<string?> Prices { get; } = new("--prices") { Description = "A file of model prices that goes before the one that ships." };

    public Option<string?> MaxConcurrency { get; } = new("--max-concurrency") { Description = "Most calls open at once with one provider; 16 by default." };

    public Option<string?> Cache { get; } = new("--cache") { Description = "Takes earlier answers to the same request from this folder, and keeps new ones there." };

    public Option<string?> Record { get; } = new("--record") { Description = "Keeps the answers from outside on a tape in this folder." };

    public Option<string?> Replay { get; } = new("--replay") { Description = "Answers from the tape in this folder and asks nobody." };

    public Option<string?> ReplayMode { get; } = new("--replay-mode") { Description = "strict: a missing answer ends the episode; lenient: it is asked for." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { AllowNetwork, MaxConcurrency, Prices, Record, Replay, ReplayMode, Cache }) command.Options.Add(option);
    }

    public int Concurrency(ParseResult parsed) => parsed.GetValue(MaxConcurrency) is { } text ? (int)Flags.Whole("--max-concurrency", text, 1, 10_000).AsInteger() : 16;

    /// <summary>Whether every answer comes from a tape.</summary>
    public bool AsksNobody(ParseResult parsed) => parsed.GetValue(Replay) is not null && Mode(parsed) == ReplayChoice.Strict;

    public ReplayChoice Mode(ParseResult parsed) =>
        parsed.GetValue(ReplayMode) is { } mode ? Flags.OneOf<ReplayChoice>("--replay-mode", mode) : ReplayChoice.Strict;
}

/// <summary>What a replay does where the tape holds no answer.</summary>
internal enum ReplayChoice
{
    Strict,
    Lenient,
}
