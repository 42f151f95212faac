using Tiltyard.Conditions;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>The facts of one question at a time, by slot: what a host that decides often writes.</summary>
internal sealed class AskedFacts(PolicyQuestions questions) : IFacts
{
    private readonly bool[] _isTool = [.. questions.Policy.Paths.Select(path => path.Text is "tool")];
    private int _at;

    public string Text => questions.Texts[_at];

    public void Ask(int at) => _at = at;

    public Value? Find(string path) => path switch
    {
        "tool" => Value.Of(questions.Tools[_at]),
        "arguments.amount" => Value.Of(questions.Numbers[_at]),
        _ => null,
    };

    public Value? Find(FactPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _isTool[path.Slot] ? Value.Of(questions.Tools[_at]) : Value.Of(questions.Numbers[_at]);
    }
}
