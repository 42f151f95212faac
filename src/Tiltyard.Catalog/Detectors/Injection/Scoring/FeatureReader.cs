using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Injection.Reading;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>Turns a sentence into <see cref="Features"/>. Training and detecting read with the same one.</summary>
internal sealed class FeatureReader(Lexicon lexicon)
{
    private const int Reach = 5;

    private readonly WordReader _reader = new(lexicon);
    private readonly List<int> _shape = new(WordReader.MostWords * 2);
    private readonly bool[] _speaking = SpeakingSymbols(lexicon);
    private readonly SentenceFacts _facts = new(lexicon);

    public List<WordToken> Words => _reader.Words;

    /// <summary>The words alone; false when none of them could speak to anybody, and there is nothing to score.</summary>
    public bool ReadWords(PlainText text, Sentence sentence)
    {
        _reader.Read(text, sentence.Start, sentence.End);
        foreach (var word in CollectionsMarshal.AsSpan(_reader.Words))
        {
            if (_speaking[word.Symbol]) return true;
        }

        return false;
    }

    /// <summary>The features of the words read last.</summary>
    public void Read(PlainText text, Sentence sentence, int depth, Features into)
    {
        into.Clear();
        ReadLetters(text.Letters[sentence.Start..sentence.End], into);
        ReadWordPairs(into);
        ReadShape();
        Shapes(into);
        _facts.Read(_reader.Words, _shape, depth, into);
    }

    private static void ReadLetters(ReadOnlySpan<char> letters, Features into)
    {
        // two, three, four and five letters, words bounded by one blank
        uint a = ' ', b = ' ', c = ' ', d = ' ';
        foreach (var letter in letters)
        {
            var e = char.IsLetter(letter) ? letter : char.IsAsciiDigit(letter) ? '0' : ' ';
            if (e == ' ' && d == ' ') continue;
            var two = WordHash.Mix(d, e);
            into.Letter(two);
            var three = WordHash.Mix(c, two);
            into.Letter(three);
            var four = WordHash.Mix(b, three);
            into.Letter(four);
            into.Letter(WordHash.Mix(a, four));
            (a, b, c, d) = (b, c, d, e);
        }
    }

    private void ReadWordPairs(Features into)
    {
        var before = 7u;
        foreach (var word in CollectionsMarshal.AsSpan(_reader.Words))
        {
            if (word.Symbol is > Symbols.Other and < Symbols.FirstClass) continue;
            into.Word(WordHash.Mix(word.Hash, 1));
            into.Word(WordHash.Mix(before, word.Hash));
            before = word.Hash;
        }
    }

    /// <summary>The sentence as symbols: a clause mark where something begins, one for any run of unknown words.</summary>
    private void ReadShape()
    {
        _shape.Clear();
        _shape.Add(Symbols.Clause);
        foreach (var word in CollectionsMarshal.AsSpan(_reader.Words))
        {
            var symbol = word.Symbol;
            var last = _shape[^1];
            if (symbol == last && symbol is Symbols.Other or Symbols.Clause or Symbols.Quote) continue;
            _shape.Add(symbol);
            if (symbol == Symbols.FirstSign + 2 || symbol == Symbols.FirstSign + 4) _shape.Add(Symbols.Clause);
        }

        if (_shape[^1] == Symbols.Clause && _shape.Count > 1) _shape.RemoveAt(_shape.Count - 1);
        _shape.Add(Symbols.End);
    }

    private void Shapes(Features into)
    {
        var shape = CollectionsMarshal.AsSpan(_shape);
        for (var at = 0; at < shape.Length; at++)
        {
            var first = (uint)shape[at];
            into.Shape(WordHash.Mix(first, 11));
            if (at + 1 >= shape.Length) break;
            var two = WordHash.Mix(first, (uint)shape[at + 1]);
            into.Shape(WordHash.Mix(two, 12));
            if (at + 2 < shape.Length)
            {
                var three = WordHash.Mix(two, (uint)shape[at + 2]);
                into.Shape(WordHash.Mix(three, 13));
                if (at + 3 < shape.Length) into.Shape(WordHash.Mix(WordHash.Mix(three, (uint)shape[at + 3]), 14));
            }

            Distant(shape, at, into);
        }
    }

    /// <summary>Two classes in their order, up to five apart.</summary>
    private void Distant(ReadOnlySpan<int> shape, int at, Features into)
    {
        if (!IsClass(shape[at])) return;
        for (var next = at + 2; next < shape.Length && next - at <= Reach; next++)
        {
            if (IsClass(shape[next])) into.Shape(WordHash.Mix(WordHash.Mix((uint)shape[at], (uint)shape[next]), 15));
        }
    }

    private bool IsClass(int symbol) => symbol is Symbols.Email or Symbols.Url or Symbols.Identifier || (symbol >= Symbols.FirstClass && symbol <= lexicon.LastClass);

    private static bool[] SpeakingSymbols(Lexicon lexicon)
    {
        var speaking = new bool[lexicon.Count + 1];
        foreach (var name in SentenceFacts.SpeakingClasses) speaking[lexicon.Class(name)] = true;
        return speaking;
    }
}
