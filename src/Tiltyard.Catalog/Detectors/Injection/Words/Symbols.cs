namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>
/// What a word is taken for. Below <see cref="FirstClass"/> stand signs and shapes; then come the classes of the lexicon, then its
/// function words, one symbol each.
/// </summary>
internal static class Symbols
{
    public const int Other = 0;
    public const int Clause = 1;
    public const int End = 2;
    public const int Email = 3;
    public const int Url = 4;
    public const int Number = 5;
    public const int Identifier = 6;
    public const int Quote = 7;
    public const int Money = 8;
    public const int FirstSign = 9;
    public const string Signs = "!?:<>[]{}|#`=;()*";
    public const int FirstClass = 32;

    public static int Sign(char letter) => Signs.IndexOf(letter, StringComparison.Ordinal) is var index and >= 0 ? FirstSign + index : -1;
}
