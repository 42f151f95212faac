using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// Looks for many phrases in one pass over a text, in any case, and names the first of them, by its place in the list, that stands
/// anywhere. Phrases are ASCII: no other character equals an ASCII one whatever its case. For one phrase, or a few of which any will do, a
/// search of the platform is faster.
/// </summary>
internal sealed class PhraseFinder
{
    /// <summary>States times characters that a table may hold; beyond it there is no finder.</summary>
    private const int MostCells = 4_000_000;

    private readonly byte[] _column = new byte[128];
    private readonly int _columns;
    private readonly int _shift;
    private readonly int[] _next;
    private readonly int[] _best;

    private PhraseFinder(ImmutableArray<string> phrases, byte[] column, int shift, int states)
    {
        _column = column;
        _shift = shift;
        _columns = 1 << shift;
        _next = new int[states << shift];
        _best = new int[states];
        Array.Fill(_best, int.MaxValue);
        Link(Plant(phrases));
    }

    /// <summary>A finder, or null where a phrase is not ASCII, is empty, or the table would be too large.</summary>
    public static PhraseFinder? Of(ImmutableArray<string> phrases)
    {
        if (phrases.IsEmpty || phrases.Any(phrase => phrase.Length == 0 || !Ascii.IsValid(phrase))) return null;
        var column = new byte[128];
        byte columns = 1;
        foreach (var code in phrases.SelectMany(phrase => phrase))
        {
            if (column[char.ToLowerInvariant(code)] == 0) column[char.ToLowerInvariant(code)] = columns++;
        }

        for (var code = 'A'; code <= 'Z'; code++) column[code] = column[char.ToLowerInvariant(code)];
        var states = 1 + phrases.Sum(phrase => (long)phrase.Length);
        var shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2(columns));
        return states << shift <= MostCells ? new PhraseFinder(phrases, column, shift, (int)states) : null;
    }

    /// <summary>The place in the list of the first phrase that the text holds, or -1.</summary>
    public int First(ReadOnlySpan<char> text)
    {
        var (state, best) = (0, int.MaxValue);
        foreach (var code in text)
        {
            state = code < 128 ? _next[state + _column[code]] : 0;
            if (_best[state >> _shift] >= best) continue;
            best = _best[state >> _shift];
            if (best == 0) break;
        }

        return best == int.MaxValue ? -1 : best;
    }

    /// <summary>Writes the phrases as a tree. A state is kept as the place of its row.</summary>
    private int Plant(ImmutableArray<string> phrases)
    {
        var used = 1;
        for (var place = 0; place < phrases.Length; place++)
        {
            var state = 0;
            foreach (var code in phrases[place])
            {
                ref var next = ref _next[state + _column[code]];
                if (next == 0) next = used++ * _columns;
                state = next;
            }

            _best[state >> _shift] = Math.Min(_best[state >> _shift], place);
        }

        return used;
    }

    /// <summary>Where the tree ends, a row goes on as its longest proper ending does, breadth first so that endings are ready.</summary>
    private void Link(int states)
    {
        var ending = new int[states];
        var queue = new Queue<int>();
        for (var column = 1; column < _columns; column++)
        {
            if (_next[column] != 0) queue.Enqueue(_next[column]);
        }

        while (queue.TryDequeue(out var state))
        {
            var back = ending[state >> _shift];
            _best[state >> _shift] = Math.Min(_best[state >> _shift], _best[back >> _shift]);
            for (var column = 1; column < _columns; column++)
            {
                ref var next = ref _next[state + column];
                var instead = _next[back + column];
                if (next == 0)
                {
                    next = instead;
                    continue;
                }

                ending[next >> _shift] = instead;
                queue.Enqueue(next);
            }
        }
    }
}
