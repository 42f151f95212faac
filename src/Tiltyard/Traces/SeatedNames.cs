namespace Tiltyard.Traces;

/// <summary>The agents of all seats in few words, for people to read; data keep the whole names.</summary>
public static class SeatedNames
{
    private const string Scripted = "policy:";

    /// <summary>Names joined by +, without the word that says that a policy is scripted; the same agent in neighbouring seats is named once, such as baseline ×7.</summary>
    public static string Short(string agents)
    {
        ArgumentNullException.ThrowIfNull(agents);
        var names = agents.Split('+').Select(name => name.StartsWith(Scripted, StringComparison.Ordinal) ? name[Scripted.Length..] : name).ToArray();
        var parts = new List<string>();
        for (var from = 0; from < names.Length;)
        {
            var to = from;
            while (to < names.Length && names[to].Equals(names[from], StringComparison.Ordinal)) to++;
            parts.Add(to - from > 2 ? $"{names[from]} ×{to - from}" : string.Join('+', names[from..to]));
            from = to;
        }

        return string.Join('+', parts);
    }
}
