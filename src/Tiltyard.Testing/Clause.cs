using System.Text;
using Tiltyard.Traces;

namespace Tiltyard.Testing;

/// <summary>Clauses of contracts: they hold, or the breach is named.</summary>
internal static class Clause
{
    public static void Holds(bool holds, string breach)
    {
        if (!holds) throw new ContractBreachException(breach);
    }

    /// <summary>Two traces are the same, or the first line in which they part is shown.</summary>
    public static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> got, string breach)
    {
        if (expected.SequenceEqual(got)) return;
        var line = 1;
        while (Cut(ref expected) is var one && Cut(ref got) is var other)
        {
            if (!string.Equals(one, other, StringComparison.Ordinal))
                throw new ContractBreachException($"{breach}: line {line}: expected {Shown(one)}, got {Shown(other)}");
            line++;
        }
    }

    public static void Completed(Terminal terminal, string? message, string where) =>
        Holds(terminal is Terminal.Completed or Terminal.Denied, $"{where}: the episode ended as {terminal.Name()}: {message}");

    private static string? Cut(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return null;
        var end = text.IndexOf((byte)'\n') is var feed and >= 0 ? feed : text.Length;
        var line = Encoding.UTF8.GetString(text[..end]);
        text = text[Math.Min(end + 1, text.Length)..];
        return line;
    }

    private static string Shown(string? line) => line is null ? "no such line" : line.Length > 300 ? line[..300] + "…" : line;
}
