using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Playing;

/// <summary>
/// Makes, for a recorded call, the seat that a gate is told of. A seat has a bounded number of actions and a corpus any number of
/// tools, so each seat offers the one action in question; the application's instructions are its role. Kept for calls of the same form.
/// </summary>
internal sealed class CallSeats
{
    private const int MostSeats = 4_096;

    private readonly Dictionary<(RecordedCall Call, string Role), SeatSpec> _seats = new(new CallForm());
    private readonly Dictionary<string, SeatSpec> _idle = new(StringComparer.Ordinal);
    private readonly Value[] _values = new Value[1_000];

    /// <summary>The seat as it stands where no call is in question.</summary>
    public SeatSpec Idle(string role)
    {
        if (_idle.TryGetValue(role, out var seat)) return seat;
        if (_idle.Count == MostSeats) _idle.Clear();
        return _idle[role] = new SeatSpec(CorpusWorld.Seat, role, FieldNames.None);
    }

    public SeatSpec Of(RecordedCall call, string role)
    {
        if (_seats.TryGetValue((call, role), out var seat)) return seat;
        if (_seats.Count == MostSeats) _seats.Clear();
        return _seats[(call, role)] = new SeatSpec(CorpusWorld.Seat, role, FieldNames.None, Spec(call));
    }

    public ActionCall Typed(RecordedCall call)
    {
        for (var index = 0; index < call.Arguments.Length; index++) _values[index] = call.Arguments[index].Value;
        return ActionCall.Of(0, _values.AsSpan(0, call.Arguments.Length));
    }

    /// <summary>What was given as null is as good as left out.</summary>
    private static ActionSpec Spec(RecordedCall call) => new(call.Tool, "", call.Arguments.Select(argument => new ParameterSpec
    {
        Name = argument.Name,
        Kind = argument.Value.Kind,
        Description = "",
        Default = argument.Value.IsNull ? Value.Null : null,
        MaximumLength = int.MaxValue,
    }));

    /// <summary>Calls of the same tool with arguments of the same names and kinds in the same order have the same form.</summary>
    private sealed class CallForm : IEqualityComparer<(RecordedCall Call, string Role)>
    {
        public bool Equals((RecordedCall Call, string Role) x, (RecordedCall Call, string Role) y)
        {
            var (left, right) = (x.Call.Arguments, y.Call.Arguments);
            if (left.Length != right.Length || !x.Call.Tool.Equals(y.Call.Tool, StringComparison.Ordinal) || !x.Role.Equals(y.Role, StringComparison.Ordinal)) return false;
            for (var index = 0; index < left.Length; index++)
            {
                if (left[index].Value.Kind != right[index].Value.Kind || !left[index].Name.Equals(right[index].Name, StringComparison.Ordinal)) return false;
            }

            return true;
        }

        public int GetHashCode((RecordedCall Call, string Role) obj)
        {
            var hash = new HashCode();
            hash.Add(obj.Call.Tool, StringComparer.Ordinal);
            hash.Add(obj.Role.Length);
            foreach (var argument in obj.Call.Arguments)
            {
                hash.Add(argument.Name, StringComparer.Ordinal);
                hash.Add(argument.Value.Kind);
            }

            return hash.ToHashCode();
        }
    }
}
