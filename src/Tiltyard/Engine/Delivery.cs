using Tiltyard.Attacks;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>Puts an injection into what a seat is about to be shown, at the place of its surface.</summary>
internal static class Delivery
{
    /// <summary>Why an injection has no place in this observation, or null. The answer is the same in every arm.</summary>
    public static string? Refuse(in AttackMoment moment, SeatSpec seat, Injection injection) => injection.Surface switch
    {
        AttackSurface.ToolError when moment.Called is null => "it replaced the result of a call where no tool was called",
        AttackSurface.ToolDescription when seat.ActionIndex(injection.Target) < 0 => $"it described a tool '{injection.Target}', which the seat {seat.Name} does not have",
        _ => null,
    };

    public static void Deliver(Observation observation, in Injection injection)
    {
        switch (injection.Surface)
        {
            case AttackSurface.Message or AttackSurface.PeerMessage:
                observation.Deliver(new InboxMessage(injection.Carrier, injection.Payload));
                break;
            case AttackSurface.ToolResult or AttackSurface.ToolError:
                observation.Result = injection.Carrier;
                break;
            case AttackSurface.ToolDescription:
                observation.Describe(injection.Target, injection.Carrier);
                break;
            case AttackSurface.Memory:
                observation.Add(new ContextBlock(ContextKind.Memory, injection.Carrier, injection.Payload));
                break;
            case AttackSurface.Document:
                observation.Add(new ContextBlock(ContextKind.Document, injection.Carrier, injection.Payload));
                break;
            default:
                observation.Add(new ContextBlock(ContextKind.System, injection.Carrier, injection.Payload));
                break;
        }
    }
}
