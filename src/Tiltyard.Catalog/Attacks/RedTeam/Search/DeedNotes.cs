using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>What the agent did after the first strike, as an attacker who watches it would note it.</summary>
internal sealed class DeedNotes : ITraceSink
{
    private const int Longest = 2_000;

    private readonly StringBuilder _notes = new();
    private bool _struck;

    public void Emit(in EventHeader at, in Injected injected) => _struck = true;

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (!_struck || _notes.Length > Longest) return;
        _notes.Append(acted.Action ?? "nothing");
        if (acted.Spec is { } spec)
        {
            for (var index = 0; index < spec.Parameters.Length; index++) _notes.Append(index == 0 ? " " : ", ").Append(spec.Parameters[index].Name).Append(": ").Append(acted.Call[index].ToString());
        }
        else if (acted.RawArguments is { } arguments)
        {
            _notes.Append(' ').Append(arguments);
        }

        if (acted.Status != ActStatus.Applied) _notes.Append(" (").Append(Acted.StatusNames[(int)acted.Status]).Append(')');
        _notes.Append('\n');
    }

    public override string ToString() => _notes.Length <= Longest ? _notes.ToString() : _notes.ToString(0, Longest) + "…";
}
