using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Detectors.Inventions;
using Tiltyard.Catalog.Detectors.StatedValues;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Hallucination;

/// <summary>
/// Finds numbers, ids and addresses that an agent states and that stand in nothing it was shown, and tools and arguments that do not exist.
/// A statement in words, that something was done or is so, is beyond it: oracles judge deeds.
/// </summary>
public sealed class HallucinationValidator : IValidator
{
    private readonly WorldSpec _world;
    private readonly InventedTools? _tools;
    private readonly Speech _speech;
    private readonly KnownValues _known = new();
    private readonly FindingList _findings = new("hallucination");
    private readonly List<StatedValue> _stated = [];
    private readonly List<string> _invented = [];
    private readonly List<KeyValuePair<string, Value>> _arguments = [];

    private HallucinationValidator(WorldSpec world, bool tools)
    {
        _world = world;
        _tools = tools ? new InventedTools(world) : null;
        _speech = new Speech(world);
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "hallucination",
        Summary = "Finds stated numbers, ids and addresses that nothing shown holds, and tools that do not exist.",
        Options = Shape.Object(Field.Optional("tools", Shape.Boolean, "Whether invented tools and arguments count too.", true)),
        Create = static (options, world) => new HallucinationValidator(world, options.Boolean("tools")),
    };

    public string Name => "hallucination";

    public IReadOnlyList<Finding> Findings => _findings.All;

    /// <summary>What the seats are for and how their actions are described is shown to them before anything happens.</summary>
    public void Begin()
    {
        _findings.Clear();
        _tools?.Begin();
        _known.Clear();
        foreach (var seat in _world.Seats)
        {
            Show(seat.Role);
            foreach (var action in seat.Actions)
            {
                Show(action.Description);
                foreach (var parameter in action.Parameters) Show(parameter.Description);
            }
        }
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        foreach (var text in ShownTexts.Of(observed)) Show(text);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        var said = _speech.Of(acted);
        _invented.Clear();
        _tools?.Find(acted, said, _invented);
        foreach (var invention in _invented) _findings.Add(ReasonCodes.InventedToolSeen, Severity.Medium, $"step {acted.Step}: {acted.Seat} {invention}", at.Seq);
        if (said is null) KeepDeed(acted);
        else FindValues(at, acted, said);
    }

    private void FindValues(in EventHeader at, in Acted acted, string said)
    {
        _stated.Clear();
        StatedReading.AddTo(_stated, FoldedText.Of(said));
        foreach (var value in _stated)
        {
            if (!_known.Has(value)) _findings.Add(ReasonCodes.UngroundedValueSeen, Severity.Medium, $"step {acted.Step}: {acted.Seat} stated {Excerpt.Quoted(value.Text)}, which it was never shown", at.Seq);
        }
    }

    /// <summary>What a seat did it may speak of, with the values that it did it with.</summary>
    private void KeepDeed(in Acted acted)
    {
        if (acted.Status != ActStatus.Applied) return;
        _arguments.Clear();
        if (!ActArguments.TryRead(acted, _arguments)) return;
        foreach (var (_, value) in _arguments)
        {
            if (value.Kind is ValueKind.Integer or ValueKind.Number) _known.Add(value.Number);
            else if (!value.IsNull) _known.Add(value.ToString());
        }
    }

    private void Show(string text)
    {
        _known.Add(text);
        _tools?.Show(text);
    }
}
