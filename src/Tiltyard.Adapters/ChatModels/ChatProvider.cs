using System.Collections.Immutable;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>In which form a provider is spoken to.</summary>
public enum ChatForm
{
    /// <summary>The chat completions of OpenAI and of the many that speak alike.</summary>
    OpenAi,

    Anthropic,

    /// <summary>Nobody is spoken to: the answer is the prompt.</summary>
    Echo,
}

/// <summary>Who offers chat models: the name of the agent, where it is, and where its key comes from.</summary>
public sealed record ChatProvider
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public ChatForm Form { get; init; } = ChatForm.OpenAi;

    /// <summary>Null where the user must say.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The environment variable of the key; null where there is none.</summary>
    public string? KeyVariable { get; init; }

    public bool NeedsKey { get; init; } = true;

    /// <summary>True when the models run on the user's own machine and cost nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>The model when none is named; null where one must be.</summary>
    public string? Model { get; init; }

    /// <summary>The member that bounds the answer; the newer name is not understood everywhere.</summary>
    public string MaxTokensName { get; init; } = "max_tokens";

    public bool TakesSeed { get; init; } = true;

    public bool TakesTemperature { get; init; } = true;

    /// <summary>Whether it can be told to keep to a tool's schema strictly.</summary>
    public bool TakesStrict { get; init; }

    /// <summary>More than it adds to the prompt of its own, such as its words about tools.</summary>
    public int HiddenTokens { get; init; }

    public bool IsLive => Form != ChatForm.Echo;

    /// <summary>What the key is called in a placeholder.</summary>
    public string KeyKind => Name.Replace('-', '_') + "_key";

    public static ImmutableArray<ChatProvider> All { get; } =
    [
        new()
        {
            Name = "openai", Summary = "A model of OpenAI.", BaseUrl = "https://api.openai.com/v1", KeyVariable = "OPENAI_API_KEY", MaxTokensName = "max_completion_tokens", TakesStrict = true,
        },
        new() { Name = "openrouter", Summary = "A model by way of OpenRouter.", BaseUrl = "https://openrouter.ai/api/v1", KeyVariable = "OPENROUTER_API_KEY" },
        new() { Name = "groq", Summary = "A model at Groq.", BaseUrl = "https://api.groq.com/openai/v1", KeyVariable = "GROQ_API_KEY" },
        new() { Name = "ollama", Summary = "A model on this machine, in Ollama.", BaseUrl = "http://localhost:11434/v1", NeedsKey = false, IsFree = true },
        new()
        {
            Name = "anthropic", Summary = "A model of Anthropic.", Form = ChatForm.Anthropic, BaseUrl = "https://api.anthropic.com", KeyVariable = "ANTHROPIC_API_KEY", TakesSeed = false,
            TakesTemperature = false, HiddenTokens = 1_024,
        },
        new() { Name = "openai-compatible", Summary = "A model behind any server that speaks like OpenAI, at base_url.", KeyVariable = "REAL_API_KEY", NeedsKey = false },
        new()
        {
            Name = "echo", Summary = "Answers with the text of the prompt and calls nobody: proves the plumbing.", Form = ChatForm.Echo, KeyVariable = "REAL_API_KEY", NeedsKey = false,
            IsFree = true, Model = "stub",
        },
    ];

    /// <summary>Whether an address is the provider's own.</summary>
    public bool IsAt(Uri address) => BaseUrl is not null && new Uri(BaseUrl) == address;

    /// <summary>The provider of an agent written as name or name:model, or null.</summary>
    public static ChatProvider? Of(string agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var colon = agent.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? agent : agent[..colon];
        return All.FirstOrDefault(provider => provider.Name.Equals(name, StringComparison.Ordinal));
    }
}
