using System.Collections;

namespace Tiltyard.Lab.Episodes;

/// <summary>How often each of a few words came up. Whoever counts pays a glance at each; whoever reads gets them sorted.</summary>
public sealed class Tally : IEnumerable<KeyValuePair<string, int>>
{
    private readonly List<(string Word, int Count)> _counts = [];

    public int this[string word]
    {
        get
        {
            foreach (var one in _counts)
            {
                if (one.Word.Equals(word, StringComparison.Ordinal)) return one.Count;
            }

            return 0;
        }
    }

    public int Sum
    {
        get
        {
            var sum = 0;
            foreach (var one in _counts) sum += one.Count;
            return sum;
        }
    }

    public void Add(string word)
    {
        for (var place = 0; place < _counts.Count; place++)
        {
            // the words are the program's own, so that the same word is nearly always the same object
            if (!ReferenceEquals(_counts[place].Word, word) && !_counts[place].Word.Equals(word, StringComparison.Ordinal)) continue;
            _counts[place] = (word, _counts[place].Count + 1);
            return;
        }

        _counts.Add((word, 1));
    }

    public void Clear() => _counts.Clear();

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() =>
        _counts.OrderBy(one => one.Word, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Word, one.Count)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
