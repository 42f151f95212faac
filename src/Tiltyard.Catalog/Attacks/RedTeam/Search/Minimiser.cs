using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>
/// Makes a success as short as it goes and still a success: first strikes are left out, then sentences, then words, each by delta
/// debugging (Zeller and Hildebrandt), until nothing single can go. Every step is played again, its benign twin included.
/// </summary>
public sealed class Minimiser(Duel duel, int budget)
{
    private static readonly char[] Ends = ['.', '!', '?', ':'];

    /// <summary>Plays so far.</summary>
    public int Plays { get; private set; }

    /// <summary>The shortest attack found within the budget, as an attempt that succeeded.</summary>
    public async Task<Attempt> ShrinkAsync(Attempt success, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(success);
        Plays = 0;
        var best = success;
        var lines = success.Attack.Options.Texts("payloads");
        lines = await ShortenAsync(lines, kept => kept, Holds).ConfigureAwait(false);
        for (var line = 0; line < lines.Length; line++)
        {
            var at = line;
            foreach (var split in new Func<string, ImmutableArray<string>>[] { Sentences, Words })
            {
                var parts = await ShortenAsync(split(lines[at]), kept => lines.SetItem(at, string.Join(' ', kept)), Holds).ConfigureAwait(false);
                lines = lines.SetItem(at, string.Join(' ', parts));
            }
        }

        return best;

        async ValueTask<bool> Holds(ImmutableArray<string> candidate)
        {
            if (Plays >= budget || candidate.IsEmpty || candidate.Any(string.IsNullOrWhiteSpace)) return false;
            Plays++;
            var attempt = await duel.PlayAsync(With(success.Attack, candidate), success.Case, cancellation).ConfigureAwait(false);
            if (attempt.Outcome != AttemptOutcome.Succeeded) return false;
            best = attempt;
            return true;
        }
    }

    /// <summary>Leaves out as many parts as possible: large pieces first, then ever smaller ones.</summary>
    private static async ValueTask<ImmutableArray<string>> ShortenAsync(
        ImmutableArray<string> parts, Func<ImmutableArray<string>, ImmutableArray<string>> whole, Func<ImmutableArray<string>, ValueTask<bool>> holds)
    {
        for (var piece = Math.Max(1, parts.Length / 2); parts.Length > 1;)
        {
            var shorter = false;
            for (var start = 0; start < parts.Length && parts.Length > 1;)
            {
                var rest = parts.RemoveRange(start, Math.Min(piece, parts.Length - start));
                if (!rest.IsEmpty && await holds(whole(rest)).ConfigureAwait(false)) (parts, shorter) = (rest, true);
                else start += piece;
            }

            if (piece == 1 && !shorter) break;
            piece = Math.Max(1, piece / 2);
        }

        return parts;
    }

    private static NamedChoice With(NamedChoice attack, ImmutableArray<string> lines) => attack with
    {
        Options = attack.Options.With("payloads", DocumentNode.List(lines.Select(line => (DocumentNode)line))),
        Trigger = attack.Trigger.With("max_fires", lines.Length),
    };

    private static ImmutableArray<string> Sentences(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = Array.IndexOf(Ends, text[at]) >= 0 && (at + 1 == text.Length || text[at + 1] == ' ');
            if (!ends) continue;
            parts.Add(text[start..(at + 1)].Trim());
            start = at + 1;
        }

        if (text[start..].Trim() is { Length: > 0 } rest) parts.Add(rest);
        return parts.DrainToImmutable();
    }

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
