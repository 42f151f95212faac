using System.Collections.Immutable;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>Names for the arguments of calls: of what is on the board now, and of what the policy knows.</summary>
internal sealed class BoardNames(LabPolicy policy, Board board) : INames
{
    public string? Draw(int action, int parameter, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return LabCalls.Specs[action].Parameters[parameter].Name switch
        {
            "to" => One(policy.Floor.Zones.Names, random),
            "door" => One(policy.Floor.Doors.Names, random),
            "device" => One(policy.Equipment.Devices.Names, random),
            "type" => One(policy.Access.TokenTypes.Names, random),
            "reason" => One(policy.ReasonCodes.Names, random),
            "specimen" or "subject" or "target" => board.Specimens.Length == 0 ? null : board.Specimens[random.NextInt(board.Specimens.Length)].Id,
            "consignment" => board.Consignments.Length == 0 ? null : board.Consignments[random.NextInt(board.Consignments.Length)].Id,
            "result" => board.Criticals.Length == 0 ? board.FirstReleasable : board.Criticals[random.NextInt(board.Criticals.Length)].Result,
            _ => null,
        };
    }

    private static string? One(ImmutableArray<string> names, SeededRandom random) => names.IsEmpty ? null : names[random.NextInt(names.Length)];
}
