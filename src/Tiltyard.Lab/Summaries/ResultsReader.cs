using System.Globalization;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Summaries;

/// <summary>Reads a results document of version 0.2 or 0.3 from a stream, in memory that its episodes do not change.</summary>
internal sealed class ResultsReader(string file)
{
    private static readonly string[] Required = ["agent_baseline_id", "episodes", "schema_version", "seeds", "task"];

    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _measured = new(StringComparer.Ordinal);
    private readonly EpisodeTally _tally = new();
    private readonly double?[] _model = new double?[ModelFigures.Names.Count];
    private double? _wallSeconds;
    private long? _planned;
    private long _seeds;

    /// <exception cref="DocumentException">This is no such document.</exception>
    public ResultsFile Read(Stream stream)
    {
        var tokens = new JsonTokens(file, stream);
        tokens.Expect(JsonTokenType.StartObject, "a results document");
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read()) ReadMember(ref tokens);
        tokens.End();
        if (Required.FirstOrDefault(name => !_seen.Contains(name)) is { } missing) throw new DocumentException(file, $"this is no results document: {missing} is missing");
        if (_seeds != _tally.Episodes) throw new DocumentException(file, $"there are {_seeds} seeds and {_tally.Episodes} episodes");
        if (_planned is { } planned && planned != _tally.Episodes) throw new DocumentException(file, $"num_episodes is {planned}, and there are {_tally.Episodes}");
        if (_tally.Episodes == 0) throw new DocumentException(file, "there are no episodes");
        return Made();
    }

    private ResultsFile Made() => new()
    {
        Name = file,
        Version = _texts["schema_version"]!,
        Group = new ResultsGroup(
            _texts["task"]!, _texts["agent_baseline_id"]!, _texts.GetValueOrDefault("partner_id"), _texts.GetValueOrDefault("timing_mode"), _texts.GetValueOrDefault("strict_signatures"),
            _texts.GetValueOrDefault("roster"), _texts.GetValueOrDefault("load"), _texts.GetValueOrDefault("enforcement"), _texts.GetValueOrDefault("access_control")),
        Tally = _tally,
        Episodes = _tally.Episodes,
        PipelineMode = _texts.GetValueOrDefault("pipeline_mode"),
        Backend = _texts.GetValueOrDefault("llm_backend_id"),
        Model = _texts.GetValueOrDefault("llm_model_id"),
        WallSeconds = _wallSeconds,
        ModelFigures = new ModelFigures { Values = _model },
    };

    private void ReadMember(ref JsonTokens tokens)
    {
        var name = tokens.Name();
        if (!_seen.Add(name)) throw tokens.Wrong($"the key {Excerpted(name)} is there twice");
        tokens.Read();
        switch (name)
        {
            case "schema_version":
                var version = tokens.Text();
                if (version is not ("0.2" or "0.3")) throw tokens.Wrong($"results of version {Excerpted(version)} are not known: 0.2 and 0.3 are", "$.schema_version");
                _texts[name] = version;
                break;
            case "task" or "agent_baseline_id":
                _texts[name] = tokens.Text() is { Length: > 0 and <= 200 } text ? text : throw tokens.Wrong("expected a name of at most 200 characters", $"$.{name}");
                break;
            case "partner_id" or "pipeline_mode" or "llm_backend_id" or "llm_model_id":
                _texts[name] = Label(ref tokens, $"$.{name}");
                break;
            case "num_episodes":
                _planned = tokens.Integer();
                break;
            case "seeds":
                tokens.Expect(JsonTokenType.StartArray, "a list of seeds");
                for (tokens.Read(); tokens.Type != JsonTokenType.EndArray; tokens.Read(), _seeds++) tokens.Integer();
                break;
            case "episodes":
                ReadEpisodes(ref tokens);
                break;
            case "config":
                ReadConfig(ref tokens);
                break;
            case "metadata":
                ReadMetadata(ref tokens);
                break;
            default:
                tokens.Skip();
                break;
        }
    }

    private static string? Label(ref JsonTokens tokens, string path) =>
        tokens.TextOrNull() is not { } label ? null : label.Length <= 200 ? label : throw tokens.Wrong("expected a name of at most 200 characters", path);

    private void ReadEpisodes(ref JsonTokens tokens)
    {
        tokens.Expect(JsonTokenType.StartArray, "a list of episodes");
        var reader = new EpisodeReader(_tally);
        for (tokens.Read(); tokens.Type != JsonTokenType.EndArray; tokens.Read()) reader.Read(ref tokens);
    }

    /// <summary>What of the set-up tells groups apart.</summary>
    private void ReadConfig(ref JsonTokens tokens)
    {
        tokens.Expect(JsonTokenType.StartObject, "a map");
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read())
        {
            var name = tokens.Name();
            if (name is not ("timing_mode" or "strict_signatures" or "roster" or "load" or "enforcement" or "access_control"))
            {
                tokens.Skip();
                continue;
            }

            tokens.Read();
            if (_texts.ContainsKey(name)) throw tokens.Wrong("the key is there twice", $"$.config.{name}");
            _texts[name] = name switch
            {
                "strict_signatures" or "enforcement" or "access_control" => tokens.Type == JsonTokenType.Null ? null : tokens.Boolean() ? "true" : "false",
                "load" => tokens.Integer().ToString(CultureInfo.InvariantCulture),
                _ => Label(ref tokens, $"$.config.{name}"),
            };
        }
    }

    private void ReadMetadata(ref JsonTokens tokens)
    {
        if (tokens.Type == JsonTokenType.Null) return;
        tokens.Expect(JsonTokenType.StartObject, "a map");
        for (tokens.Read(); tokens.Type != JsonTokenType.EndObject; tokens.Read())
        {
            var name = tokens.Name();
            var place = Place(name);
            var isWall = name is "run_duration_wall_s";
            if (!isWall && place < 0)
            {
                tokens.Skip();
                continue;
            }

            tokens.Read();
            if (!_measured.Add(name)) throw tokens.Wrong("the key is there twice", $"$.metadata.{name}");
            double? number = tokens.Type == JsonTokenType.Null ? null : tokens.Number();
            if (isWall) _wallSeconds = number;
            else _model[place] = number;
        }
    }

    /// <summary>The documented names put the kind of average before the word latency.</summary>
    private static int Place(string name)
    {
        var known = name switch
        {
            "mean_llm_latency_ms" => "llm_mean_latency_ms",
            "p95_llm_latency_ms" => "llm_p95_latency_ms",
            "total_tokens" => "llm_total_tokens",
            "tokens_per_step" => "llm_tokens_per_step",
            "estimated_cost_usd" => "llm_estimated_cost_usd",
            _ => name,
        };
        for (var place = 0; place < ModelFigures.Names.Count; place++)
        {
            if (ModelFigures.Names[place].Equals(known, StringComparison.Ordinal)) return place;
        }

        return -1;
    }

    private static string Excerpted(string text) => $"'{(text.Length > 40 ? text[..40] + "…" : text)}'";
}
