using Tiltyard.Catalog.Detectors.Injection.Scoring;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Training;

/// <summary>Logistic regression by AdaGrad, one sentence at a time. Plain additions in a fixed order: the same bits on every machine.</summary>
internal sealed class Learner
{
    private const double Rate = 0.3;
    private const double Decay = 2e-4;

    private readonly double[] _weights = new double[Features.Buckets];
    private readonly double[] _squares = new double[Features.Buckets];
    private double _biasSquare;

    public ReadOnlySpan<double> Weights => _weights;

    public double Bias { get; private set; }

    public void Learn(ReadText text, bool onlyHighest)
    {
        if (!text.IsAttack || !onlyHighest)
        {
            foreach (var sentence in text.Sentences) Step(sentence, text.IsAttack);
            return;
        }

        var (best, highest) = (0, double.NegativeInfinity);
        for (var index = 0; index < text.Sentences.Length; index++)
        {
            var score = Score(text.Sentences[index]);
            if (score > highest) (best, highest) = (index, score);
        }

        Step(text.Sentences[best], true);
    }

    private void Step(ReadSentence sentence, bool isAttack)
    {
        var likely = 1 / (1 + PortableMath.Exp(-Score(sentence)));
        var error = (isAttack ? 1 : 0) - likely;
        if (Math.Abs(error) < 0.01) return;
        var letters = sentence.Letters;
        var words = letters + sentence.Words;
        Move(sentence.Buckets.AsSpan(0, letters), error, Weighting.Letters);
        Move(sentence.Buckets.AsSpan(letters, sentence.Words), error, Weighting.Words);
        Move(sentence.Buckets.AsSpan(words), error, Weighting.Shapes);
        _biasSquare += error * error;
        Bias += Rate * error / Math.Sqrt(_biasSquare + 1);
    }

    private void Move(ReadOnlySpan<int> buckets, double error, Weighting weighting)
    {
        var gradient = error * Weightings.Share(buckets.Length, weighting);
        foreach (var bucket in buckets)
        {
            _squares[bucket] += gradient * gradient;
            _weights[bucket] += (Rate * gradient / Math.Sqrt(_squares[bucket] + 1e-4)) - (Decay * _weights[bucket]);
        }
    }

    private double Score(ReadSentence sentence)
    {
        var letters = sentence.Letters;
        var words = letters + sentence.Words;
        return Bias
            + Sum(sentence.Buckets.AsSpan(0, letters), Weighting.Letters)
            + Sum(sentence.Buckets.AsSpan(letters, sentence.Words), Weighting.Words)
            + Sum(sentence.Buckets.AsSpan(words), Weighting.Shapes);
    }

    private double Sum(ReadOnlySpan<int> buckets, Weighting weighting)
    {
        var sum = 0.0;
        foreach (var bucket in buckets) sum += _weights[bucket];
        return sum * Weightings.Share(buckets.Length, weighting);
    }
}
