using Tiltyard.Catalog.Detectors.Injection.Reading;

namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>Cuts a sentence of plain text into words and signs and says what each is taken for.</summary>
internal sealed class WordReader(Lexicon lexicon)
{
    public const int MostWords = 512;

    private const int LongestChunk = 200;
    private readonly char[] _unmasked = new char[LongestChunk];

    public List<WordToken> Words { get; } = new(MostWords);

    public void Read(PlainText text, int start, int end)
    {
        Words.Clear();
        var letters = text.Letters[..end];
        for (var at = start; at < end && Words.Count < MostWords;)
        {
            var letter = letters[at];
            if (letter is ' ' or '\n')
            {
                at++;
            }
            else if (UnspacedScript.Contains(letter))
            {
                at += Unspaced(text, letters, at);
            }
            else if (char.IsLetterOrDigit(letter) || letter is '_' or '$' or '€' or '£' or '@' or '/')
            {
                at = Word(text, letters, at);
            }
            else
            {
                Sign(letter, at);
                at++;
            }
        }
    }

    private void Sign(char letter, int at)
    {
        if (letter == '"') Words.Add(new WordToken(Symbols.Quote, letter, at, at + 1, WordMarks.None));
        else if (letter is '.' or ',' or '-' && Words.Count > 0) Words.Add(new WordToken(Symbols.Clause, letter, at, at + 1, WordMarks.None));
        else if (letter == '\'') Words.Add(new WordToken(Symbols.Quote, letter, at, at + 1, WordMarks.None));
        else if (Symbols.Sign(letter) is var sign and >= 0) Words.Add(new WordToken(sign, letter, at, at + 1, WordMarks.None));
    }

    private int Unspaced(PlainText text, ReadOnlySpan<char> letters, int at)
    {
        var taken = lexicon.LongestAt(letters[at..], out var symbol, out var hash);
        if (taken == 0) (taken, hash) = (1, WordHash.Of(letters.Slice(at, 1)));
        Words.Add(new WordToken(symbol, hash, at, at + taken, Marks(text, at, at + taken) | (symbol == Symbols.Other ? WordMarks.None : WordMarks.Known)));
        return taken;
    }

    private int Word(PlainText text, ReadOnlySpan<char> letters, int at)
    {
        var chunk = Chunks.End(letters, at, LongestChunk);
        if (Chunks.Symbol(letters[at..chunk]) is var shape and >= 0)
        {
            Words.Add(new WordToken(shape, (uint)shape, at, chunk, Marks(text, at, chunk)));
            return chunk;
        }

        if (SpacedLetters.Run(letters, at, _unmasked) is { Length: > 0 } run)
        {
            Spell(at, run);
            return run.End;
        }

        var end = at;
        var hash = WordHash.Start;
        while (end < chunk && (char.IsLetterOrDigit(letters[end]) || letters[end] is '_' || (letters[end] is '\'' or '-' && end > at && end + 1 < chunk && char.IsLetter(letters[end + 1]))))
        {
            hash = WordHash.Add(hash, letters[end]);
            end++;
        }

        if (end == at) return Masked(text, letters, at, chunk);
        AddWord(text, letters, at, end, hash, chunk);
        return Words[^1].End;
    }

    private void AddWord(PlainText text, ReadOnlySpan<char> letters, int at, int end, uint hash, int chunk)
    {
        var word = letters[at..end];
        var marks = Marks(text, at, end);
        var symbol = lexicon.Find(word, hash);
        if (symbol == Symbols.Other && word.Contains('_')) symbol = Symbols.Identifier;
        if (symbol == Symbols.Other && Leetspeak.Unmask(letters[at..chunk], _unmasked) is var length and > 0)
        {
            var unmasked = _unmasked.AsSpan(0, length);
            var plainHash = WordHash.Of(unmasked);
            if (lexicon.Find(unmasked, plainHash) is var found and not Symbols.Other)
            {
                Words.Add(new WordToken(found, plainHash, at, at + length, marks | WordMarks.Leet | WordMarks.Known));
                return;
            }
        }

        if (symbol == Symbols.Other && word.Contains('-') && Hyphenated(word, at, marks)) return;
        Words.Add(new WordToken(symbol, hash, at, end, symbol == Symbols.Other ? marks : marks | WordMarks.Known));
    }

    /// <summary>A compound is read part by part, unless the hyphens only hide one known word.</summary>
    private bool Hyphenated(ReadOnlySpan<char> word, int at, WordMarks marks)
    {
        var length = 0;
        foreach (var letter in word)
        {
            if (letter != '-') _unmasked[length++] = letter;
        }

        var joined = _unmasked.AsSpan(0, length);
        var hash = WordHash.Of(joined);
        if (lexicon.Find(joined, hash) is var whole and not Symbols.Other && word.Count('-') > 1)
        {
            Words.Add(new WordToken(whole, hash, at, at + word.Length, marks | WordMarks.Spaced | WordMarks.Known));
            return true;
        }

        for (var start = 0; start < word.Length;)
        {
            var end = word[start..].IndexOf('-') is var found and >= 0 ? start + found : word.Length;
            var part = word[start..end];
            var partHash = WordHash.Of(part);
            var symbol = lexicon.Find(part, partHash);
            Words.Add(new WordToken(symbol, partHash, at + start, at + end, symbol == Symbols.Other ? marks : marks | WordMarks.Known));
            start = end + 1;
        }

        return true;
    }

    /// <summary>A chunk that begins with a sign: a word in leetspeak, or the sign alone.</summary>
    private int Masked(PlainText text, ReadOnlySpan<char> letters, int at, int chunk)
    {
        if (Leetspeak.Unmask(letters[at..chunk], _unmasked) is var length and > 0)
        {
            var word = _unmasked.AsSpan(0, length);
            var hash = WordHash.Of(word);
            if (lexicon.Find(word, hash) is var found and not Symbols.Other)
            {
                Words.Add(new WordToken(found, hash, at, at + length, Marks(text, at, at + length) | WordMarks.Leet | WordMarks.Known));
                return at + length;
            }
        }

        if (letters[at] is '$' or '€' or '£') Words.Add(new WordToken(Symbols.Money, letters[at], at, at + 1, WordMarks.None));
        return at + 1;
    }

    /// <summary>Letters written apart are one word, or several without their spaces: cut by the longest known word.</summary>
    private void Spell(int at, SpacedRun run)
    {
        var letters = _unmasked.AsSpan(0, run.Length);
        for (var index = 0; index < letters.Length && Words.Count < MostWords;)
        {
            var (taken, symbol, hash) = (1, Symbols.Other, WordHash.Of(letters.Slice(index, 1)));
            for (var length = Math.Min(14, letters.Length - index); length > 1; length--)
            {
                var piece = letters.Slice(index, length);
                var pieceHash = WordHash.Of(piece);
                if (lexicon.Find(piece, pieceHash) is not (not Symbols.Other and var found)) continue;
                (taken, symbol, hash) = (length, found, pieceHash);
                break;
            }

            Words.Add(new WordToken(symbol, hash, at, run.End, WordMarks.Spaced | (symbol == Symbols.Other ? WordMarks.None : WordMarks.Known)));
            index += taken;
        }
    }

    private static WordMarks Marks(PlainText text, int start, int end)
    {
        var (any, capitals, letters) = (CharMarks.None, 0, 0);
        var marks = text.Marks[start..end];
        for (var index = 0; index < marks.Length; index++)
        {
            // what is hidden before a word says nothing of the word
            any |= index == 0 ? marks[index] & ~CharMarks.Hidden : marks[index];
            if (!char.IsLetter(text.Letters[start + index])) continue;
            letters++;
            if ((marks[index] & CharMarks.Capital) != CharMarks.None) capitals++;
        }

        var found = letters > 2 && capitals == letters ? WordMarks.Capitals : WordMarks.None;
        if ((any & CharMarks.Hidden) != CharMarks.None) found |= WordMarks.Hidden;
        if ((any & CharMarks.LookAlike) != CharMarks.None) found |= WordMarks.LookAlike;
        if ((any & CharMarks.Dressed) != CharMarks.None) found |= WordMarks.Dressed;
        return (any & CharMarks.Tag) != CharMarks.None ? found | WordMarks.Tag : found;
    }
}
