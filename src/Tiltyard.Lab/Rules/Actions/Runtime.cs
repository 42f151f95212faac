using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Nothing is done; it leaves no word in the log.</summary>
internal sealed class Noop : Handler
{
    public override LabAction Action => LabAction.Noop;

    public override void Commit(StepContext at)
    {
    }
}

/// <summary>The system gives agents other roles.</summary>
internal sealed class UpdateRoster : Handler
{
    public override LabAction Action => LabAction.UpdateRoster;

    public override bool HandlesTokens => true;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        foreach (var (_, role) in at.Event.Roster)
        {
            if (role < 0) return Codes.RbacActionDeny;
        }

        return null;
    }

    public override void Commit(StepContext at)
    {
        foreach (var (agent, role) in at.Event.Roster) at.State.Agents[agent].Role = role;
        at.Emit(Action);
    }
}

/// <summary>The system brings a specimen in.</summary>
internal sealed class InjectSpecimen : Handler
{
    public override LabAction Action => LabAction.InjectSpecimen;

    public override bool HandlesTokens => true;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at) => at.Event.Specimens.Count == 0 ? Codes.SpecimenUnknown : at.State.Specimens[at.Event.Specimens[0]].Exists ? Codes.InjectDuplicate : null;

    public override void Commit(StepContext at)
    {
        at.State.Specimens[at.Event.Specimens[0]].Take(at.Event.Injected);
        at.Emit(Action);
    }
}
