using System.Text;
using Microsoft.Extensions.AI;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Prices;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>One model with its parameters, ready to be asked: from messages to an <see cref="Answer"/>, whatever goes wrong on the way.</summary>
internal sealed class ChatModel(ChatSettings settings, Price? price, Func<IChatClient> connect, Pace pace, TimeProvider clock)
{
    private readonly Lazy<IChatClient> _client = new(connect);

    /// <summary>Null where it is not known.</summary>
    public Price? Price => price;

    public async ValueTask<Answer> AskAsync(IList<ChatMessage> messages, IList<AITool> tools, long? seed, long promptBound, CancellationToken cancellation)
    {
        var meter = new CallMeter { Tokens = promptBound + settings.MaxOutputTokens };
        var began = clock.GetTimestamp();
        try
        {
            meter.Begin();
            var response = await GetAsync(messages, Options(tools, seed), cancellation).ConfigureAwait(false);
            return Answer(response, promptBound, meter, meter.Latency ?? clock.GetElapsedTime(began));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var failure = Failure(e);
            if (failure is { IsFiltered: true }) return Filtered(failure, clock.GetElapsedTime(began));
            throw new EpisodeStopException(ReasonCodes.OutsideFailed, $"{settings.Provider.Name}:{settings.Model}: {failure?.Message ?? Unexpected(e)}", inner: e);
        }
    }

    private async Task<ChatResponse> GetAsync(IList<ChatMessage> messages, ChatOptions options, CancellationToken cancellation) => settings.Stream
        ? await _client.Value.GetStreamingResponseAsync(messages, options, cancellation).ToChatResponseAsync(cancellation).ConfigureAwait(false)
        : await _client.Value.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false);

    private ChatOptions Options(IList<AITool> tools, long? seed) => new()
    {
        ModelId = settings.Model,
        Temperature = (float?)settings.Temperature,
        MaxOutputTokens = settings.MaxOutputTokens,
        Seed = seed,
        Tools = tools,
        ToolMode = ChatToolMode.Auto,
    };

    private Answer Answer(ChatResponse response, long promptBound, CallMeter meter, TimeSpan latency)
    {
        var answer = Read(response);
        var text = answer.Write();
        var (prompt, completion) = (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount);
        var known = prompt is not null && completion is not null;
        var used = (prompt ?? promptBound) + (completion ?? TokenBound.Of(text.Length));
        pace.Return(meter.Tokens - used);
        return new Answer
        {
            Text = text,
            PromptTokens = prompt ?? promptBound,
            CompletionTokens = completion ?? Math.Min(TokenBound.Of(text.Length), settings.MaxOutputTokens),
            CostUsd = known ? price?.Of(prompt!.Value, completion!.Value) : price is { Input: 0, Output: 0 } ? 0 : null,
            LatencyMs = (long)latency.TotalMilliseconds,
        };
    }

    private Answer Filtered(ChatFailureException failure, TimeSpan latency) => new()
    {
        Text = new ChatAnswer { Finish = "content_filter", Refusal = failure.Message }.Write(),
        CostUsd = price is { Input: 0, Output: 0 } ? 0 : null,
        LatencyMs = (long)latency.TotalMilliseconds,
    };

    private static ChatAnswer Read(ChatResponse response)
    {
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        string? refusal = null;
        var calls = new List<ToolCall>();
        foreach (var content in response.Messages.Where(message => message.Role == ChatRole.Assistant).SelectMany(message => message.Contents))
        {
            if (content is FunctionCallContent call) calls.Add(ChatAnswer.Call(call.CallId, call.Name, Clients.ToolCallText.Of(call)));
            else if (content is TextReasoningContent thought) reasoning.Append(thought.Text);
            else if (content is TextContent words) text.Append(words.Text);
            else if (content is ErrorContent { ErrorCode: "refusal" } declined) refusal = declined.Message;
        }

        return new ChatAnswer
        {
            Finish = response.FinishReason?.Value ?? "unknown",
            Text = text.ToString(),
            Reasoning = reasoning.Length == 0 ? null : reasoning.ToString(),
            Refusal = refusal,
            ToolCalls = [.. calls],
        };
    }

    /// <summary>Client libraries wrap what the connection said.</summary>
    private static ChatFailureException? Failure(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is ChatFailureException failure) return failure;
            if (e is AggregateException { InnerExceptions: [var first, ..] } && Failure(first) is { } inner) return inner;
        }

        return null;
    }

    private static string Unexpected(Exception e) => e is DocumentException or FormatException
        ? $"the answer is not a chat completion: {e.Message}"
        : $"the answer could not be used: {e.GetType().Name}: {e.Message}";
}
