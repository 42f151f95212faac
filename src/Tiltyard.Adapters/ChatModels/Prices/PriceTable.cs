using System.Collections.Frozen;
using System.Reflection;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels.Prices;

/// <summary>US dollars for a million tokens.</summary>
public readonly record struct Price(double Input, double Output)
{
    public static Price Free { get; } = new(0, 0);

    public double Of(long promptTokens, long completionTokens) => ((promptTokens * Input) + (completionTokens * Output)) / 1_000_000;
}

/// <summary>What models cost, as data with a date. A model that is not in it has an unknown price, never none.</summary>
public sealed class PriceTable
{
    private readonly FrozenDictionary<string, Price> _prices;

    private PriceTable(string date, FrozenDictionary<string, Price> prices) => (Date, _prices) = (date, prices);

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Required("version", Documents.Shape.Integer(1, 1), "1."),
        Field.Required("date", Documents.Shape.Text(), "When the prices were looked up."),
        Field.Required(
            "models",
            Documents.Shape.Map(Documents.Shape.Object(
                Field.Required("input", Documents.Shape.Number(0, 1e6), "US dollars for a million prompt tokens."),
                Field.Required("output", Documents.Shape.Number(0, 1e6), "US dollars for a million answer tokens."))),
            "Prices by provider:model."));

    /// <summary>The table that ships.</summary>
    public static PriceTable Shipped { get; } = Read(ReadShipped());

    /// <summary>When the prices were looked up.</summary>
    public string Date { get; }

    public int Count => _prices.Count;

    /// <exception cref="DocumentException">It is not a price table.</exception>
    public static PriceTable Read(DocumentNode document)
    {
        var table = Shape.Check(document);
        var prices = table.Map("models").Entries.Select(entry => KeyValuePair.Create(entry.Key, PriceOf(entry.Value.AsMap())));
        return new PriceTable(table.Text("date"), prices.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>This table with the prices of another in place of its own.</summary>
    public PriceTable With(PriceTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var prices = _prices.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, price) in other._prices) prices[name] = price;
        return new PriceTable(other.Date, prices.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The price of a model, or null where it is not known.</summary>
    public Price? Of(ChatSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Provider.IsFree) return Price.Free;
        return _prices.TryGetValue($"{settings.Provider.Name}:{settings.Model}", out var price) ? price : null;
    }

    private static Price PriceOf(DocumentMap map) => new(map.Number("input"), map.Number("output"));

    private static DocumentNode ReadShipped()
    {
        const string name = "Tiltyard.Adapters.ChatModels.Prices.prices.json";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return JsonDocumentReader.Read("prices.json", bytes);
    }
}
