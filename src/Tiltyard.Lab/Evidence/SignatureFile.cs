using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Rules;
using Tiltyard.Runs.Playing;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Evidence;

/// <summary>
/// Checks the lines that <see cref="SignatureLines"/> wrote: payload, key and verdict must be those of the audit records of the episode, played again, and the bytes must be
/// the key's own over the payload, by the public keys of the run.
/// </summary>
public static class SignatureFile
{
    private const int MostProblems = 20;

    public static EpisodeSignatures Check { get; } = new(static parameters => LabWorld.MayBeSigned(LabOptions.From(parameters)), static (world, stored) => Problems((LabWorld)world, stored));

    /// <summary>What is wrong, line by line.</summary>
    public static IEnumerable<string> Problems(LabWorld world, byte[]? stored)
    {
        ArgumentNullException.ThrowIfNull(world);
        var expected = Lines(world.Signatures.ToArray()).Select(line => Read(line.Bytes).Line! with { Number = line.Number }).ToDictionary(line => line.EventId, StringComparer.Ordinal);
        if (stored is null) return expected.Count == 0 ? [] : [$"it is not there, and {expected.Count} events of the episode are signed"];
        var found = Compared(world, expected, stored).Take(MostProblems + 1).ToImmutableArray();
        return found.Length <= MostProblems ? found : found[..MostProblems].Add("and more");
    }

    private static IEnumerable<string> Compared(LabWorld world, Dictionary<string, SignedLine> expected, byte[] stored)
    {
        var (seen, last) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var (number, bytes) in Lines(stored))
        {
            var (line, reason) = Read(bytes);
            if (line is null) yield return $"line {number}: {reason}";
            else if (!expected.TryGetValue(line.EventId, out var known)) yield return $"line {number}: no signature of the event {line.EventId} was verified in the episode";
            else if (!seen.Add(line.EventId)) yield return $"line {number}: the event {line.EventId} is there twice";
            else if (Difference(world, line, known) is { } difference) yield return $"line {number}: {difference}";
            else if (known.Number < last) yield return $"line {number}: {line.EventId} stands behind what was signed later";
            else if (!line.IsCanonical) yield return $"line {number}: it is not in canonical form";
            else last = known.Number;
        }

        if (stored.Length > 0 && stored[^1] != (byte)'\n') yield return $"line {stored.AsSpan().Count((byte)'\n') + 1}: it was cut off";
        foreach (var missing in expected.Keys.Where(id => !seen.Contains(id))) yield return $"the line of the event {missing} is missing";
    }

    /// <summary>What the line says otherwise than the audit record, or why its bytes cannot be believed.</summary>
    private static string? Difference(LabWorld world, SignedLine line, SignedLine known)
    {
        if (!line.Payload.AsSpan().SequenceEqual(known.Payload)) return $"the payload of {line.EventId} is not what the audit record was made of";
        if (!line.Digest.Equals(known.Digest, StringComparison.Ordinal)) return $"the digest of {line.EventId} is not that of the audit record";
        if (!line.KeyId.Equals(known.KeyId, StringComparison.Ordinal)) return $"{line.EventId} names another key than the audit record";
        if (line.Passed != known.Passed || !string.Equals(line.Reason, known.Reason, StringComparison.Ordinal)) return $"{line.EventId} has another verdict than the audit record";
        var isOver = world.Keys.IsOver(line.KeyId, line.Payload, line.Signature);
        if (isOver != world.Keys.IsOver(known.KeyId, known.Payload, known.Signature)) return $"the signature of {line.EventId} is not that of {line.KeyId} over the payload";
        // whoever signed with no key of the run is deterministic, to the byte
        return isOver || line.Signature.Equals(known.Signature, StringComparison.Ordinal) ? null : $"the signature of {line.EventId} was changed";
    }

    private static (SignedLine? Line, string? Reason) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var map = JsonDocumentReader.Read("line", bytes.Span).AsMap();
            if (map.Entries.Length != 7) return (null, "it is no line of signatures");
            return (new SignedLine(
                map.Text("event_id"), map.Text("key_id"), map.Boolean("passed"), CanonicalJson.Write(map.Map("payload")), map.Text("payload_sha256"), map.TextOrNull("reason_code"), map.Text("signature"))
            {
                IsCanonical = CanonicalJson.Write(map).AsSpan().SequenceEqual(bytes.Span),
            }, null);
        }
        catch (DocumentException e)
        {
            return (null, e.Reason);
        }
    }

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Lines(byte[] bytes)
    {
        ReadOnlyMemory<byte> rest = bytes;
        for (var number = 1; rest.Span.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            yield return (number, rest[..feed]);
            rest = rest[(feed + 1)..];
        }
    }

    private sealed record SignedLine(string EventId, string KeyId, bool Passed, byte[] Payload, string Digest, string? Reason, string Signature)
    {
        /// <summary>Where it stands in the file that the episode leaves, from 1.</summary>
        public int Number { get; init; }

        public bool IsCanonical { get; init; }
    }
}
