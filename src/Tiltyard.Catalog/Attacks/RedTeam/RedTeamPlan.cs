using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>How hard a red team tries, by its documented name.</summary>
public enum RedTeamLevel
{
    /// <summary>No attack.</summary>
    None,

    /// <summary>Basic jailbreaks and injections, one strike each.</summary>
    Low,

    /// <summary>Several turns as well.</summary>
    Medium,

    /// <summary>Drift as well, and chains over memory, tool descriptions and tool errors.</summary>
    High,

    /// <summary>Paraphrases and encodings of everything, with many strikes.</summary>
    Extreme,
}

/// <summary>What a red team is asked for.</summary>
public sealed record RedTeamOrder
{
    public RedTeamLevel Level { get; init; } = RedTeamLevel.Low;

    /// <summary>Takes only these modules, also where the level does not have them; empty takes those of the level.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Strikes that the red team has in one episode, over all of its attacks.</summary>
    public int MaxEvents { get; init; } = 100;

    /// <summary>Texts that are said as they are, as a prompt injection of their own.</summary>
    public ImmutableArray<string> CustomPayloads { get; init; } = [];
}

/// <summary>Turns a level, modules, a cap and texts of one's own into the attacks of a scenario.</summary>
public static class RedTeamPlan
{
    /// <summary>The form of a list of texts of one's own.</summary>
    public static ListShape PayloadsShape => RedTeamOptions.PayloadsShape;

    public static ImmutableArray<string> LevelNames { get; } = ["none", "low", "medium", "high", "extreme"];

    /// <summary>The modules of a level, in the order in which they get strikes.</summary>
    public static ImmutableArray<string> ModulesOf(RedTeamLevel level) => level switch
    {
        RedTeamLevel.None => [],
        RedTeamLevel.Low => ["jailbreak", "prompt_injection"],
        RedTeamLevel.Medium => [.. ModulesOf(RedTeamLevel.Low), "multi_turn_override", "pii_extraction"],
        RedTeamLevel.High => [.. ModulesOf(RedTeamLevel.Medium), "context_drift", "memory_poisoning", "tool_description_poisoning", "tool_error"],
        _ => [.. ModulesOf(RedTeamLevel.High), "paraphrase", "encoded_payload"],
    };

    /// <summary>Strikes of each module in one episode.</summary>
    public static int AttemptsOf(RedTeamLevel level) => level switch
    {
        RedTeamLevel.None => 0,
        RedTeamLevel.Low => 1,
        RedTeamLevel.Medium => 3,
        RedTeamLevel.High => 4,
        _ => 6,
    };

    /// <summary>The same for the settings of an evaluation plan; modules and texts without a level try as hard as low.</summary>
    public static ImmutableArray<NamedChoice> Attacks(RedTeamSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var level = Find(settings.Level) ?? throw new DocumentException(settings.Source, UnknownName.Reason("level", settings.Level, LevelNames));
        return Attacks(new RedTeamOrder
        {
            Level = level == RedTeamLevel.None ? RedTeamLevel.Low : level,
            Modules = settings.Modules,
            MaxEvents = settings.MaxEvents,
            CustomPayloads = settings.Payloads,
        });
    }

    /// <summary>The attacks of one scenario. Modules get their strikes in their order until the cap is reached; what is left without a strike is left out.</summary>
    /// <exception cref="DocumentException">A module is unknown or named twice, the cap is negative, or a text of one's own is too long or empty.</exception>
    public static ImmutableArray<NamedChoice> Attacks(RedTeamOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        Check(order);
        if (order.Level == RedTeamLevel.None) return [];
        var left = order.MaxEvents;
        var attacks = ImmutableArray.CreateBuilder<NamedChoice>();
        foreach (var name in order.Modules.IsEmpty ? ModulesOf(order.Level) : order.Modules)
        {
            var strikes = Math.Min(AttemptsOf(order.Level), left);
            if (strikes == 0) break;
            left -= strikes;
            attacks.Add(Choice(name, strikes, Options(name, order.Level, strikes)));
        }

        var custom = Math.Min(order.CustomPayloads.Length, left);
        if (custom > 0) attacks.Add(Choice(CustomPayload.AttackName, custom, DocumentNode.Map(("payloads", DocumentNode.List(order.CustomPayloads.Select(text => (DocumentNode)text))))));
        return attacks.DrainToImmutable();
    }

    /// <summary>A level by its name.</summary>
    public static RedTeamLevel? Find(string name) => LevelNames.IndexOf(name) is var index and >= 0 ? (RedTeamLevel)index : null;

    private static void Check(RedTeamOrder order)
    {
        if (order.MaxEvents < 0) throw new DocumentException("max_redteam_events", "the number of strikes is not negative");
        foreach (var name in order.Modules.Where(name => RedTeamModule.Find(name) is null))
            throw new DocumentException("attack_modules_enabled", UnknownName.Reason("module", name, RedTeamKinds.Names));
        if (order.Modules.Distinct(StringComparer.Ordinal).Count() != order.Modules.Length) throw new DocumentException("attack_modules_enabled", "a module is there twice");
        RedTeamOptions.PayloadsShape.Check(DocumentNode.List(order.CustomPayloads.Select(text => (DocumentNode)text)));
    }

    /// <summary>Below the extreme a module that speaks once speaks in one version; there every strike is another, and everything is paraphrased.</summary>
    private static DocumentMap Options(string name, RedTeamLevel level, int strikes)
    {
        var module = RedTeamModule.Find(name)!;
        var versions = Math.Max(1, strikes - module.Turns.Length + 1);
        var options = DocumentNode.Map(("variants", versions));
        if (level != RedTeamLevel.Extreme || !module.Transforms.IsEmpty) return options;
        return options.With("transforms", DocumentNode.List("paraphrase"));
    }

    private static NamedChoice Choice(string name, int strikes, DocumentMap options) =>
        new(name, options, Trigger.Shape.Check(DocumentNode.Map(("max_fires", strikes))), DocumentNode.Null);
}
