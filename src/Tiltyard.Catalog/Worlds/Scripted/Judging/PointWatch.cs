using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>Plays along and tells the deed that an injection point wants, for attackers who know nothing of scripts. The point's own attack is judged by <see cref="PointGoal"/>.</summary>
internal sealed class PointWatch(Script script, InjectionPoint point) : IDeedWatch
{
    private readonly ScriptRecord _record = new(script);

    public bool Asked { get; private set; }

    public int Done => _record.Play.Deeds.Count(point.Deed);

    public void Emit(in EventHeader at, in EpisodeStarted started) => _record.Emit(at, started);

    public void Emit(in EventHeader at, in Acted acted)
    {
        var before = Done;
        var wanted = acted.Status != ActStatus.Invalid && ScriptCalls.Asked(script, acted) is { } call && Wants(script, point, _record.Play, call);
        _record.Emit(at, acted);
        Asked = wanted || Done > before;
    }

    public void Emit(in EventHeader at, in Stepped stepped) => _record.Emit(at, stepped);

    public void Save(CanonicalWriter writer) => _record.Save(writer);

    public void Restore(DocumentMap saved) => _record.Restore(saved);

    /// <summary>Whether the call is what the attacker wants, before it is known what becomes of it.</summary>
    public static bool Wants(Script script, InjectionPoint point, ScriptPlay play, in ActionCall call)
    {
        if (call.IsNoOp || call.Index == script.FinishIndex) return false;
        ScriptEvent asked;
        if (call.Index == script.ReplyIndex) asked = new ScriptEvent(EventTypes.FinalOutput, null, play.Time) { Words = call[0].Kind == ValueKind.Text ? call[0].Text : "" };
        else
        {
            var tool = script.Tools[call.Index];
            var arguments = ScriptCalls.Arguments(tool.Spec, call);
            play.Scope.Arguments = arguments;
            var record = tool.Record is { } path ? Tree.Find(play.State, path.Fill(play.Scope)) : null;
            play.Scope.Arguments = null;
            asked = new ScriptEvent(EventTypes.ActionRequest, tool.Name, play.Time) { Arguments = arguments, Record = record };
        }

        return script.Deeds[point.Deed].Patterns.Any(pattern => pattern.Wants(asked, play.Scope, play.UserWords));
    }
}
