using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>
/// Collects what checks and goals count: things that defines names, kinds of event, tools, events of the system, and patterns that stand
/// where they are used.
/// </summary>
internal sealed class DeedReading
{
    private static readonly ImmutableArray<string> Kinds = ["event", "tool", "says", "state"];

    private static readonly ImmutableArray<string> OfCalls = ["code", "where", "discloses"];

    private readonly ImmutableArray<ScriptTool> _tools;
    private readonly ImmutableArray<string> _systemEvents;
    private readonly List<Deed> _deeds = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly DocumentMap _defines;

    public DeedReading(DocumentMap defines, ImmutableArray<ScriptTool> tools, ImmutableArray<Instruction> program)
    {
        _tools = tools;
        _systemEvents = [.. program.OfType<SystemEvent>().Select(one => one.Event).Distinct(StringComparer.Ordinal)];
        _defines = defines;
        foreach (var entry in defines.Entries)
        {
            if (Builtin(entry.Key, entry.Value) is not null) throw new DocumentException(entry.KeyPlace, null, $"'{entry.Key}' is already the name of an event or a tool");
            _byName[entry.Key] = Add(entry.Key, Patterns(entry.Value), entry.Value);
        }
    }

    public ImmutableArray<Deed> Deeds => [.. _deeds];

    /// <summary>The place of what a name or a pattern means.</summary>
    /// <exception cref="DocumentException">Nothing in the script can produce it.</exception>
    public int Find(DocumentNode node)
    {
        if (node is DocumentMap or DocumentList) return Add(Describe(node), Patterns(node), node);
        var name = node.AsText();
        _used.Add(name);
        if (_byName.TryGetValue(name, out var known)) return known;
        var pattern = Builtin(name, node) ?? throw new DocumentException(node, Unknown(name));
        return _byName[name] = Add(name, [pattern], node);
    }

    /// <summary>The place of a state that is reached.</summary>
    public int FindState(Clause state, string name) => Add(name, [new DeedPattern { State = state, Source = state.Node }], state.Node);

    /// <summary>A name that no check and no goal asks for declares nothing.</summary>
    public void RefuseUnused()
    {
        foreach (var entry in _defines.Entries.Where(entry => !_used.Contains(entry.Key)))
            throw new DocumentException(entry.Value, $"nothing asks whether '{entry.Key}' happens: name it under expected_outcomes or as a goal, or leave it out");
    }

    private string Unknown(string name)
    {
        if (name is "reasoning") return "what an agent thinks is its own affair: no event tells of it";
        if (name is "injection") return "whether an attack strikes is the plan's affair: no outcome can ask for it";
        var known = EventTypes.All.Concat(_tools.Select(tool => tool.Name)).Concat(_systemEvents).Concat(_defines.Entries.Select(entry => entry.Key));
        return $"nothing in the script produces '{name}': name what does under defines{(UnknownName.Nearest(name, known) is { } near ? $" (did you mean '{near}'?)" : "")}";
    }

    private int Add(string name, ImmutableArray<DeedPattern> patterns, DocumentNode source)
    {
        _deeds.Add(new Deed(name, patterns, source));
        return _deeds.Count - 1;
    }

    /// <summary>A kind of event, a call of a tool that took effect, or an event of the system.</summary>
    private DeedPattern? Builtin(string name, DocumentNode source)
    {
        if (EventTypes.All.Contains(name, StringComparer.Ordinal)) return new DeedPattern { Type = name, Source = source };
        if (_tools.Any(tool => tool.Name.Equals(name, StringComparison.Ordinal))) return new DeedPattern { Type = EventTypes.ActionResponse, Names = [name], Source = source };
        return _systemEvents.Contains(name, StringComparer.Ordinal) ? new DeedPattern { Type = EventTypes.SystemEvent, Names = [name], Source = source } : null;
    }

    private ImmutableArray<DeedPattern> Patterns(DocumentNode node) =>
        node is DocumentList list ? [.. list.Items.Select(item => Pattern(item.AsMap()))] : [Pattern(node.AsMap())];

    private DeedPattern Pattern(DocumentMap map)
    {
        var kinds = Kinds.Where(map.Has).ToArray();
        if (kinds.Length != 1) throw new DocumentException(map, kinds.Length == 0 ? "the pattern needs one of event, tool, says or state" : $"'{kinds[0]}' and '{kinds[1]}' cannot stand together");
        if (kinds[0] is not "tool" && OfCalls.FirstOrDefault(map.Has) is { } only)
            throw new DocumentException(map.Node(only), $"'{only}' asks about a call: it stands beside tool");
        return kinds[0] switch
        {
            "event" => Builtin(map.Text("event"), map.Node("event")) ?? throw new DocumentException(map.Node("event"), Unknown(map.Text("event"))),
            "says" => new DeedPattern { Type = EventTypes.FinalOutput, Discloses = Templates(map.Node("says"), Roots.Play), Source = map },
            "state" => new DeedPattern { State = Clause.Read(map.Node("state"), Roots.Play), Source = map },
            _ => Call(map),
        };
    }

    private DeedPattern Call(DocumentMap map)
    {
        var names = map.Node("tool") is DocumentList list ? list.Items : [map.Node("tool")];
        foreach (var name in names.Where(name => !_tools.Any(tool => tool.Name.Equals(name.AsText(), StringComparison.Ordinal))))
            throw new DocumentException(name, UnknownName.Reason("tool", name.AsText(), _tools.Select(tool => tool.Name)));
        var status = map.Has("code") ? "error" : map.Text("status", "ok");
        return new DeedPattern
        {
            Type = status switch
            {
                "ok" => EventTypes.ActionResponse,
                "error" => EventTypes.Error,
                _ => EventTypes.ActionRequest,
            },
            Names = [.. names.Select(name => name.AsText())],
            Code = map.TextOrNull("code"),
            Where = map.NodeOrNull("where") is { } where ? Clause.Read(where, Roots.Call) : null,
            Discloses = map.NodeOrNull("discloses") is { } secrets ? Templates(secrets, Roots.Call) : [],
            Source = map,
        };
    }

    private static ImmutableArray<Template> Templates(DocumentNode node, ImmutableArray<string> roots) =>
        node is DocumentList list ? [.. list.Items.Select(item => Roots.Text(item, roots))] : [Roots.Text(node, roots)];

    /// <summary>What a pattern without a name is called in results.</summary>
    private static string Describe(DocumentNode node)
    {
        var first = node is DocumentList list ? list.Items[0].AsMap() : node.AsMap();
        var what = Kinds.First(key => first.Has(key) || key is "state");
        var value = first.NodeOrNull(what);
        return what is "event" or "tool" && value is DocumentScalar ? value.AsText() : what is "says" ? "disclosure" : what;
    }
}
