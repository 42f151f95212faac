namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>
/// What a sentence is scored by: buckets of hashed features in three groups. Letters are n-grams of the letters, words one and two
/// words, shapes n-grams of what the words are taken for and facts about how the sentence is built.
/// </summary>
internal sealed class Features
{
    public const int LetterBuckets = 1 << 16;
    public const int WordBuckets = 1 << 14;
    public const int ShapeBuckets = 1 << 15;
    public const int Buckets = LetterBuckets + WordBuckets + ShapeBuckets;

    private const int FirstWord = LetterBuckets;
    private const int FirstShape = LetterBuckets + WordBuckets;

    public List<int> Letters { get; } = new(2048);

    public List<int> Words { get; } = new(256);

    public List<int> Shapes { get; } = new(512);

    public void Clear()
    {
        Letters.Clear();
        Words.Clear();
        Shapes.Clear();
    }

    public void Letter(uint hash) => Letters.Add((int)(hash & (LetterBuckets - 1)));

    public void Word(uint hash) => Words.Add(FirstWord + (int)(hash & (WordBuckets - 1)));

    public void Shape(uint hash) => Shapes.Add(FirstShape + (int)(hash & (ShapeBuckets - 1)));
}
