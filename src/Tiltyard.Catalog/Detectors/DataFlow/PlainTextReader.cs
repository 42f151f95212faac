using System.Runtime.InteropServices;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>Makes a <see cref="PlainText"/> of any text, and marks its words. The words are good until the next reading.</summary>
internal sealed class PlainTextReader
{
    private readonly List<TextToken> _tokens = new(1024);
    private char[] _letters = new char[4096];
    private string _source = "";
    private int _length;
    private int _newLines;
    private Marks _place;
    private bool _spaced;

    public ReadOnlySpan<TextToken> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public PlainText Read(string text)
    {
        _source = FoldedText.Of(Escapes.Undone(text));
        if (_letters.Length < _source.Length) _letters = new char[Math.Max(_source.Length, _letters.Length * 2)];
        _tokens.Clear();
        _length = _newLines = 0;
        _spaced = false;
        _place = Marks.SentenceStart | Marks.ParagraphStart | Marks.FieldStart;
        for (var at = 0; at < _source.Length;)
        {
            var letter = _source[at];
            if (char.IsWhiteSpace(letter)) at = Space(at);
            else if (char.IsLetterOrDigit(letter)) at = Word(at);
            else at = Sign(at);
        }

        return new PlainText(new string(_letters, 0, _length));
    }

    /// <summary>A run of white space is one space; a line's end, an empty line and a new field are remembered for the word that follows.</summary>
    private int Space(int at)
    {
        var end = at;
        _newLines = 0;
        while (end < _source.Length && char.IsWhiteSpace(_source[end]))
        {
            if (_source[end++] == '\n') _newLines++;
        }

        _spaced = true;
        if (_newLines == 0) return end;
        _place |= _newLines > 1 ? Marks.SentenceStart | Marks.ParagraphStart : Marks.ClauseStart;
        if (IsKey(end)) _place |= Marks.FieldStart | Marks.ParagraphStart | Marks.SentenceStart;
        return end;
    }

    private int Word(int at)
    {
        var end = at;
        Separate();
        var start = _length;
        while (end < _source.Length && (char.IsLetterOrDigit(_source[end]) || _source[end] == '_')) _letters[_length++] = char.ToLowerInvariant(_source[end++]);
        var marks = MarkedWords.Of(_letters.AsSpan(start, _length - start)) | _place;
        if (start > 0 && _letters[start - 1] is '<' or '[' || (start > 1 && _letters[start - 1] == '/' && _letters[start - 2] is '<' or '[')) marks |= Marks.Bracketed;
        _tokens.Add(new TextToken(start, _length - start, marks));
        _place = Marks.None;
        return end;
    }

    private int Sign(int at)
    {
        var sign = _source[at];
        var doubled = sign == '\'' && at + 1 < _source.Length && _source[at + 1] == '\'';
        if (sign == '-' && _newLines > 0 && _spaced) _place |= Marks.ParagraphStart | Marks.SentenceStart;
        Separate();
        _letters[_length++] = sign;
        Mark(sign, at);
        return doubled ? at + 2 : at + 1;
    }

    /// <summary>What a sign says of the word before it and of the word after it.</summary>
    private void Mark(char sign, int at)
    {
        var isLast = at + 1 >= _source.Length || char.IsWhiteSpace(_source[at + 1]) || !char.IsLetterOrDigit(_source[at + 1]);
        switch (sign)
        {
            case ',' or ';' when isLast:
                After(Marks.BeforeComma);
                _place |= Marks.ClauseStart;
                break;
            case '.' or '?' when isLast:
                After(Marks.BeforeStop);
                _place |= Marks.SentenceStart;
                break;
            case '!':
                After(Marks.BeforeStop | Marks.BeforeShout);
                _place |= Marks.SentenceStart;
                break;
            case ':' when isLast:
                After(Marks.BeforeColon);
                _place |= Marks.SentenceStart;
                break;
            case '"' or '\'' when EndsField(at):
                _place |= Marks.FieldStart | Marks.ParagraphStart | Marks.SentenceStart;
                break;
            case '"' or '\'' or '(' or ')' or '>' or ']' or '}' or '{' or '*' or '#' or '`' or '|':
                if (!char.IsLetterOrDigit(Before())) _place |= Marks.ClauseStart;
                break;
        }
    }

    private void After(Marks mark)
    {
        if (_tokens.Count == 0 || _length - 1 - _tokens[^1].End > 2) return;
        _tokens[^1] = _tokens[^1] with { Marks = _tokens[^1].Marks | mark };
    }

    private char Before() => _length > 1 ? _letters[_length - 2] : ' ';

    /// <summary>The one space between two things that were apart.</summary>
    private void Separate()
    {
        if (_spaced && _length > 0) _letters[_length++] = ' ';
        _spaced = false;
        _newLines = 0;
    }

    /// <summary>A quotation mark, a comma or colon, and another quotation mark or bracket: one value of a printed record ends and another begins.</summary>
    private bool EndsField(int at)
    {
        var next = at + 1;
        while (next < _source.Length && _source[next] == ' ' && next < at + 8) next++;
        if (next >= _source.Length || _source[next] is not (',' or ':' or '}' or ']')) return false;
        if (_source[next] is '}' or ']') return true;
        next++;
        while (next < _source.Length && char.IsWhiteSpace(_source[next]) && next < at + 16) next++;
        return next < _source.Length && _source[next] is '"' or '\'' or '{' or '[';
    }

    /// <summary>A lower-case name and a colon at the beginning of a line: the key of a record.</summary>
    private bool IsKey(int at)
    {
        if (at < _source.Length - 1 && _source[at] == '-' && _source[at + 1] == ' ') at += 2;
        var end = at;
        while (end < _source.Length && end - at < 40 && _source[end] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') end++;
        return end - at > 1 && end < _source.Length && _source[end] == ':' && (end + 1 == _source.Length || char.IsWhiteSpace(_source[end + 1]));
    }
}
