using System.Globalization;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>What a chat agent is asked with: its parameters, read and checked.</summary>
public sealed record ChatSettings
{
    public required ChatProvider Provider { get; init; }

    public required string Model { get; init; }

    public required Uri? BaseUrl { get; init; }

    /// <summary>Null leaves it to the provider.</summary>
    public double? Temperature { get; init; }

    public int MaxOutputTokens { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>Whether the prompt says that this is a test: an arm on purpose, never the default.</summary>
    public bool Hint { get; init; }

    /// <summary>Whether the prompt asks how sure the model is, for figures of calibration.</summary>
    public bool AsksConfidence { get; init; }

    public bool Stream { get; init; }

    /// <summary>Sent with the episode's number added, where the provider takes one.</summary>
    public long? Seed { get; init; }

    public int Repairs { get; init; }

    /// <summary>Above this many prompt tokens the oldest turns are left out.</summary>
    public int HistoryTokens { get; init; }

    public required Patience Patience { get; init; }

    public long? RequestsPerMinute { get; init; }

    public long? TokensPerMinute { get; init; }

    public static ObjectShape Shape(ChatProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var text = Documents.Shape.Text();
        return Documents.Shape.Object(
            provider.Model is { } usual ? Field.Optional("model", text, "The model.", usual) : Field.Required("model", text, "The model, as the provider names it."),
            provider.BaseUrl is null && provider.IsLive
                ? Field.Required("base_url", text, "Where the server is, such as http://127.0.0.1:8000/v1; also --base-url.")
                : Field.Optional("base_url", text, "Where the provider is; also --base-url.", provider.BaseUrl ?? "echo:"),
            Field.Optional(
                "temperature", Documents.Shape.Number(0, 2).OrNull(), "Sampling temperature; null leaves it to the provider, and some take none.", provider.TakesTemperature ? 0.2 : null),
            Field.Optional("max_output_tokens", Documents.Shape.Integer(1, 1_000_000).OrNull(), "Most tokens of one answer; null is 1024.", 1_024L) with { Aliases = ["max_tokens"] },
            Field.Optional("system_prompt", text.OrNull(), "Takes the place of the neutral one."),
            Field.Optional("hint", Documents.Shape.Boolean, "Adds one sentence that tells the model it is being tested: an arm on purpose.", false),
            Field.Optional("confidence", Documents.Shape.Boolean, "Asks the model to say how sure it is, from 0 to 1, for figures of calibration.", false),
            Field.Optional("stream", Documents.Shape.Boolean, "Asks for the answer in pieces.", false),
            Field.Optional("seed", Documents.Shape.Integer(0, int.MaxValue).OrNull(), "A seed for sampling, to which the episode's number is added; sent where the provider takes one."),
            Field.Optional("timeout", Documents.Shape.Number(0.1, 3_600), "Seconds that one attempt may take.", 60.0),
            Field.Optional("retries", Documents.Shape.Integer(0, 20), "Attempts after the first on 429, 5xx, timeouts and broken answers.", 4L),
            Field.Optional("repairs", Documents.Shape.Integer(0, 10), "Corrections within a turn when an answer cannot be used.", 2L),
            Field.Optional("history_tokens", Documents.Shape.Integer(256, 10_000_000), "Above this many prompt tokens the oldest turns are left out.", 32_000L),
            Field.Optional("rpm", Documents.Shape.Integer(1, 10_000_000).OrNull(), "Most requests in a minute."),
            Field.Optional("tpm", Documents.Shape.Integer(1, 10_000_000_000).OrNull(), "Most tokens in a minute."),
            Field.Optional("api_key", Documents.Shape.Any, "Refused: keys come from the environment."));
    }

    /// <summary>Reads parameters that <see cref="Shape"/> has checked.</summary>
    /// <exception cref="DocumentException">There is a key among them, or the address is none.</exception>
    public static ChatSettings Read(ChatProvider provider, DocumentMap parameters)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.NodeOrNull("api_key") is { } key)
            throw new DocumentException(key, $"keys come from the environment and belong in no file or flag: {(provider.KeyVariable is { } name ? $"set {name}" : "this agent needs none")}");
        if (!provider.TakesTemperature && parameters.NodeOrNull("temperature") is { } temperature)
            throw new DocumentException(temperature, $"{provider.Name} takes no temperature: leave it out");
        if (!provider.TakesSeed && parameters.NodeOrNull("seed") is { } seed) throw new DocumentException(seed, $"{provider.Name} takes no seed: leave it out");
        return new ChatSettings
        {
            Provider = provider,
            Model = parameters.Text("model"),
            BaseUrl = provider.IsLive ? Address(parameters.Node("base_url")) : null,
            Temperature = parameters.NumberOrNull("temperature"),
            MaxOutputTokens = (int)parameters.Integer("max_output_tokens", 1_024),
            SystemPrompt = parameters.TextOrNull("system_prompt"),
            Hint = parameters.Boolean("hint"),
            AsksConfidence = parameters.Boolean("confidence"),
            Stream = parameters.Boolean("stream"),
            Seed = parameters.IntegerOrNull("seed"),
            Repairs = (int)parameters.Integer("repairs"),
            HistoryTokens = (int)parameters.Integer("history_tokens"),
            Patience = new Patience { Retries = (int)parameters.Integer("retries"), Timeout = TimeSpan.FromSeconds(parameters.Number("timeout")) },
            RequestsPerMinute = parameters.IntegerOrNull("rpm"),
            TokensPerMinute = parameters.IntegerOrNull("tpm"),
        };
    }

    /// <summary>An address as it may be given: http or https, without a name and password in it.</summary>
    public static Uri Address(DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (!Uri.TryCreate(node.AsText(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new DocumentException(node, string.Create(CultureInfo.InvariantCulture, $"'{Hidden(node.AsText())}' is not an address such as http://127.0.0.1:8000/v1"));
        if (address.UserInfo.Length > 0) throw new DocumentException(node, "an address with a name and password in it is refused: keys come from the environment");
        return address;
    }

    private static string Hidden(string address) => address.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? string.Concat("…", address.AsSpan(at)) : address;
}
