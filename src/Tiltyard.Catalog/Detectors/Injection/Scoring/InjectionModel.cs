using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>
/// The trained weights: one signed byte for each bucket, a scale for each group, a bias and the score from which on a sentence counts.
/// Form of the file: "TILTINJ1", five little-endian doubles (three scales, bias, threshold), then the bytes.
/// </summary>
internal sealed class InjectionModel
{
    private const string Resource = "Tiltyard.Catalog.Detectors.Injection.model.bin";
    private const int HeadLength = 48;

    private readonly sbyte[] _weights;
    private readonly double _letterScale;
    private readonly double _wordScale;
    private readonly double _shapeScale;

    private InjectionModel(sbyte[] weights, double letterScale, double wordScale, double shapeScale, double bias, double threshold)
    {
        (_weights, _letterScale, _wordScale, _shapeScale) = (weights, letterScale, wordScale, shapeScale);
        (Bias, Threshold) = (bias, threshold);
    }

    public static InjectionModel Shipped { get; } = Load();

    public double Bias { get; }

    public double Threshold { get; }

    private static ReadOnlySpan<byte> Tag => "TILTINJ1"u8;

    /// <summary>The log odds that the sentence is an injection, in the model's own eyes.</summary>
    public double Score(Features features) =>
        Bias
        + (_letterScale * Sum(features.Letters) * Share(features.Letters.Count, Weighting.Letters))
        + (_wordScale * Sum(features.Words) * Share(features.Words.Count, Weighting.Words))
        + (_shapeScale * Sum(features.Shapes) * Share(features.Shapes.Count, Weighting.Shapes));

    /// <summary>The score that has this confidence.</summary>
    public double ScoreOf(double confidence) => confidence switch
    {
        <= 0 => double.NegativeInfinity,
        >= 1 => double.PositiveInfinity,
        _ => Threshold + PortableMath.Log(confidence / (1 - confidence)),
    };

    /// <summary>Between 0 and 1, one half at the threshold.</summary>
    public double Confidence(double score) => 1 / (1 + PortableMath.Exp(Threshold - score));

    /// <exception cref="InvalidDataException">It is no model, or one of another size.</exception>
    public static InjectionModel Read(ReadOnlySpan<byte> file)
    {
        if (file.Length != HeadLength + Features.Buckets || !file[..8].SequenceEqual(Tag)) throw new InvalidDataException("This is no injection model of this version.");
        var weights = MemoryMarshal.Cast<byte, sbyte>(file[HeadLength..]).ToArray();
        return new InjectionModel(weights, At(file, 0), At(file, 1), At(file, 2), At(file, 3), At(file, 4));

        static double At(ReadOnlySpan<byte> file, int index) => BinaryPrimitives.ReadDoubleLittleEndian(file[(8 + (index * 8))..]);
    }

    /// <summary>Rounds trained weights to bytes, group by group.</summary>
    public static InjectionModel Quantise(ReadOnlySpan<double> weights, double bias, double threshold)
    {
        var bytes = new sbyte[Features.Buckets];
        var letters = Round(weights, bytes, 0, Features.LetterBuckets);
        var words = Round(weights, bytes, Features.LetterBuckets, Features.WordBuckets);
        var shapes = Round(weights, bytes, Features.LetterBuckets + Features.WordBuckets, Features.ShapeBuckets);
        return new InjectionModel(bytes, letters, words, shapes, bias, threshold);
    }

    public InjectionModel WithThreshold(double threshold) => new(_weights, _letterScale, _wordScale, _shapeScale, Bias, threshold);

    public byte[] Write()
    {
        var file = new byte[HeadLength + Features.Buckets];
        Tag.CopyTo(file);
        ReadOnlySpan<double> head = [_letterScale, _wordScale, _shapeScale, Bias, Threshold];
        for (var index = 0; index < head.Length; index++) BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(8 + (index * 8)), head[index]);
        MemoryMarshal.Cast<sbyte, byte>(_weights.AsSpan()).CopyTo(file.AsSpan(HeadLength));
        return file;
    }

    private static double Round(ReadOnlySpan<double> weights, sbyte[] bytes, int first, int count)
    {
        var largest = 0.0;
        foreach (var weight in weights.Slice(first, count)) largest = Math.Max(largest, Math.Abs(weight));
        if (largest == 0) return 0;
        var scale = largest / 127;
        for (var index = first; index < first + count; index++) bytes[index] = (sbyte)Math.Round(weights[index] / scale);
        return scale;
    }

    private static double Share(int count, Weighting weighting) => Weightings.Share(count, weighting);

    private int Sum(List<int> buckets)
    {
        var sum = 0;
        foreach (var bucket in CollectionsMarshal.AsSpan(buckets)) sum = unchecked(sum + _weights[bucket]);
        return sum;
    }

    private static InjectionModel Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException("The injection model is not in this build: write it with 'tiltyard train injection'.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return Read(file);
    }
}
