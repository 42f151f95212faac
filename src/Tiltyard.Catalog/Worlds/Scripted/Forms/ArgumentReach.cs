using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Whether a call that a tool accepts could satisfy a condition.</summary>
internal static class ArgumentReach
{
    /// <summary>Why none could, or null.</summary>
    public static string? Refuse(ScriptTool tool, Clause where)
    {
        foreach (var one in where.Comparisons)
        {
            if (one.Root is "record" && tool.Record is null) return $"a call of {tool.Name} is about no record";
            if (one.Root is not "args") continue;
            var index = one.Below.Length == 0 ? -1 : tool.Spec.ArgumentNames.IndexOf(one.Below[0]);
            if (index < 0) return UnknownName.Reason($"argument of {tool.Name}", one.Below.Length == 0 ? "args" : one.Below[0], tool.Spec.ArgumentNames.Names);
            if (one is { Decides: true, Value: { } value } && Refuse(tool.Spec.Parameters[index], one.Operation, value) is { } reason) return $"the argument '{one.Below[0]}' of {tool.Name} {reason}";
        }

        return null;
    }

    private static string? Refuse(ParameterSpec parameter, string operation, DocumentNode value)
    {
        switch (operation)
        {
            case "==" or "in" or "one_of":
                ImmutableArray<DocumentNode> wanted = value is DocumentList list ? list.Items : [value];
                return wanted.Any(one => parameter.Refuse(one.ToValue()) is null) ? null : $"is never {Tree.Shown(wanted[0])}: it {parameter.Refuse(wanted[0].ToValue())}";
            case ">" or "gt":
                return IsNumber(parameter) && parameter.Maximum > value.AsNumber() ? null : Outside(parameter, $"above {value.AsNumber():0.###}");
            case ">=" or "ge":
                return IsNumber(parameter) && parameter.Maximum >= value.AsNumber() ? null : Outside(parameter, $"{value.AsNumber():0.###} or more");
            case "<" or "lt":
                return IsNumber(parameter) && parameter.Minimum < value.AsNumber() ? null : Outside(parameter, $"below {value.AsNumber():0.###}");
            case "<=" or "le":
                return IsNumber(parameter) && parameter.Minimum <= value.AsNumber() ? null : Outside(parameter, $"{value.AsNumber():0.###} or less");
            case "contains" when parameter.Kind != ValueKind.Text:
                return "is no text";
            default:
                return null;
        }
    }

    private static bool IsNumber(ParameterSpec parameter) => parameter.Kind is ValueKind.Integer or ValueKind.Number;

    private static string Outside(ParameterSpec parameter, string wanted) => IsNumber(parameter) ? $"is never {wanted}" : "is no number";
}
