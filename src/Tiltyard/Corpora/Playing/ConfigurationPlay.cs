using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Reports;
using Tiltyard.Traces;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Playing;

/// <summary>Asks the gates of one configuration, listens to its validators, and keeps what they object to in the run in hand.</summary>
internal sealed class ConfigurationPlay
{
    private const int MostArguments = 400;
    private const int MostDetail = 400;

    private readonly string _name;
    private readonly ImmutableArray<IGate> _gates;
    private readonly ImmutableArray<IGate>[] _gatesAt;
    private int _denied;
    private int _warned;
    private Objection? _firstDeny;
    private Objection? _firstWarn;

    public ConfigurationPlay(CorpusConfiguration configuration)
    {
        _name = configuration.Name;
        _gates = configuration.Gates(CorpusWorld.Spec);
        _gatesAt = [.. Enum.GetValues<GateStage>().Select(stage => _gates.Where(gate => gate.Stages.HasFlag((GateStages)(1 << (int)stage))).ToImmutableArray())];
        Validators = configuration.Validators(CorpusWorld.Spec);
    }

    public ImmutableArray<IValidator> Validators { get; }

    public bool Asks(GateStage stage) => !_gatesAt[(int)stage].IsEmpty;

    public void Begin(in EpisodeKey key, RecordedRun run)
    {
        (_denied, _warned, _firstDeny, _firstWarn) = (0, 0, null, null);
        foreach (var gate in _gates)
        {
            try
            {
                gate.Begin(key);
            }
            catch (Exception e)
            {
                throw Failed(gate.Name, run, 0, e);
            }
        }
    }

    public void Ask(in GateRequest request, RecordedRun run, int number, RecordedCall? call)
    {
        foreach (var gate in _gatesAt[(int)request.Stage])
        {
            Ruling ruling;
            try
            {
                ruling = gate.Rule(request);
            }
            catch (Exception e)
            {
                throw Failed(gate.Name, run, number, e);
            }

            if (ruling.Decision == Decision.Allow) continue;
            if (ruling.Decision == Decision.Deny ? _denied++ == 0 : _warned++ == 0) Keep(gate.Name, request.Stage, ruling, number, call);
        }
    }

    /// <summary>Counts what the validators found in the whole run: each finding is a warning.</summary>
    public Opinion End(int calls)
    {
        foreach (var finding in Validators.SelectMany(validator => validator.Findings))
        {
            if (_warned++ > 0 || _firstWarn is not null) continue;
            _firstWarn = new Objection
            {
                Decision = Decision.Warn,
                Gate = finding.Validator,
                Stage = null,
                Rule = finding.Validator,
                Code = finding.Reason.Code,
                Detail = Hostile.Clip(finding.Message, MostDetail),
                Call = calls,
            };
        }

        return _denied + _warned == 0 ? Opinion.Silent : new Opinion(_denied, _warned, _firstDeny, _firstWarn);
    }

    public CorpusPlayException Failed(string part, RecordedRun run, int number, Exception e) =>
        new($"{part} of the configuration {_name} failed at {run.Id}, call {number}: {e.Message}", e);

    private void Keep(string gate, GateStage stage, in Ruling ruling, int number, RecordedCall? call)
    {
        var objection = new Objection
        {
            Decision = ruling.Decision,
            Gate = gate,
            Stage = stage,
            Rule = ruling.RuleId,
            Code = ruling.Reason.Code,
            Detail = ruling.Detail is null ? null : Hostile.Clip(ruling.Detail, MostDetail),
            Call = number,
            Tool = call?.Tool,
            Arguments = call is null ? null : Hostile.Clip(Json(call), MostArguments),
        };
        if (ruling.Decision == Decision.Deny) _firstDeny = objection;
        else _firstWarn = objection;
    }

    private static string Json(RecordedCall call)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        foreach (var argument in call.Arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal))
        {
            writer.Name(argument.Name);
            writer.Write(argument.Value);
        }

        writer.EndObject();
        return System.Text.Encoding.UTF8.GetString(writer.Written);
    }
}

/// <summary>A gate or a validator threw. Nothing of the pass counts then: what it would have said is unknown, not an allow.</summary>
public sealed class CorpusPlayException(string message, Exception inner) : Exception(message, inner);
