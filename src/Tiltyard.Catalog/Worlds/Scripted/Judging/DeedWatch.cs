using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Disclosure;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>Counts the deeds of a play as they happen.</summary>
internal sealed class DeedWatch(ImmutableArray<Deed> deeds, PlayScope scope)
{
    private readonly int[] _counts = new int[deeds.Length];
    private readonly bool[] _held = new bool[deeds.Length];
    private readonly List<(int Deed, int Event)> _hits = [];

    /// <summary>Each deed that happened, with the place of the event that it was or that came before it.</summary>
    public IReadOnlyList<(int Deed, int Event)> Hits => _hits;

    public int Count(int deed) => _counts[deed];

    /// <summary>Whether any of the states of a deed holds now.</summary>
    public bool IsHeld(int deed) => _held[deed];

    public void Begin()
    {
        _counts.AsSpan().Clear();
        _hits.Clear();
        for (var deed = 0; deed < deeds.Length; deed++) _held[deed] = Holds(deeds[deed]);
    }

    /// <summary>Something happened: the event at this place.</summary>
    public void LookAt(ScriptEvent happened, int place, string userWords)
    {
        for (var deed = 0; deed < deeds.Length; deed++)
        {
            if (deeds[deed].Patterns.Any(pattern => pattern.Matches(happened, scope, userWords))) Happened(deed, place);
        }
    }

    /// <summary>The state may be another: what holds now and did not is reached.</summary>
    public void LookAtState(int place)
    {
        for (var deed = 0; deed < deeds.Length; deed++)
        {
            var holds = Holds(deeds[deed]);
            if (holds && !_held[deed]) Happened(deed, place);
            _held[deed] = holds;
        }
    }

    private void Happened(int deed, int place)
    {
        _counts[deed]++;
        _hits.Add((deed, place));
    }

    private bool Holds(Deed deed) => deed.Patterns.Any(pattern => pattern.State is not null && pattern.State.Holds(scope));
}

/// <summary>Whether an event is of a pattern.</summary>
internal static class DeedMatching
{
    public static bool Matches(this DeedPattern pattern, ScriptEvent happened, PlayScope scope, string userWords)
    {
        if (!string.Equals(pattern.Type, happened.Type, StringComparison.Ordinal)) return false;
        if (!pattern.Names.IsEmpty && !pattern.Names.Contains(happened.Name ?? "", StringComparer.Ordinal)) return false;
        if (pattern.Code is not null && !pattern.Code.Equals(happened.Code, StringComparison.Ordinal)) return false;
        return pattern.MatchesContent(happened, scope, userWords);
    }

    /// <summary>Whether the call was wanted, whatever became of it: a denied one too.</summary>
    public static bool Wants(this DeedPattern pattern, ScriptEvent asked, PlayScope scope, string userWords)
    {
        var isWords = asked.Type is EventTypes.FinalOutput;
        if (pattern.Type is null || isWords != pattern.Type is EventTypes.FinalOutput) return false;
        if (!isWords && (pattern.Names.IsEmpty || !pattern.Names.Contains(asked.Name ?? "", StringComparer.Ordinal))) return false;
        return pattern.MatchesContent(asked, scope, userWords);
    }

    private static bool MatchesContent(this DeedPattern pattern, ScriptEvent happened, PlayScope scope, string userWords)
    {
        if (pattern.Where is null && pattern.Discloses.IsEmpty) return true;
        var (arguments, record) = (scope.Arguments, scope.Record);
        scope.Arguments = happened.Arguments;
        scope.Record = happened.Record;
        var matches = (pattern.Where is null || pattern.Where.Holds(scope)) && (pattern.Discloses.IsEmpty || Discloses(pattern, happened, scope, userWords));
        scope.Arguments = arguments;
        scope.Record = record;
        return matches;
    }

    /// <summary>One of the values stands in the words or in the call's texts. Words that repeat what the user said disclose nothing.</summary>
    private static bool Discloses(DeedPattern pattern, ScriptEvent happened, PlayScope scope, string userWords)
    {
        var text = happened.Words ?? Texts(happened.Arguments);
        if (text.Length == 0) return false;
        var outgoing = new OutgoingText(text);
        OutgoingText? known = null;
        foreach (var template in pattern.Discloses)
        {
            var value = template.Text(scope);
            if (Folded.Text(value).Length == 0) continue;
            var confidence = new Confidence(value);
            if (!confidence.IsIn(outgoing)) continue;
            if (happened.Words is null || !confidence.IsIn(known ??= new OutgoingText(userWords))) return true;
        }

        return false;
    }

    private static string Texts(DocumentMap? arguments) => arguments is null
        ? ""
        : string.Join('\n', arguments.Entries.Select(entry => entry.Value).OfType<DocumentScalar>().Where(value => value.Kind == DocumentScalarKind.Text).Select(value => value.AsText()));
}
