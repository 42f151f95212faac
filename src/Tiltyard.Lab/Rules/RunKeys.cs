using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules;

/// <summary>Signs events with the key of whoever acts.</summary>
public interface ISigner
{
    /// <summary>Gives the event the first active key of its agent and a signature with it; without such a key it stays unsigned.</summary>
    void Sign(LabEvent unsigned, LabState state, string lastHash);
}

/// <summary>
/// The keys of one run: ECDSA P-256 pairs derived from its seed (HKDF-SHA256), so that the same run has the same keys and no key is in a file. The bytes of a
/// signature differ every time; whether it is good does not.
/// </summary>
public sealed class RunKeys(LabPolicy policy, LabState state) : ISigner, ISignatureVerifier, IDisposable
{
    /// <summary>The order of the curve P-256.</summary>
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber);

    private readonly ECDsa?[] _pairs = new ECDsa?[policy.Access.Keys.Count];
    private readonly CanonicalWriter _payload = new(512);
    private long? _seed;

    /// <summary>The keys of another run from now on.</summary>
    public void Begin(long runSeed)
    {
        if (_seed == runSeed) return;
        Forget();
        _seed = runSeed;
    }

    public void Sign(LabEvent unsigned, LabState state, string lastHash)
    {
        ArgumentNullException.ThrowIfNull(unsigned);
        if (KeyOf(unsigned.AgentName) is not (var key and >= 0)) return;
        unsigned.KeyId = policy.Access.Keys[key];
        unsigned.Signature = SignatureForm.Write(Pair(key).SignData(Payload(unsigned, lastHash), HashAlgorithmName.SHA256), Order);
    }

    public bool IsGood(int key, LabEvent signed, string lastHash)
    {
        ArgumentNullException.ThrowIfNull(signed);
        Span<byte> signature = stackalloc byte[SignatureForm.Length];
        return SignatureForm.TryRead(signed.Signature, signature) && Pair(key).VerifyData(Payload(signed, lastHash), signature, HashAlgorithmName.SHA256);
    }

    public ReadOnlyMemory<byte> PayloadOf(LabEvent signed, string lastHash)
    {
        ArgumentNullException.ThrowIfNull(signed);
        Payload(signed, lastHash);
        return _payload.WrittenMemory;
    }

    /// <summary>Whether a signature is that of a key over these bytes; not so for a key that is not registered.</summary>
    public bool IsOver(string keyId, ReadOnlySpan<byte> payload, string signature)
    {
        Span<byte> bytes = stackalloc byte[SignatureForm.Length];
        return policy.Access.Keys.Find(keyId) is var key and >= 0 && SignatureForm.TryRead(signature, bytes) && Pair(key).VerifyData(payload, bytes, HashAlgorithmName.SHA256);
    }

    /// <summary>The registry of the run with its public keys, for whoever verifies without its seed.</summary>
    public DocumentMap Registry() => DocumentNode.Map(
        ("algorithm", "ECDSA P-256, SHA-256, r and s of 32 bytes each, s at most half of the order"),
        ("keys", DocumentNode.List(policy.Access.KeyInfo.Select((info, key) => (DocumentNode)DocumentNode.Map(
            ("agent_id", info.Agent), ("key_id", policy.Access.Keys[key]), ("not_after_s", Bound(info.NotAfter)), ("not_before_s", Bound(info.NotBefore)),
            ("public_key_spki", Convert.ToBase64String(Pair(key).ExportSubjectPublicKeyInfo())), ("role_id", policy.Access.Roles[info.Role]), ("status", info.Status))))),
        ("policy_fingerprint", policy.Fingerprint));

    public void Dispose() => Forget();

    private static DocumentNode Bound(int? second) => second is { } known ? (long)known : DocumentNode.Null;

    /// <summary>The agent's first active key. Whoever has none that counts signs with what there is, and is told why that does not count; -1 without any.</summary>
    private int KeyOf(string agent)
    {
        var other = -1;
        for (var key = 0; key < policy.Access.KeyInfo.Length; key++)
        {
            if (!policy.Access.KeyInfo[key].Agent.Equals(agent, StringComparison.Ordinal)) continue;
            if (policy.Access.KeyInfo[key].Status is "ACTIVE") return key;
            if (other < 0) other = key;
        }

        return other;
    }

    /// <summary>What is signed: everything that the event asks for, the policy under which, and the chain that it follows on.</summary>
    private ReadOnlySpan<byte> Payload(LabEvent signed, string lastHash)
    {
        _payload.Clear();
        _payload.BeginObject();
        _payload.Name("action_params"u8);
        EventArguments.Write(_payload, state, signed);
        _payload.Text("action_type"u8, signed.Action.Name());
        _payload.Text("agent_id"u8, signed.AgentName);
        _payload.Text("event_id"u8, signed.EventId);
        _payload.Text("policy_fingerprint"u8, policy.Fingerprint);
        _payload.Text("prev_hash"u8, lastHash);
        _payload.Integer("t_s"u8, signed.Time);
        _payload.BeginArray("token_refs"u8);
        foreach (var token in signed.TokenRefs) _payload.String(state.Tokens.NameOf(token));
        _payload.EndArray();
        _payload.EndObject();
        return _payload.Written;
    }

    private ECDsa Pair(int key)
    {
        if (_pairs[key] is { } pair) return pair;
        var seed = Encoding.UTF8.GetBytes((_seed ?? 0).ToString(CultureInfo.InvariantCulture));
        Span<byte> secret = stackalloc byte[48];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, secret, "tiltyard.lab"u8, Encoding.UTF8.GetBytes(policy.Access.Keys[key]));
        var scalar = (new BigInteger(secret, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        var padded = new byte[32];
        bytes.CopyTo(padded, padded.Length - bytes.Length);
        return _pairs[key] = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = padded });
    }

    private void Forget()
    {
        foreach (var pair in _pairs) pair?.Dispose();
        Array.Clear(_pairs);
    }
}
