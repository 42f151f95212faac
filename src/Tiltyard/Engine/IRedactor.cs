namespace Tiltyard.Engine;

/// <summary>
/// Takes secrets out of text from outside, before an agent, a tape or the trace sees it. What it puts in their place depends on the
/// secret alone, so that the same text is always redacted alike.
/// </summary>
public interface IRedactor
{
    /// <summary>The text without secrets; the same instance where there are none.</summary>
    string Redact(string text);
}

/// <summary>Leaves text as it is: for hosts whose agents ask nobody who knows a secret.</summary>
public sealed class NoRedactor : IRedactor
{
    private NoRedactor()
    {
    }

    public static NoRedactor Instance { get; } = new();

    public string Redact(string text) => text;
}
