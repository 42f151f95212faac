using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Conditions;

/// <summary>
/// A condition of a file that stands by itself: when an attack strikes, whether a script branches, what must hold in the end. It keeps no
/// state. What a rule of a gate asks is compiled with the rule instead.
/// </summary>
public sealed class Predicate
{
    private readonly Condition _condition;

    private Predicate(Condition condition) => _condition = condition;

    /// <summary>The form of a predicate whose facts begin with these names.</summary>
    public static Shape Form(params IEnumerable<string> roots) => new ConditionForm(takesPaths: true, roots).Condition;

    /// <summary>Compiles what <see cref="Form"/> has checked.</summary>
    /// <exception cref="DocumentException">It could never hold.</exception>
    public static Predicate Read(DocumentNode node) => new(ConditionReading.Read(node, new FactPaths()));

    /// <summary>Whether it holds. A fact that it compares and that is missing or of the wrong kind makes it unreadable, which is neither yes nor no.</summary>
    public Truth Holds(IFacts facts) => Holds(facts, out _);

    /// <summary>The same, naming the fact that could not be read.</summary>
    public Truth Holds(IFacts facts, out string? unreadable)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var at = new Situation(GateStage.PreTool, facts, FactSemantics.Corrected);
        var holds = _condition.Holds(ref at);
        unreadable = holds == Truth.Unreadable ? at.Unreadable?.Name : null;
        return holds;
    }
}
