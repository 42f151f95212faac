using System.Buffers;
using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Injection.Patterns;

/// <summary>
/// Shell and SQL injection, which are no language and have a form of their own. A pipe, a semicolon or a back-quote alone is nothing:
/// what follows must be a command that harms or carries off, and a quotation must be broken out of.
/// </summary>
internal static class RulePatterns
{
    private const double Confidence = 0.9;
    private const int MostOfOne = 100;

    private const string Harmful = @"(rm +-[rf]+|curl +\S|wget +\S|nc +-|ncat |bash +-[ci]|sh +-c|powershell|chmod +[0-7+]|chown |mkfs|dd +if=|cat +/etc/|scp |sudo +\S|eval |base64 +-d)";

    private static readonly ImmutableArray<FamilyPattern> All =
    [
        new(InjectionFamilies.CommandInjection, @"(;|&&|\|\|?) *" + Harmful + @"|\$\( *" + Harmful + "|` *" + Harmful + @"|\brm +-rf +[/~*]|\b(curl|wget)\b[^|\n]{1,200}\| *(sudo +)?(ba|z)?sh\b"),
        new(InjectionFamilies.SqlInjection, @"['""] *(or|and) +['""]?[a-z0-9]+['""]? *= *['""]?[a-z0-9]+|['"";)] *; *(drop|delete|truncate|alter|update|insert) +(table|from|into|database|[a-z_]+ +set)\b|['""0-9)] +union +(all +)?select\b"),
    ];

    private static readonly SearchValues<char> Signs = SearchValues.Create(";&|$`'\"/");

    public static void Find(ReadOnlySpan<char> text, List<Detection> into)
    {
        if (!text.ContainsAny(Signs)) return;
        foreach (var pattern in All) pattern.Find(text, 0, MostOfOne, Confidence, "rule", into);
    }
}
