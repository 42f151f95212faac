using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Adapters.Tapes;

/// <summary>What a tape holds at one place: an answer, or the one line that says why there was none.</summary>
internal sealed record RecordedAnswer(TapeKey Key, Answer? Answer, string? Failure);

/// <summary>One answer as a line of tape.jsonl. The request itself is not kept: its hash says whether it is the same.</summary>
internal static class TapeLine
{
    public static byte[] Write(in TapeKey key, Question question, Answer answer)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Text("answer"u8, answer.Text);
        if (answer.Cached) writer.Boolean("cached"u8, true);
        writer.Text("case"u8, key.Case);
        writer.Text("cell"u8, key.Cell);
        writer.Integer("completion_tokens"u8, answer.CompletionTokens);
        writer.Number("cost_usd"u8, answer.CostUsd);
        writer.Integer("episode"u8, key.Episode);
        writer.Integer("latency_ms"u8, answer.LatencyMs);
        writer.Integer("occurrence"u8, key.Occurrence);
        writer.Integer("prompt_tokens"u8, answer.PromptTokens);
        return Close(writer, key, question);
    }

    public static byte[] WriteFailure(in TapeKey key, Question question, string failure)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Text("case"u8, key.Case);
        writer.Text("cell"u8, key.Cell);
        writer.Integer("episode"u8, key.Episode);
        writer.Text("failure"u8, failure);
        writer.Integer("occurrence"u8, key.Occurrence);
        return Close(writer, key, question);
    }

    /// <exception cref="DocumentException">The line is not an answer.</exception>
    public static RecordedAnswer Read(string file, int number, ReadOnlySpan<byte> line)
    {
        var map = JsonDocumentReader.Read(file, line, firstLine: number).AsMap();
        var key = new TapeKey(map.Text("cell"), map.Text("case"), map.Integer("episode"), map.Text("request"), checked((int)map.Integer("occurrence")));
        if (map.TextOrNull("failure") is { } failure) return new RecordedAnswer(key, null, failure);
        var answer = new Answer
        {
            Text = map.Text("answer"),
            PromptTokens = map.Integer("prompt_tokens"),
            CompletionTokens = map.Integer("completion_tokens"),
            CostUsd = map.NumberOrNull("cost_usd"),
            LatencyMs = map.IntegerOrNull("latency_ms"),
            Cached = map.Boolean("cached", false),
        };
        return new RecordedAnswer(key, answer, null);
    }

    private static byte[] Close(CanonicalWriter writer, in TapeKey key, Question question)
    {
        writer.Text("request"u8, key.RequestHash);
        writer.Text("seat"u8, question.Seat);
        writer.Text("source"u8, question.Source);
        writer.Integer("step"u8, question.Step);
        writer.EndObject();
        writer.EndLine();
        return writer.Written.ToArray();
    }
}
