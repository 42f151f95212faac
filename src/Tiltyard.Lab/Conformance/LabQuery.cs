using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>The documented questions about a laboratory, such as queue_head(DEV_CHEM_A_01) or result_status('RES1'). Booleans are the texts true and false.</summary>
public static class LabQuery
{
    /// <exception cref="DocumentException">There is no such question.</exception>
    public static ImmutableArray<string> Ask(LabEngine engine, string expression)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(expression);
        var open = expression.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? expression : expression[..open]).Trim();
        var argument = open < 0 ? "" : expression[(open + 1)..].TrimEnd().TrimEnd(')').Trim();
        if (argument.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0) argument = argument[(equals + 1)..].Trim();
        argument = argument.Trim('\'', '"');
        return Answer(engine, name, argument) ?? throw new DocumentException(expression, $"there is no question '{name}'");
    }

    private static ImmutableArray<string>? Answer(LabEngine engine, string name, string argument)
    {
        var state = engine.State;
        return name switch
        {
            "last_reason_code_system" => One(state.LastReasonOfSystem),
            "system_state" => argument is "log_frozen" ? One(Truth(state.IsLogFrozen)) : argument is "downtime_active" ? One(Truth(state.IsDowntime)) : [],
            "token_active" => [.. Enumerable.Range(0, state.Tokens.Count).Where(place => state.Tokens[place].State == TokenState.Active).Select(state.Tokens.NameOf)],
            "zone_state" => One(state.Policy.Floor.Zones.Find(argument) is var zone and >= 0 && state.ZoneFrozen[zone] ? "frozen" : "normal"),
            "specimen_status" => OfSpecimen(state, argument, specimen => specimen.Status.Name()),
            "last_reason_code" => OfSpecimen(state, argument, specimen => specimen.LastReason),
            "separated_ts" => OfSpecimen(state, argument, specimen => specimen.Separated < 0 ? null : specimen.Separated.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            "result_status" => OfResult(state, argument, result => result.Status.ToString().ToLowerInvariant()),
            "result_criticality" => OfResult(state, argument, result => result.Criticality),
            "result_flags" => state.Results.Find(argument) is var flagged and >= 0 ? [.. state.Results[flagged].Flags] : [],
            "comm_record_exists" => One(Truth(state.Results.Find(argument) is var spoken and >= 0 && state.Results[spoken].HasCommunication)),
            "notification_mode_required" => OfResult(state, argument, result => state.IsDowntime && result.IsCritical ? "phone_or_bleep" : null),
            "queue_head" => OfDevice(state, argument, device => device.Head < 0 ? null : state.Specimens.NameOf(device.Head)),
            "queue_length" => OfDevice(state, argument, device => device.QueueLength.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            "device_qc_state" => OfDevice(state, argument, device => device.Qc),
            "device_state" => OfDevice(state, argument, device => device.Condition.Name()),
            "agent_zone" => state.Agents.Find(argument) is var agent and >= 0 && state.Agents[agent].Zone is var where and >= 0 ? One(state.Policy.Floor.Zones[where]) : [],
            "last_event_hash" => One(engine.Chain.Last),
            _ => null,
        };
    }

    private static string Truth(bool value) => value ? "true" : "false";

    private static ImmutableArray<string> One(string? value) => value is null ? [] : [value];

    private static ImmutableArray<string> OfSpecimen(LabState state, string name, Func<Specimen, string?> read) =>
        state.Specimens.Find(name) is var place and >= 0 && state.Specimens[place].Exists ? One(read(state.Specimens[place])) : [];

    private static ImmutableArray<string> OfResult(LabState state, string name, Func<LabResult, string?> read) =>
        state.Results.Find(name) is var place and >= 0 && state.Results[place].Status != ResultStatus.Unknown ? One(read(state.Results[place])) : [];

    private static ImmutableArray<string> OfDevice(LabState state, string name, Func<DeviceState, string?> read) =>
        state.Policy.Equipment.Devices.Find(name) is var place and >= 0 ? One(read(state.Devices[place])) : [];
}
