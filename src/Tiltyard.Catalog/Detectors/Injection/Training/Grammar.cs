using System.Globalization;
using System.Reflection;
using System.Text;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Training;

/// <summary>
/// A grammar that writes texts: symbols with alternatives, chosen by a seeded stream. In an alternative {name} is replaced, {name^} with
/// a capital, {3-9} by a number, [a|b] by one of its parts; a back-slash takes a bracket or brace as it is, and before n it is a new line. A symbol with a dot in its name
/// and a weight ("@attack.override 10") is a family.
/// </summary>
internal sealed class Grammar
{
    private const string Room = "Tiltyard.Catalog.Detectors.Injection.Training.";
    private const int Deepest = 24;

    private readonly Dictionary<string, List<string>> _symbols = new(StringComparer.Ordinal);
    private readonly List<TextFamily> _families = [];

    private Grammar(IEnumerable<string> lines)
    {
        List<string>? current = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != '@')
            {
                (current ?? throw new InvalidDataException($"'{line}' stands before the first symbol.")).Add(line);
                continue;
            }

            var parts = line[1..].Split(' ');
            if (!_symbols.TryGetValue(parts[0], out current)) _symbols.Add(parts[0], current = []);
            if (parts.Length == 2) _families.Add(new TextFamily(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)));
        }
    }

    public static Grammar Shipped { get; } = Load("words.grammar", "attacks.grammar", "benign.grammar", "prose.grammar");

    public IReadOnlyList<TextFamily> Families => _families;

    public string Write(string symbol, SeededRandom random)
    {
        var text = new StringBuilder();
        Symbol(symbol, random, text, 0);
        return text.ToString();
    }

    private void Symbol(string name, SeededRandom random, StringBuilder into, int depth)
    {
        if (depth > Deepest) throw new InvalidDataException($"The grammar's symbol '{name}' never ends.");
        if (!_symbols.TryGetValue(name, out var alternatives)) throw new InvalidDataException($"The grammar has no symbol '{name}'.");
        Expand(alternatives[random.NextInt(alternatives.Count)], random, into, depth);
    }

    private void Expand(ReadOnlySpan<char> form, SeededRandom random, StringBuilder into, int depth)
    {
        for (var at = 0; at < form.Length; at++)
        {
            switch (form[at])
            {
                case '\\' when at + 1 < form.Length:
                    into.Append(form[++at] == 'n' ? '\n' : form[at]);
                    break;
                case '{':
                    var end = at + form[at..].IndexOf('}');
                    Replace(form[(at + 1)..end], random, into, depth);
                    at = end;
                    break;
                case '[':
                    var close = Close(form, at);
                    Choose(form[(at + 1)..close], random, into, depth);
                    at = close;
                    break;
                default:
                    into.Append(form[at]);
                    break;
            }
        }
    }

    private void Replace(ReadOnlySpan<char> name, SeededRandom random, StringBuilder into, int depth)
    {
        if (char.IsAsciiDigit(name[0]))
        {
            var dash = name.IndexOf('-');
            var low = int.Parse(name[..dash], CultureInfo.InvariantCulture);
            var high = int.Parse(name[(dash + 1)..], CultureInfo.InvariantCulture);
            into.Append((low + random.NextInt(high - low + 1)).ToString(CultureInfo.InvariantCulture));
            return;
        }

        var raised = name[^1] == '^';
        var start = into.Length;
        Symbol((raised ? name[..^1] : name).ToString(), random, into, depth + 1);
        if (raised && into.Length > start) into[start] = char.ToUpperInvariant(into[start]);
    }

    private void Choose(ReadOnlySpan<char> inner, SeededRandom random, StringBuilder into, int depth)
    {
        var count = 1;
        for (var at = Bar(inner, 0); at < inner.Length; at = Bar(inner, at + 1)) count++;
        var chosen = random.NextInt(count);
        var start = 0;
        while (chosen-- > 0) start = Bar(inner, start) + 1;
        Expand(inner[start..Bar(inner, start)], random, into, depth + 1);
    }

    /// <summary>Where the next bar of this level stands, or the end.</summary>
    private static int Bar(ReadOnlySpan<char> inner, int from)
    {
        var depth = 0;
        for (var at = from; at < inner.Length; at++)
        {
            if (inner[at] == '\\') at++;
            else if (inner[at] == '[') depth++;
            else if (inner[at] == ']') depth--;
            else if (inner[at] == '|' && depth == 0) return at;
        }

        return inner.Length;
    }

    private static int Close(ReadOnlySpan<char> form, int open)
    {
        var depth = 0;
        for (var at = open; at < form.Length; at++)
        {
            if (form[at] == '\\') at++;
            else if (form[at] == '[') depth++;
            else if (form[at] == ']' && --depth == 0) return at;
        }

        throw new InvalidDataException($"'{form}' has an open bracket.");
    }

    private static Grammar Load(params string[] files) => new(files.SelectMany(file =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Room + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }));
}

/// <summary>A family of texts and how often it is written.</summary>
internal sealed record TextFamily(string Name, int Weight)
{
    public bool IsAttack => Name.StartsWith("attack.", StringComparison.Ordinal);
}
