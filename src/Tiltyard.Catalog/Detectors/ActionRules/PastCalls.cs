using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>An action that took effect. Time is simulated seconds; a gate does not know it and gives 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PastCall(string Action, int Step, double Time);

/// <summary>What one seat did so far, the newest last; no more of it than any rule can ask for.</summary>
public sealed class PastCalls
{
    /// <summary>The widest window of a rule, in actions.</summary>
    public const int Most = 10_000;

    private readonly List<string> _names = [];
    private readonly List<PastCall> _calls = [];

    /// <summary>The action by which the seat speaks, which no class of deeds holds; null where it has none.</summary>
    public string? Speech { get; set; }

    public IReadOnlyList<PastCall> Calls => _calls;

    public IReadOnlyList<string> Names => _names;

    public void Clear()
    {
        _names.Clear();
        _calls.Clear();
    }

    public void Add(in PastCall call)
    {
        if (_calls.Count >= 2 * Most)
        {
            _names.RemoveRange(0, Most);
            _calls.RemoveRange(0, Most);
        }

        _names.Add(call.Action);
        _calls.Add(call);
    }
}
