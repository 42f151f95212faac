using System.Security.Cryptography;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>Says whether signature bytes are a key's own over an event. Which keys count and when is <see cref="SignatureCheck"/>'s part.</summary>
public interface ISignatureVerifier
{
    /// <summary>Whether the signature is good whoever's key it is; only a test suite's verifier ever says so.</summary>
    bool IsGoodForAnybody(string signature) => false;

    /// <summary>Whether the signature is this key's over this event, which follows on the given last hash of the chain.</summary>
    bool IsGood(int key, LabEvent signed, string lastHash);

    /// <summary>The bytes that a signature of this event is over, until the next call; empty where there are none to show.</summary>
    ReadOnlyMemory<byte> PayloadOf(LabEvent signed, string lastHash) => default;
}

/// <summary>Without keys nothing is verified, and nothing passes.</summary>
public sealed class NoSignatures : ISignatureVerifier
{
    private NoSignatures()
    {
    }

    public static NoSignatures Instance { get; } = new();

    public bool IsGood(int key, LabEvent signed, string lastHash) => false;
}

/// <summary>The order in which a signature is examined: the key, whose it is, when it holds, then the bytes.</summary>
internal sealed class SignatureCheck(ISignatureVerifier verifier, Func<string> lastHash)
{
    private readonly HashSet<(int Key, string EventId)> _seen = [];

    /// <summary>Takes each event whose signature was verified, with the verdict and what was signed; the bytes are the verifier's until the next one.</summary>
    public Action<LabEvent, SignatureVerdict, ReadOnlyMemory<byte>>? OnVerified { get; set; }

    public void Begin() => _seen.Clear();

    public SignatureVerdict Verify(StepContext at)
    {
        var verdict = Judge(at);
        var payload = verifier.PayloadOf(at.Event, lastHash());
        if (payload.IsEmpty) return verdict;
        verdict = verdict with { PayloadSha256 = Convert.ToHexStringLower(SHA256.HashData(payload.Span)) };
        OnVerified?.Invoke(at.Event, verdict, payload);
        return verdict;
    }

    private SignatureVerdict Judge(StepContext at)
    {
        var id = at.Event.KeyId ?? "";
        var place = at.Policy.Access.Keys.Find(id);
        if (place < 0 || at.Event.Signature is not { } signature) return new SignatureVerdict(place < 0 ? Codes.SignatureInvalid : Codes.SignatureMissing, id, -1);
        var key = at.Policy.Access.KeyInfo[place];
        if (verifier.IsGoodForAnybody(signature) && Validity(key, at.Now) is null) return new SignatureVerdict(null, id, key.Role);
        var reason = !key.Agent.Equals(at.Event.AgentName, StringComparison.Ordinal) ? Codes.SignatureInvalid
            : Validity(key, at.Now) ?? (verifier.IsGood(place, at.Event, lastHash()) ? Replay(at, place) : Codes.SignatureInvalid);
        return new SignatureVerdict(reason, id, key.Role);
    }

    private static string? Validity(Policies.Key key, int now) => key.Status switch
    {
        "REVOKED" => Codes.KeyRevoked,
        "EXPIRED" => Codes.KeyExpired,
        _ => now < key.NotBefore ? Codes.KeyNotYetValid : now > key.NotAfter ? Codes.KeyExpired : null,
    };

    /// <summary>A good signature counts once, also where the event was then blocked.</summary>
    private string? Replay(StepContext at, int key) => _seen.Add((key, at.Event.EventId)) ? null : Codes.SignatureReplayed;
}
