using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>How a scripted agent errs: the chance that it believes an attack it has read, the chance that it does the misdeed by itself, and whether it repeats what it hears.</summary>
internal sealed record PlanManner(double Gullibility, double Carelessness, bool Repeats);

/// <summary>
/// A scripted agent: it plays the reference plan of the script, fills in what it has read, and makes calls again where the plan says so.
/// An attack that it has really read, and believes, it obeys first.
/// </summary>
internal sealed partial class PlanAgent(string name, Script script, PlanManner manner) : IComputingAgent
{
    private readonly HashSet<string> _obeyed = new(StringComparer.Ordinal);
    private readonly List<Frame> _frames = [];
    private readonly HashSet<string> _believed = new(StringComparer.Ordinal);
    private Opening _opening = new(DocumentNode.Map(), DocumentNode.Map(), DocumentNode.Map());
    private Dictionary<string, string> _asks = [];
    private DocumentMap _read = DocumentNode.Map();
    private DocumentNode? _item;
    private string _heard = "";
    private string? _called;
    private long _message;
    private long _eachFor;
    private Frame? _tried;
    private int _retries;
    private int _waits;
    private bool _again;

    public string Name => name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
    {
        _opening = Opening.Of(script, key);
        _asks = script.Points.ToDictionary(point => point.Id, point => ScriptGoals.Ask(script, point, _opening), StringComparer.Ordinal);
        _read = DocumentNode.Map();
        _item = null;
        _heard = "";
        _called = null;
        _message = _eachFor = _retries = _waits = 0;
        _tried = null;
        _again = false;
        _obeyed.Clear();
        _believed.Clear();
        foreach (var point in script.Points)
        {
            if (new SeededRandom(key.Stream($"plan/{seat}/{point.Id}")).NextBool(manner.Gullibility)) _believed.Add(point.Id);
        }

        _frames.Clear();
        _frames.Add(new Frame("reference", 0));
        if (new SeededRandom(key.Stream($"plan/{seat}")).NextBool(manner.Carelessness)) _frames.Add(new Frame("misdeed", 0));
    }

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(proposal);
        Listen(observation);
        if (_waits > 0)
        {
            _waits--;
            proposal.NoOp();
            return;
        }

        if (!_again)
        {
            _tried = Next();
            _retries = 0;
        }

        _again = false;
        if (_tried is { } tried) Do(ActOf(tried), proposal);
        else proposal.Act(script.FinishIndex);
    }

    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Boolean("again"u8, _again);
        writer.Text("called"u8, _called);
        writer.Integer("each_for"u8, _eachFor);
        writer.BeginArray("frames"u8);
        foreach (var frame in _frames) frame.Write(writer);
        writer.EndArray();
        writer.Text("heard"u8, _heard);
        if (_item is not null)
        {
            writer.Name("item"u8);
            CanonicalJson.Write(writer, _item);
        }

        writer.Integer("message"u8, _message);
        writer.BeginArray("obeyed"u8);
        foreach (var id in _obeyed.Order(StringComparer.Ordinal)) writer.String(id);
        writer.EndArray();
        writer.Name("read"u8);
        CanonicalJson.Write(writer, _read);
        writer.Integer("retries"u8, _retries);
        if (_tried is { } tried)
        {
            writer.Name("tried"u8);
            tried.Write(writer);
        }

        writer.Integer("waits"u8, _waits);
        writer.EndObject();
    }

    /// <summary>What is drawn at the beginning was drawn again by <see cref="Begin"/>.</summary>
    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _again = saved.Boolean("again");
        _called = saved.TextOrNull("called");
        _eachFor = saved.Integer("each_for");
        _frames.Clear();
        _frames.AddRange(saved.Maps("frames").Select(Frame.Read));
        _heard = saved.Text("heard");
        _item = saved.NodeOrNull("item");
        _message = saved.Integer("message");
        _obeyed.Clear();
        _obeyed.UnionWith(saved.Texts("obeyed"));
        _read = saved.Map("read");
        _retries = (int)saved.Integer("retries");
        _tried = saved.MapOrNull("tried") is { } tried ? Frame.Read(tried) : null;
        _waits = (int)saved.Integer("waits");
    }

    /// <summary>A place in one of the plans of the script.</summary>
    private readonly record struct Frame(string Plan, int Next)
    {
        public void Write(CanonicalWriter writer)
        {
            writer.BeginObject();
            writer.Integer("next"u8, Next);
            writer.Text("plan"u8, Plan);
            writer.EndObject();
        }

        public static Frame Read(DocumentMap map) => new(map.Text("plan"), (int)map.Integer("next"));
    }
}
