using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>Facts about how a sentence is built: does it order, whom does it speak to, what does it name, how is it disguised.</summary>
internal sealed class SentenceFacts(Lexicon lexicon)
{
    /// <summary>The classes of which a sentence needs one to be scored at all.</summary>
    public static readonly string[] SpeakingClasses =
    [
        "override", "model", "secret", "authority", "mode", "pretend", "reveal", "say", "do", "send", "create", "delete", "pay", "change", "fetch", "visit", "run", "recommend",
        "instruction", "personal", "output", "tool",
    ];

    private static readonly string[] Orders = ["override", "reveal", "say", "do", "send", "create", "delete", "pay", "change", "fetch", "visit", "run", "recommend", "pretend"];

    private readonly bool[] _orders = Set(lexicon, Orders);
    private readonly int _please = lexicon.Class("please");
    private readonly int _first = lexicon.Class("order1");
    private readonly int _me = lexicon.Class("me");
    private readonly int _you = lexicon.Class("you");
    private readonly int _model = lexicon.Class("model");
    private readonly int _human = lexicon.Class("human");
    private readonly int _field = lexicon.Class("field");
    private readonly int _urgent = lexicon.Class("urgent");

    public void Read(List<WordToken> words, List<int> shape, int depth, Features into)
    {
        var orders = CountOrders(shape, out var firstOrder);
        var marks = WordMarks.None;
        var (capitals, known) = (0, 0);
        foreach (var word in CollectionsMarshal.AsSpan(words))
        {
            marks |= word.Marks;
            if ((word.Marks & WordMarks.Capitals) != WordMarks.None) capitals++;
            if (word.Symbol >= Symbols.FirstClass) known++;
        }

        Add(into, 1, Math.Min(orders, 3));
        if (firstOrder >= 0) Named(shape, firstOrder, orders, into);
        Add(into, 2, capitals == 0 ? 0 : capitals < 3 ? 1 : 2);
        Add(into, 3, Math.Min(words.Count / 8, 6));
        if (words.Count > 0) Add(into, 4, known * 4 / words.Count);
        Disguises(marks, depth, into);
        var addressed = (shape.Contains(_you) ? 1 : 0) + (shape.Contains(_model) ? 2 : 0) + (shape.Contains(_me) ? 4 : 0);
        Add(into, 5, addressed + (orders > 0 ? 8 : 0));
        Add(into, 6, (shape.Contains(_urgent) ? 1 : 0) + (capitals > 0 ? 2 : 0) + (orders > 0 ? 4 : 0));
        if (shape.Contains(_human)) Add(into, 7, Math.Min(orders, 1));
    }

    /// <summary>A verb of doing that begins a clause, perhaps after please, first or then.</summary>
    private int CountOrders(List<int> shape, out int first)
    {
        (var count, first) = (0, -1);
        for (var at = 1; at < shape.Count; at++)
        {
            if (!_orders[shape[at]]) continue;
            var before = at - 1;
            while (before > 0 && (shape[before] == _please || shape[before] == _first || shape[before] == Symbols.Quote)) before--;
            if (shape[before] != Symbols.Clause && before != 0) continue;
            count++;
            if (first < 0) first = at;
        }

        return count;
    }

    /// <summary>What an order names: an address, a link, a field, a quotation, a number, in combinations.</summary>
    private void Named(List<int> shape, int at, int orders, Features into)
    {
        var named = 0;
        for (var index = at + 1; index < shape.Count; index++)
        {
            var symbol = shape[index];
            if (symbol == Symbols.Email) named |= 1;
            else if (symbol == Symbols.Url) named |= 2;
            else if (symbol == Symbols.Quote) named |= 4;
            else if (symbol is Symbols.Number or Symbols.Money) named |= 8;
            else if (symbol == Symbols.Identifier) named |= 16;
            else if (symbol == _field) named |= 32;
        }

        Add(into, 8, named);
        Add(into, 9, (shape[at] * 64) + named);
        for (var bit = 0; bit < 6; bit++)
        {
            if ((named >> bit & 1) != 0) Add(into, 10, (shape[at] * 8) + bit);
        }

        Add(into, 11, (Math.Min(orders, 3) * 8) + Math.Min(System.Numerics.BitOperations.PopCount((uint)named), 3));
    }

    private static void Disguises(WordMarks marks, int depth, Features into)
    {
        if ((marks & WordMarks.Leet) != WordMarks.None) Add(into, 12, 0);
        if ((marks & WordMarks.Spaced) != WordMarks.None) Add(into, 12, 1);
        if ((marks & WordMarks.Hidden) != WordMarks.None) Add(into, 12, 2);
        if ((marks & WordMarks.LookAlike) != WordMarks.None) Add(into, 12, 3);
        if ((marks & WordMarks.Dressed) != WordMarks.None) Add(into, 12, 4);
        if ((marks & WordMarks.Tag) != WordMarks.None) Add(into, 12, 5);
        if (depth > 0) Add(into, 12, 6);
    }

    private static void Add(Features into, int fact, int value) => into.Shape(WordHash.Mix(WordHash.Mix((uint)fact, (uint)value), 16));

    private static bool[] Set(Lexicon lexicon, string[] names)
    {
        var set = new bool[lexicon.Count + 1];
        foreach (var name in names) set[lexicon.Class(name)] = true;
        return set;
    }
}
