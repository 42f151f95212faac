using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Injection.Scoring;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Training;

/// <summary>
/// Trains the model on texts that the grammars write: logistic regression by AdaGrad over sentences. A text that is no attack teaches by
/// each of its sentences; one that is an attack, after the first round, by its most suspicious sentence, because the others may be
/// harmless. The threshold is set on fresh texts, so that one harmless text in <see cref="TextsPerAlarm"/> lies above it.
/// </summary>
public static class InjectionTraining
{
    public const long CommittedSeed = 20251;
    public const int CommittedTexts = 120000;
    public const int TextsPerAlarm = 1000;

    public const int FewestTexts = 200;
    public const int MostTexts = 1_000_000;

    private const int Rounds = 4;

    /// <summary>Trains and gives the bytes of the model, the same for the same seed and number on every machine.</summary>
    public static byte[] Train(long seed, int texts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(texts, FewestTexts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts, MostTexts);
        return Model(seed, texts).Write();
    }

    /// <summary>The first texts that a training with this seed reads.</summary>
    public static IEnumerable<TrainingText> Samples(long seed, int count)
    {
        var texts = new TrainingTexts(seed, "training");
        for (var index = 0; index < count; index++) yield return texts.Next();
    }

    internal static InjectionModel Model(long seed, int texts)
    {
        var training = Read(new TrainingTexts(seed, "training"), texts);
        var learner = new Learner();
        var order = Enumerable.Range(0, training.Count).ToArray();
        var random = new SeededRandom(new StreamKey(seed, "injection-training", "", 0, "order"));
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle<int>(order);
            foreach (var index in order) learner.Learn(training[index], round > 0);
        }

        var model = InjectionModel.Quantise(learner.Weights, learner.Bias, 0);
        return model.WithThreshold(Threshold(model, seed, Math.Max(texts / 2, 200)));
    }

    private static double Threshold(InjectionModel model, long seed, int texts)
    {
        var fresh = new TrainingTexts(seed, "threshold");
        var scan = new SentenceScan();
        var highest = double.NegativeInfinity;
        SentenceVisit rate = (in ScannedSentence _, Features features) => highest = Math.Max(highest, model.Score(features));
        var scores = new List<double>();
        for (var count = 0; count < texts; count++)
        {
            var text = fresh.Next();
            if (text.IsAttack) continue;
            highest = double.NegativeInfinity;
            scan.Walk(text.Text, rate);
            scores.Add(highest);
        }

        scores.Sort();
        return scores[scores.Count - 1 - (scores.Count / TextsPerAlarm)];
    }

    private static List<ReadText> Read(TrainingTexts texts, int count)
    {
        var scan = new SentenceScan();
        var read = new List<ReadText>(count);
        var sentences = new List<ReadSentence>();
        SentenceVisit keep = (in ScannedSentence _, Features features) =>
            sentences.Add(new ReadSentence([.. features.Letters, .. features.Words, .. features.Shapes], features.Letters.Count, features.Words.Count));
        for (var index = 0; index < count; index++)
        {
            var text = texts.Next();
            sentences.Clear();
            scan.Walk(text.Text, keep);
            if (sentences.Count > 0) read.Add(new ReadText([.. sentences], text.IsAttack));
        }

        return read;
    }
}

/// <summary>The features of a sentence, kept for several rounds: letters, then words, then shapes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadSentence(int[] Buckets, int Letters, int Words);

/// <summary>The sentences of one training text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadText(ReadSentence[] Sentences, bool IsAttack);
