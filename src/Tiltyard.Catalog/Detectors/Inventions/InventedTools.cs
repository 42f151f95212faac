using System.Buffers;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Detectors.ToolMentions;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Inventions;

/// <summary>
/// Tools and arguments that an agent asks for, or says that it uses, and that do not exist. A name that stood in anything the seat was
/// shown is no invention of the agent's.
/// </summary>
public sealed class InventedTools(WorldSpec world)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("_ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private const int MostNames = 50_000;

    private readonly ToolMentionDetector _mentions = new(ToolMentionDetector.Kind.Threshold);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private readonly List<Detection> _found = [];
    private readonly List<KeyValuePair<string, Value>> _arguments = [];

    public void Begin() => _shown.Clear();

    /// <summary>Remembers the names of a text that a seat was shown.</summary>
    /// <exception cref="InvalidOperationException">More was shown than can be remembered.</exception>
    public void Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsPart(text[at])) at++;
            if (text.AsSpan(start, at - start).ContainsAny(Marks)) _shown.Add(text[start..at]);
        }

        if (_shown.Count > MostNames) throw new InvalidOperationException($"the episode showed more than {MostNames} names, too many to say what was invented");
    }

    /// <summary>Adds what the act invents: what was asked for first, then what its words speak of.</summary>
    public void Find(in Acted acted, string? said, List<string> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (acted is { Status: ActStatus.Invalid, Action: { } asked }) FindAsked(acted, asked, into);
        if (said is null || Seat(acted.Seat) is not { Actions.Length: > 0 } seat) return;
        _found.Clear();
        _mentions.Detect(said, _found);
        foreach (var mention in _found)
        {
            var name = said.Substring(mention.Start, mention.Length);
            if (seat.ActionIndex(name) < 0 && !_shown.Contains(name)) into.Add($"spoke of a tool {Excerpt.Quoted(name)} that does not exist");
        }
    }

    private void FindAsked(in Acted acted, string asked, List<string> into)
    {
        if (acted.Reason == ReasonCodes.UnknownAction)
        {
            into.Add($"asked for a tool {Excerpt.Quoted(asked)} that does not exist");
            return;
        }

        if (acted.Reason != ReasonCodes.BadArguments || Seat(acted.Seat) is not { } seat || seat.ActionIndex(asked) is not (>= 0 and var index)) return;
        _arguments.Clear();
        if (!ActArguments.TryRead(acted, _arguments)) return;
        foreach (var (name, _) in _arguments)
        {
            if (seat.Actions[index].ArgumentNames.IndexOf(name) < 0) into.Add($"gave {Excerpt.Of(asked)} an argument {Excerpt.Quoted(name)} that does not exist");
        }
    }

    private SeatSpec? Seat(string name) => world.Seats.FirstOrDefault(seat => seat.Name.Equals(name, StringComparison.Ordinal));

    private static bool IsPart(char code) => char.IsAsciiLetterOrDigit(code) || code == '_';
}
