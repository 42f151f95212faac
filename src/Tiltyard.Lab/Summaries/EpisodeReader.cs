using System.Text;
using System.Text.Json;

namespace Tiltyard.Lab.Summaries;

/// <summary>Reads episodes of a results document into a tally, without keeping any.</summary>
internal sealed class EpisodeReader(EpisodeTally tally)
{
    private readonly double?[] _values = new double?[SummaryMetric.All.Length];
    private bool? _contained;

    private string Path => $"$.episodes[{tally.Episodes}]";

    /// <summary>From the start of an episode to its end.</summary>
    public void Read(ref JsonTokens tokens)
    {
        tokens.Expect(JsonTokenType.StartObject, "an episode");
        Array.Clear(_values);
        _contained = null;
        var (hasSeed, hasMetrics) = (false, false);
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read())
        {
            if (tokens.Is("seed"u8))
            {
                Once(ref tokens, ref hasSeed);
                tokens.Read();
                tokens.Integer();
            }
            else if (tokens.Is("metrics"u8))
            {
                Once(ref tokens, ref hasMetrics);
                tokens.Read();
                ReadMetrics(ref tokens, null);
            }
            else
            {
                tokens.Skip();
            }
        }

        if (!hasSeed || !hasMetrics) throw tokens.Wrong($"{(hasSeed ? "metrics" : "seed")} is missing", Path);
        Take();
    }

    private void Once(ref JsonTokens tokens, ref bool isThere)
    {
        if (isThere) throw tokens.Wrong("the key is there twice", Path);
        isThere = true;
    }

    private void ReadMetrics(ref JsonTokens tokens, string? within)
    {
        tokens.Expect(JsonTokenType.StartObject, "a map");
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read())
        {
            if (Known(ref tokens, within) is var known and >= 0)
            {
                tokens.Read();
                if (_values[known] is not null) throw tokens.Wrong($"{SummaryMetric.All[known].Key} is there twice", Path);
                if (tokens.Type != JsonTokenType.Null) _values[known] = Value(ref tokens, SummaryMetric.All[known]);
            }
            else if (within is null && tokens.Is("containment_success"u8))
            {
                tokens.Read();
                if (_contained is not null) throw tokens.Wrong("containment_success is there twice", Path);
                if (tokens.Type != JsonTokenType.Null) _contained = tokens.Boolean();
            }
            else if (within is null && tokens.Is("llm_confidence_calibration"u8))
            {
                tokens.Read();
                if (tokens.Type != JsonTokenType.Null) ReadMetrics(ref tokens, "llm_confidence_calibration");
            }
            else
            {
                tokens.Skip();
            }
        }
    }

    private static int Known(ref JsonTokens tokens, string? within)
    {
        for (var place = 0; place < SummaryMetric.All.Length; place++)
        {
            if (string.Equals(SummaryMetric.All[place].Within, within, StringComparison.Ordinal) && tokens.Is(SummaryMetric.All[place].KeyBytes)) return place;
        }

        return -1;
    }

    private double Value(ref JsonTokens tokens, SummaryMetric metric)
    {
        if (metric.Form == MetricForm.Number)
        {
            var number = tokens.Number();
            return Math.Abs(number) < MetricTally.Limit ? number : throw tokens.Wrong($"{metric.Key} is no figure of an episode", Path);
        }

        if (tokens.Type != JsonTokenType.StartObject) throw tokens.Wrong($"expected a map of counts at {metric.Key}", Path);
        double sum = 0;
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read())
        {
            tokens.Read();
            var count = tokens.Integer();
            if (count < 0 || (sum += count) >= MetricTally.Limit) throw tokens.Wrong($"{metric.Key} holds what is no count", Path);
        }

        return sum;
    }

    private void Take()
    {
        tally.Episodes++;
        for (var place = 0; place < _values.Length; place++)
        {
            if (_values[place] is { } value) tally.Metrics[place].Add(value);
        }

        if (_contained is { } contained) tally.Contained = tally.Contained.With(contained);
    }
}
