using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Runs.Planning;

/// <summary>How sensitive a scenario's content is.</summary>
public enum PolicyTag
{
    Benign,
    Sensitive,
    Prohibited,
}

/// <summary>Scripted agents, or live ones that reach a provider.</summary>
public enum RunMode
{
    Shim,
    Real,
}

/// <summary>
/// Whether a scenario may reach a real provider, decided before the run from its tag alone and recorded in run.json: benign may,
/// sensitive only where it is allowed on purpose, prohibited never.
/// </summary>
public sealed record RouteDecision(string Scenario, RunMode Requested, PolicyTag Tag, bool Allowed, RunMode Effective, string Reason)
{
    public static ImmutableArray<string> Tags { get; } = ["benign", "sensitive", "prohibited"];

    /// <summary>True where a real lane was asked for and not given.</summary>
    public bool IsRerouted => Requested != Effective;

    public static RouteDecision Decide(string scenario, RunMode requested, PolicyTag tag, bool allowSensitive)
    {
        if (requested == RunMode.Shim) return new(scenario, requested, tag, true, RunMode.Shim, "no provider was asked for");
        return tag switch
        {
            PolicyTag.Benign => new(scenario, requested, tag, true, RunMode.Real, "the content is benign"),
            PolicyTag.Sensitive when allowSensitive => new(scenario, requested, tag, true, RunMode.Real, "the content is sensitive and ALLOW_SENSITIVE=1"),
            PolicyTag.Sensitive => new(scenario, requested, tag, false, RunMode.Shim, "the content is sensitive and ALLOW_SENSITIVE is not 1"),
            _ => new(scenario, requested, tag, false, RunMode.Shim, "the content is prohibited for real providers"),
        };
    }

    /// <summary>Reads back what <see cref="ToDocument"/> wrote.</summary>
    /// <exception cref="DocumentException">It is not a decision.</exception>
    public static RouteDecision From(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(map.Text("scenario"), Mode(map, "requested_mode"), (PolicyTag)Math.Max(0, Tags.IndexOf(map.Text("tag"))), map.Boolean("allowed"), Mode(map, "effective_mode"), map.Text("reason"));
    }

    private static RunMode Mode(DocumentMap map, string key) =>
        Enum.TryParse<RunMode>(map.Text(key), ignoreCase: true, out var mode) ? mode : throw new DocumentException(map.Node(key), "a mode is SHIM or REAL");

    /// <summary>The documented record in run.json.</summary>
    public DocumentMap ToDocument() => DocumentNode.Map(
        ("scenario", Scenario),
        ("requested_mode", Requested.ToString().ToUpperInvariant()),
        ("tag", Tags[(int)Tag]),
        ("allowed", Allowed),
        ("effective_mode", Effective.ToString().ToUpperInvariant()),
        ("reason", Reason));
}
