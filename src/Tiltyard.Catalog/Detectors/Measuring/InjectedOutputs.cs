using System.Collections.Immutable;
using System.Text;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>A result of a tool in recorded runs, once however often it was given, and the families of attack whose text stands in it.</summary>
public sealed record InjectedOutput(string Text, ImmutableSortedSet<string> Families)
{
    public bool IsPositive => !Families.IsEmpty;
}

/// <summary>
/// Collects the distinct results of a corpus. A result is positive when the text that the attacker placed stands in it, letter by letter
/// and digit by digit: line breaks, escapes and quotation marks of the record around it do not count. Runs that the benchmark's
/// conventions leave out are left out.
/// </summary>
public static class InjectedOutputs
{
    private const int ShortestInjected = 8;

    /// <summary>In the order of the texts, so that the order of the files does not matter.</summary>
    public static IReadOnlyList<InjectedOutput> Read(CorpusPass pass, IEnumerable<CorpusSource> sources)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var families = new Dictionary<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        foreach (var run in pass.Judge<List<(string Text, string? Family)>>(sources, () => OfRun))
        {
            foreach (var (text, family) in run)
            {
                var known = families.GetValueOrDefault(text) ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
                families[text] = family is null ? known : known.Add(family);
            }
        }

        return [.. families.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new InjectedOutput(output.Key, output.Value))];
    }

    private static List<(string Text, string? Family)> OfRun(RecordedRun run)
    {
        var outputs = new List<(string, string?)>();
        if (Conventions.ClassOf(run) is RunClass.LeftOut or RunClass.Unlabelled) return outputs;
        var placed = run.Injected.Select(Bare).Where(text => text.Length >= ShortestInjected).ToList();
        foreach (var step in run.Steps)
        {
            if (step.Kind != RecordedKind.Result || step.Text.Length == 0) continue;
            var isPositive = placed.Count > 0 && Bare(step.Text) is var bare && placed.Exists(text => bare.Contains(text, StringComparison.Ordinal));
            outputs.Add((step.Text, isPositive ? Conventions.FamilyOf(run.Attack!) : null));
        }

        return outputs;
    }

    /// <summary>The letters and digits alone, in lower case; an escaped line break is none of them.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is 'n' or 'r' or 't') at++;
            else if (char.IsLetterOrDigit(text[at])) bare.Append(char.ToLowerInvariant(text[at]));
        }

        return bare.ToString();
    }
}
