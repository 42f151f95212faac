using System.Runtime.InteropServices;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.Policy;

/// <summary>Where the facts of a gate come from.</summary>
internal enum FactSource
{
    /// <summary>What the application knows of the request in hand.</summary>
    Request,
    Argument,
    Arguments,
    Tool,
    Stage,
    Text,
    Lower,
    Response,
    Result,
    Observation,
    Seat,
    Step,
    DecisionBefore,
    ReasonBefore,
    RuleBefore,
}

/// <summary>A fact that a rule may ask a gate for, resolved once: its source, the name there, and its place among a world's request facts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GateFact(FactSource Source, string Name, FieldNames? Names = null, int Index = -1)
{
    private const string Argument = "arguments.";

    public static GateFact Of(string path, FieldNames request)
    {
        if (path.StartsWith(Argument, StringComparison.Ordinal)) return new GateFact(FactSource.Argument, path[Argument.Length..]);
        var source = path switch
        {
            "arguments" => FactSource.Arguments,
            "tool" => FactSource.Tool,
            "stage" => FactSource.Stage,
            "text" => FactSource.Text,
            "text_lower" => FactSource.Lower,
            "response_text" => FactSource.Response,
            "result" => FactSource.Result,
            "observation" => FactSource.Observation,
            "seat" => FactSource.Seat,
            "step" => FactSource.Step,
            "pre_gate.decision" => FactSource.DecisionBefore,
            "pre_gate.reason_code" => FactSource.ReasonBefore,
            "pre_gate.rule_id" => FactSource.RuleBefore,
            _ => FactSource.Request,
        };
        return source == FactSource.Request ? new GateFact(source, path, request, request.IndexOf(path)) : new GateFact(source, path);
    }
}
