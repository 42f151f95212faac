using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Tiltyard.Metrics;

namespace Tiltyard.Benchmarks;

/// <summary>Whole shifts in which every change is signed and verified, beside a bare loop that signs and verifies as often with the platform's ECDSA P-256.</summary>
public class LabSigningBenchmarks
{
    public const int Episodes = 4;

    private readonly EpisodeMeter _meter = new(0.9);
    private readonly byte[] _payload = new byte[400];
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private LabShifts _shifts = null!;

    /// <summary>Signatures verified in all episodes of an operation.</summary>
    public int Signatures { get; private set; }

    [GlobalSetup]
    public void SetUp()
    {
        _shifts = new LabShifts("insider_key_misuse", "full", _meter);
        var counted = 0;
        var note = _shifts.World.Lab.OnStep!;
        _shifts.World.Lab.OnStep = (happened, result) =>
        {
            note(happened, result);
            if (result.Signature is not null) counted++;
        };
        Signed_shifts();
        Signatures = counted;
        _shifts.World.Lab.OnStep = note;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _shifts.Dispose();
        _key.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Episodes)]
    public void Bare_sign_and_verify()
    {
        for (var made = 0; made < Signatures; made++)
        {
            _payload[made % _payload.Length] ^= 1;
            if (!_key.VerifyData(_payload, _key.SignData(_payload, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256)) throw new InvalidOperationException("A good signature was refused.");
        }
    }

    [Benchmark(OperationsPerInvoke = Episodes)]
    public void Signed_shifts()
    {
        for (var episode = 0; episode < Episodes; episode++)
        {
            _meter.Begin();
            _shifts.Play(episode);
        }
    }
}
