using System.Text.RegularExpressions;

namespace Tiltyard.Tests.Architecture;

/// <summary>The core is read in one order. A folder uses what comes before it and never what comes after.</summary>
public sealed partial class ReadingOrderTests
{
    /// <summary>The hourglass: actors and judges meet only in the trace, and only Runs joins them.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Documents"] = [],
        ["Worlds"] = ["Documents"],
        ["Traces"] = ["Documents", "Worlds"],
        ["Conditions"] = ["Documents", "Worlds", "Traces"],
        ["Agents"] = ["Documents", "Worlds", "Traces"],
        ["Attacks"] = ["Documents", "Worlds", "Traces", "Conditions"],
        ["Gates"] = ["Documents", "Worlds", "Traces", "Conditions"],
        ["Engine"] = ["Documents", "Worlds", "Traces", "Conditions", "Agents", "Attacks", "Gates"],
        ["Validators"] = ["Documents", "Worlds", "Traces"],
        ["Metrics"] = ["Documents", "Worlds", "Traces", "Validators"],
        ["Verdicts"] = ["Documents", "Worlds", "Traces", "Validators", "Metrics"],
        ["Reports"] = ["Documents", "Worlds", "Traces", "Validators", "Metrics", "Verdicts"],
        ["Corpora"] = ["Documents", "Worlds", "Traces", "Conditions", "Gates", "Validators", "Metrics", "Reports"],
        ["Runs"] =
        [
            "Documents", "Worlds", "Traces", "Conditions", "Agents", "Attacks", "Gates", "Engine", "Validators", "Metrics", "Verdicts", "Reports",
        ],
    };

    [Fact]
    public void No_folder_of_the_core_knows_its_future()
    {
        var core = Path.Combine(House.Root, "src/Tiltyard");
        var breaches = new List<string>();
        foreach (var path in House.SourceFiles("src/Tiltyard"))
        {
            var place = Path.GetRelativePath(core, path).Replace('\\', '/');
            var folder = place.Split('/')[0];
            if (!MayUse.TryGetValue(folder, out var allowed))
            {
                breaches.Add($"{place}: not in a folder of the reading order");
                continue;
            }

            foreach (Match match in NamespaceUse().Matches(File.ReadAllText(path)))
            {
                var used = match.Groups["folder"].Value;
                if (MayUse.ContainsKey(used) && !used.Equals(folder, StringComparison.Ordinal) && !allowed.Contains(used, StringComparer.Ordinal))
                    breaches.Add($"{place}: uses {used}");
            }
        }

        Assert.Empty(breaches);
    }

    [Fact]
    public void Every_file_of_the_core_lives_in_the_namespace_of_its_folder()
    {
        var core = Path.Combine(House.Root, "src/Tiltyard");
        var strays = House.SourceFiles("src/Tiltyard")
            .Where(path => !File.ReadAllText(path).Contains(
                $"namespace Tiltyard.{Path.GetRelativePath(core, path).Replace('\\', '/').Split('/')[0]}", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(core, path));

        Assert.Empty(strays);
    }

    [Fact]
    public void The_leaves_of_the_catalogue_are_strangers_to_each_other()
    {
        var catalog = Path.Combine(House.Root, "src/Tiltyard.Catalog");
        var breaches = new List<string>();
        foreach (var path in House.SourceFiles("src/Tiltyard.Catalog"))
        {
            var parts = Path.GetRelativePath(catalog, path).Replace('\\', '/').Split('/');
            if (parts.Length < 3 || parts[0] is "Suites") continue;
            breaches.AddRange(LeafUse().Matches(File.ReadAllText(path))
                .Where(match => !match.Groups["kind"].Value.Equals(parts[0], StringComparison.Ordinal)
                                || !match.Groups["leaf"].Value.Equals(parts[1], StringComparison.Ordinal))
                .Select(match => $"{string.Join('/', parts)}: uses {match.Groups["kind"].Value}.{match.Groups["leaf"].Value}"));
        }

        Assert.Empty(breaches);
    }

    [GeneratedRegex(@"\bTiltyard\.(?<folder>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceUse();

    [GeneratedRegex(@"\bTiltyard\.Catalog\.(?<kind>Worlds|Attacks|Gates|Validators)\.(?<leaf>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeafUse();
}
