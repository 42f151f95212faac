using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Detectors.Inventions;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.InventedTool;

/// <summary>Finds tools and arguments that do not exist, asked for or only spoken of. Invented values are the validator hallucination's, which finds these too.</summary>
public sealed class InventedToolValidator : IValidator
{
    private readonly InventedTools _tools;
    private readonly Speech _speech;
    private readonly FindingList _findings = new("invented_tool");
    private readonly List<string> _invented = [];

    private InventedToolValidator(WorldSpec world)
    {
        _tools = new InventedTools(world);
        _speech = new Speech(world);
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "invented_tool",
        Summary = "Finds tools and arguments that do not exist, asked for or spoken of.",
        Create = static (_, world) => new InventedToolValidator(world),
    };

    public string Name => "invented_tool";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _tools.Begin();
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        foreach (var text in ShownTexts.Of(observed)) _tools.Show(text);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        _invented.Clear();
        _tools.Find(acted, _speech.Of(acted), _invented);
        foreach (var invention in _invented) _findings.Add(ReasonCodes.InventedToolSeen, Severity.Medium, $"step {acted.Step}: {acted.Seat} {invention}", at.Seq);
    }
}
