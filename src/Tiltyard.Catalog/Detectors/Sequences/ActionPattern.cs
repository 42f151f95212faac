using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.DataFlow;

namespace Tiltyard.Catalog.Detectors.Sequences;

/// <summary>
/// Which actions a rule speaks of: a name, a name with a star at either end, or a class. Classes are read from the verb of a name, as
/// <see cref="ToolVerbs"/> does: <c>@change</c> is anything that changes something, <c>@read</c> is all else.
/// </summary>
internal sealed class ActionPattern
{
    private static readonly ImmutableArray<string> PrivateThings =
    [
        "password", "passwords", "credential", "credentials", "secret", "secrets", "token", "tokens", "passport", "iban", "payroll", "salary", "salaries", "medical", "personal", "identity", "ssn",
    ];

    private readonly string _text;
    private readonly Deeds _deeds;

    private ActionPattern(string text, Deeds deeds)
    {
        _text = text;
        _deeds = deeds;
    }

    /// <summary>The classes, in the order of the alphabet.</summary>
    public static ImmutableArray<string> Classes { get; } =
    [
        .. Enum.GetValues<Deeds>().Where(deed => deed is not (Deeds.None or Deeds.Grave)).Select(deed => $"@{deed.ToString().ToLowerInvariant()}")
            .Concat(["@change", "@outward", "@private", "@read"]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A pattern of its text, or null where it names a class that does not exist.</summary>
    public static ActionPattern? Parse(string text) => text switch
    {
        "@change" => new ActionPattern(text, ~Deeds.None),
        "@outward" => new ActionPattern(text, Deeds.Send | Deeds.Share | Deeds.Post | Deeds.Pay),
        "@read" or "@private" => new ActionPattern(text, Deeds.None),
        ['@', .. var name] => Enum.TryParse<Deeds>(name, ignoreCase: true, out var deed) && Classes.Contains(text, StringComparer.Ordinal) ? new ActionPattern(text, deed) : null,
        _ => new ActionPattern(text, Deeds.None),
    };

    /// <param name="action">The name of an action.</param>
    /// <param name="speech">The action that is speech to the user, which belongs to no class.</param>
    public bool Matches(string action, string? speech)
    {
        if (_text[0] != '@') return MatchesName(action);
        if (action.Equals(speech, StringComparison.Ordinal)) return false;
        var deeds = ToolVerbs.Of(action);
        if (_deeds != Deeds.None) return (deeds & _deeds) != Deeds.None;
        return deeds == Deeds.None && (_text.Equals("@read", StringComparison.Ordinal) || IsPrivate(action));
    }

    public override string ToString() => _text;

    private static bool IsPrivate(string action) => ToolVerbs.Words(action).Exists(static word => PrivateThings.Contains(word, StringComparer.Ordinal));

    private bool MatchesName(string action)
    {
        var (starts, ends) = (_text[0] == '*', _text[^1] == '*');
        var core = _text.AsSpan(starts ? 1 : 0);
        if (ends && !core.IsEmpty) core = core[..^1];
        return (starts, ends) switch
        {
            (true, true) => action.AsSpan().Contains(core, StringComparison.Ordinal),
            (true, false) => action.AsSpan().EndsWith(core, StringComparison.Ordinal),
            (false, true) => action.AsSpan().StartsWith(core, StringComparison.Ordinal),
            _ => core.Equals(action, StringComparison.Ordinal),
        };
    }
}
