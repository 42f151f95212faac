using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Tiltyard.Documents;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Tiltyard.Adapters.ChatModels.Clients;

/// <summary>
/// The official client of OpenAI as an <see cref="IChatClient"/>. It is used by its protocol methods: requests and answers are written and
/// read here, because compatible servers name and leave out more than the client's own types allow.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private readonly string _model;
    private readonly ChatProvider _provider;
    private readonly ChatClient _client;

    /// <param name="http">Does its own retrying; the client's is off.</param>
    public OpenAiChatClient(ChatProvider provider, string model, Uri address, string? key, HttpClient http)
    {
        _model = model;
        _provider = provider;
        _client = new ChatClient(model, new ApiKeyCredential(key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            UserAgentApplicationId = "tiltyard",
        });
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAiResponse.Read((await SendAsync(messages, options, stream: false, cancellationToken).ConfigureAwait(false)).ToMemory().Span);

    /// <summary>Asks for a stream. It comes in one piece, because only a whole answer is worth anything here.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var body = await SendAsync(messages, options, stream: true, cancellationToken).ConfigureAwait(false);
        foreach (var update in OpenAiResponse.ReadStream(body.ToMemory().Span).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }

    private async Task<BinaryData> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, CancellationToken cancellation)
    {
        var body = new CanonicalWriter(4_096);
        OpenAiRequest.Write(body, _provider, _model, messages, options ?? new ChatOptions(), stream);
        using var content = BinaryContent.Create(BinaryData.FromBytes(body.WrittenMemory));
        var result = await _client.CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellation }).ConfigureAwait(false);
        return result.GetRawResponse().Content;
    }
}
