using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Validators;

/// <summary>
/// The findings of one validator in one episode. There is a bound: a validator that finds something at every turn of an endless episode
/// fails, which fails the episode, rather than fill the memory or leave findings out.
/// </summary>
public sealed class FindingList(string validator)
{
    private const int Most = 10_000;
    private const int MostMessage = 300;

    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Clear() => _all.Clear();

    /// <summary>Adds a finding. The message may hold hostile text.</summary>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public void Add(ReasonCode reason, Severity severity, string message, params ImmutableArray<long> evidence)
    {
        if (_all.Count == Most) throw new InvalidOperationException($"more than {Most} findings in one episode");
        _all.Add(new Finding { Validator = validator, Reason = reason, Severity = severity, Message = Excerpt.Of(message, MostMessage), Evidence = evidence });
    }
}
