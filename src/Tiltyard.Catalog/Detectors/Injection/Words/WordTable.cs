namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>Symbols by the hash of a word, with open addressing: most words of a text are not in it, and most of those meet an empty place.</summary>
internal sealed class WordTable
{
    private readonly uint[] _keys;
    private readonly int[] _symbols;
    private readonly int _mask;

    public WordTable(IReadOnlyDictionary<uint, int> words)
    {
        var size = 1024;
        while (size < words.Count * 8) size *= 2;
        (_keys, _symbols, _mask) = (new uint[size], new int[size], size - 1);
        foreach (var (key, symbol) in words)
        {
            var place = Place(key);
            while (_symbols[place] != 0) place = (place + 1) & _mask;
            (_keys[place], _symbols[place]) = (key, symbol);
        }
    }

    /// <summary>The symbol, or <see cref="Symbols.Other"/>.</summary>
    public int Find(uint hash)
    {
        for (var place = Place(hash); ; place = (place + 1) & _mask)
        {
            if (_symbols[place] == 0) return Symbols.Other;
            if (_keys[place] == hash) return _symbols[place];
        }
    }

    private int Place(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)_mask);
}
