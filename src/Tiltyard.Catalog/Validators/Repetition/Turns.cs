using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Repetition;

/// <summary>The last turns of one seat, as far back as a circle can reach.</summary>
internal sealed class Turns(int rounds)
{
    private const int LongestPeriod = 4;
    private const int MostWords = 10_000;

    private readonly List<(string Call, string? Result)> _done = [];
    private readonly Dictionary<string, int> _said = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, Value>> _arguments = [];
    private string? _pending;
    private long _pendingAt;

    public string LastCall => _done.Count > 0 ? _done[^1].Call : "";

    public void Call(in Acted acted, long seq)
    {
        _arguments.Clear();
        var arguments = ActArguments.TryRead(acted, _arguments) ? ActArguments.ToJson(_arguments).Text : acted.RawArguments;
        (_pending, _pendingAt) = ($"{acted.Action} {arguments}", seq);
    }

    /// <summary>The call before this result now has it; its event, or null where there was none.</summary>
    public long? TakeCall(string? result)
    {
        if (_pending is null) return null;
        if (_done.Count == LongestPeriod * rounds) _done.RemoveAt(0);
        _done.Add((_pending, result));
        _pending = null;
        return _pendingAt;
    }

    /// <summary>How long a circle is that was just gone through for the last time, or null.</summary>
    public int? Period(int times)
    {
        for (var period = 1; period <= LongestPeriod; period++)
        {
            if (_done.Count >= period * times && Goes(period, times)) return period;
        }

        return null;
    }

    /// <summary>Begins anew, so that one circle is found once for each time it is gone through so often.</summary>
    public void Forget() => _done.Clear();

    /// <summary>How often these words were said; case and spaces do not matter.</summary>
    public int Say(string words)
    {
        var plain = string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_said.Count == MostWords) throw new InvalidOperationException($"a seat said more than {MostWords} different things");
        return _said[plain] = _said.GetValueOrDefault(plain) + 1;
    }

    private bool Goes(int period, int times)
    {
        var first = _done.Count - (period * times);
        for (var at = first + period; at < _done.Count; at++)
        {
            if (_done[at] != _done[at - period]) return false;
        }

        return true;
    }
}
