using Tiltyard.Documents;

namespace Tiltyard.Adapters.Http;

/// <summary>Where an <see cref="HttpAgent"/> asks, for how long and how often.</summary>
internal sealed record HttpAgentOptions
{
    public const string UrlKey = "url";

    public const string CredentialKey = "auth_env";

    /// <summary>The address as it was given: it is part of the agent's name.</summary>
    public required string Url { get; init; }

    public required Uri Address { get; init; }

    /// <summary>For one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further attempts after one that was turned away or took too long.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The environment variable whose value is sent as authorization; null sends none.</summary>
    public string? AuthorizationVariable { get; init; }

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Required(UrlKey, Documents.Shape.Text() with { MinLength = 1, MaxLength = 2_000 }, "The address that every observation is posted to."),
        Field.Optional("timeout", Documents.Shape.Number(0.1, 3_600), "Seconds that one attempt may take.", 60),
        Field.Optional("retries", Documents.Shape.Integer(0, 20), "Further attempts after status 429 or 5xx or no answer in time.", 3),
        Field.Optional(CredentialKey, Documents.Shape.Text() with { MinLength = 1, MaxLength = 200 }, "The environment variable that holds the token or the whole Authorization header."));

    /// <summary>Reads what <see cref="Shape"/> has checked.</summary>
    /// <exception cref="DocumentException">The address is none, or holds what must not be written down.</exception>
    public static HttpAgentOptions From(DocumentMap parameters) => new()
    {
        Url = parameters.Text(UrlKey),
        Address = ReadAddress(parameters.Node(UrlKey)),
        Timeout = TimeSpan.FromSeconds(parameters.Number("timeout")),
        Retries = (int)parameters.Integer("retries"),
        AuthorizationVariable = parameters.TextOrNull(CredentialKey),
    };

    /// <summary>Takes http://host/path, and what is left of it behind the name of the agent: //host/path or host/path.</summary>
    public static Uri ReadAddress(DocumentNode node)
    {
        var text = node.AsText();
        var whole = text.StartsWith("//", StringComparison.Ordinal) ? "http:" + text : text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.Scheme is not ("http" or "https"))
            throw new DocumentException(node, "the agent http needs an address such as http:http://127.0.0.1:8080/act");
        if (address.UserInfo.Length > 0)
            throw new DocumentException(node, "an address with a user or password in it would be written down: put the credentials into an environment variable and name it with auth_env");
        return address;
    }
}
