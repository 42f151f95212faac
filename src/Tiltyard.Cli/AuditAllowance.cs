using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Auditing;

namespace Tiltyard.Cli;

/// <summary>A weakness that is known and let pass: SCENARIO/CASE/ORACLE/MUTANT, where * stands for any.</summary>
internal sealed record AuditAllowance(string Scenario, string Case, string Oracle, string Mutant)
{
    /// <exception cref="DocumentException">It has not four parts, or names no mutant.</exception>
    public static ImmutableArray<AuditAllowance> Read(IEnumerable<string> texts) => [.. texts.Select(Read)];

    public bool Covers(OracleAudit audit, MutantReading reading) =>
        Fits(Scenario, audit.Scenario) && Fits(Case, audit.Case) && Fits(Oracle, audit.Oracle) && Fits(Mutant, reading.Mutation.Name());

    public override string ToString() => $"{Scenario}/{Case}/{Oracle}/{Mutant}";

    private static AuditAllowance Read(string text)
    {
        if (text.Split('/') is not [var scenario, var name, var oracle, var mutant]) throw new DocumentException("--allow", $"'{text}' is not SCENARIO/CASE/ORACLE/MUTANT");
        if (mutant is not "*" && !Mutations.Names.Contains(mutant, StringComparer.Ordinal)) throw new DocumentException("--allow", UnknownName.Reason("mutant", mutant, Mutations.Names));
        return new AuditAllowance(scenario, name, oracle, mutant);
    }

    private static bool Fits(string pattern, string name) => pattern is "*" || pattern.Equals(name, StringComparison.Ordinal);
}
