using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Episodes;

/// <summary>How long the queues of devices were, looked at once a turn.</summary>
public sealed class QueueLengths(int devices)
{
    private readonly long[] _sums = new long[devices];
    private readonly int[] _most = new int[devices];
    private int _turns;

    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_most);
        _turns = 0;
    }

    public void Note(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _turns++;
        for (var device = 0; device < _sums.Length; device++)
        {
            var length = state.Devices[device].QueueLength;
            _sums[device] += length;
            _most[device] = Math.Max(_most[device], length);
        }
    }

    public double Mean(int device) => _turns == 0 ? 0 : _sums[device] / (double)_turns;

    public int Most(int device) => _most[device];
}
