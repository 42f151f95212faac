using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Runs.Auditing;

namespace Tiltyard.Cli;

/// <summary>What an audit found, as text and as JSON.</summary>
internal sealed class AuditReport
{
    private readonly ImmutableArray<OracleAudit> _audits;
    private readonly ImmutableArray<(OracleAudit Audit, MutantReading Reading)> _found;
    private readonly ImmutableArray<AuditAllowance> _allowed;

    /// <exception cref="DocumentException">A weakness was allowed that is not there.</exception>
    public AuditReport(ImmutableArray<OracleAudit> audits, ImmutableArray<AuditAllowance> allowed)
    {
        _audits = audits;
        _allowed = allowed;
        _found = [.. audits.SelectMany(audit => audit.Weak.Select(reading => (audit, reading)))];
        if (allowed.FirstOrDefault(one => !_found.Any(found => one.Covers(found.Audit, found.Reading))) is { } idle)
            throw new DocumentException("--allow", $"there is no weakness {idle}: take it away");
        Weak = [.. _found.Where(found => !allowed.Any(one => one.Covers(found.Audit, found.Reading)))];
    }

    /// <summary>The weaknesses that nobody has allowed.</summary>
    public ImmutableArray<(OracleAudit Audit, MutantReading Reading)> Weak { get; }

    public string Text()
    {
        var text = new StringBuilder();
        if (!_found.IsEmpty)
        {
            var table = new TextTable("scenario", "case", "oracle", "purpose", "mutant", "not told", "");
            foreach (var (audit, reading) in _found)
            {
                table.Add(
                    audit.Scenario, audit.Case, audit.Oracle, audit.Purpose.ToString().ToLowerInvariant(), reading.Mutation.Name(), $"{reading.Wrong} of {reading.Judged}", IsAllowed(audit, reading) ? "allowed" : "");
            }

            text.AppendLine(table.ToString());
        }

        var readings = _audits.SelectMany(audit => audit.Readings).ToArray();
        text.Append($"{_audits.Length} oracles of {_audits.Select(audit => (audit.Scenario, audit.Case)).Distinct().Count()} cases, {readings.Count(one => one.Finding == AuditFinding.Told)} mutants told, "
            + $"{readings.Count(one => one.Finding == AuditFinding.Equivalent)} alike, {readings.Count(one => one.Finding == AuditFinding.NotApplicable)} not applicable, {Weak.Length} weak");
        return text.ToString();
    }

    public DocumentMap Json() => DocumentNode.Map(
        ("oracles", DocumentNode.List(_audits.Select(Oracle))),
        ("weak", DocumentNode.List(Weak.Select(found => (DocumentNode)$"{found.Audit.Scenario}/{found.Audit.Case}/{found.Audit.Oracle}/{found.Reading.Mutation.Name()}"))));

    private DocumentMap Oracle(OracleAudit audit) => DocumentNode.Map(
        ("scenario", audit.Scenario),
        ("case", audit.Case),
        ("oracle", audit.Oracle),
        ("purpose", audit.Purpose.ToString().ToLowerInvariant()),
        ("mutants", DocumentNode.List(audit.Readings.Select(reading => DocumentNode.Map(
            ("mutant", reading.Mutation.Name()),
            ("finding", Name(reading.Finding)),
            ("not_told", (long)reading.Wrong),
            ("judged", (long)reading.Judged),
            ("allowed", reading.Finding == AuditFinding.Weak && IsAllowed(audit, reading)))))));

    private bool IsAllowed(OracleAudit audit, MutantReading reading) => _allowed.Any(one => one.Covers(audit, reading));

    private static string Name(AuditFinding finding) => finding switch
    {
        AuditFinding.NotApplicable => "not_applicable",
        _ => finding.ToString().ToLowerInvariant(),
    };
}
