namespace Tiltyard.Lab.Processes;

/// <summary>What is so although nobody in the laboratory can see it. Oracles and figures read it; observations never do.</summary>
public sealed class Truths
{
    private readonly HashSet<int> _mislabelled = [];
    private readonly HashSet<int> _wrongResults = [];
    private readonly HashSet<(int Result, int Attempt)> _answered = [];

    public void Clear()
    {
        _mislabelled.Clear();
        _wrongResults.Clear();
        _answered.Clear();
    }

    /// <summary>The tube holds somebody else's blood.</summary>
    public void Mislabel(int specimen) => _mislabelled.Add(specimen);

    public bool IsMislabelled(int specimen) => _mislabelled.Contains(specimen);

    /// <summary>The value was read from a device with a bias.</summary>
    public void MarkWrong(int result) => _wrongResults.Add(result);

    public bool IsWrong(int result) => _wrongResults.Contains(result);

    /// <summary>Somebody took the call; that much is heard by the caller.</summary>
    public void Answer(int result, int attempt) => _answered.Add((result, attempt));

    public bool IsAnswered(int result, int attempt) => _answered.Contains((result, attempt));
}
