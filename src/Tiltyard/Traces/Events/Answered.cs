using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>
/// An answer that came through the boundary from a model, a tool, a process or a person. Whether it was recorded or replayed is not
/// in the record: both give the same bytes.
/// </summary>
public readonly record struct Answered(
    string Source, string Seat, int Step, string RequestHash, string Answer, long PromptTokens, long CompletionTokens, double? CostUsd = null, long? LatencyMs = null,
    bool Cached = false)
{
    public const string Kind = "answered";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("answer"u8, Answer);
        if (Cached) writer.Boolean("cached"u8, true);
        writer.Integer("completion_tokens"u8, CompletionTokens);
        if (CostUsd is { } cost) writer.Number("cost_usd"u8, cost);
        if (LatencyMs is { } latency) writer.Integer("latency_ms"u8, latency);
        writer.Integer("prompt_tokens"u8, PromptTokens);
        writer.Text("request"u8, RequestHash);
        writer.Text("seat"u8, Seat);
        writer.Text("source"u8, Source);
        writer.Integer("step"u8, Step);
        writer.EndObject();
    }

    internal static Answered Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "answer", "cached", "completion_tokens", "cost_usd", "latency_ms", "prompt_tokens", "request", "seat", "source", "step");
        return new(
            data.Text("source"),
            data.Text("seat"),
            EventNames.Step(data, "step"),
            data.Text("request"),
            data.Text("answer"),
            data.Integer("prompt_tokens"),
            data.Integer("completion_tokens"),
            data.NumberOrNull("cost_usd"),
            data.IntegerOrNull("latency_ms"),
            data.Boolean("cached", false));
    }
}
