using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Gates.Policies;

/// <summary>What a policy decides where no rule does. A file may write strict for deny.</summary>
public enum PolicyMode
{
    Allow,
    Warn,
    Deny,
}

/// <summary>The words for a <see cref="PolicyMode"/>.</summary>
public static class PolicyModes
{
    internal static TextShape Form { get; } = Shape.Text("allow", "warn", "deny", "strict");

    /// <summary>Reads the word of a flag or an environment variable.</summary>
    /// <exception cref="DocumentException">It is another word; the message names <paramref name="place"/>.</exception>
    public static PolicyMode Parse(string place, string word) => Read(Form.Check(DocumentScalar.FromFlag(place, word)));

    internal static PolicyMode Read(DocumentNode node) => node.AsText() switch
    {
        "allow" => PolicyMode.Allow,
        "warn" => PolicyMode.Warn,
        _ => PolicyMode.Deny,
    };
}
