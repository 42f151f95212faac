namespace Tiltyard.Lab.Episodes;

/// <summary>
/// What a hostile seat brought about, followed from its own events alone: an honest mistake is neither an attack nor its detection. An attack begins with the first
/// event that was refused, broke an invariant or did harm; it is contained from the first refusal after its last harm.
/// </summary>
public sealed class HostileDeeds
{
    private int _releasesBefore;
    private int _releasesAtContainment;

    /// <summary>Seconds of the first deed, or null.</summary>
    public int? Began { get; private set; }

    /// <summary>Seconds at which a deed was first refused or broke an invariant; null is never.</summary>
    public int? Detected { get; private set; }

    /// <summary>Seconds from which nothing harmful came through; null is never.</summary>
    public int? Contained { get; private set; }

    public int Harms { get; private set; }

    /// <summary>How many results are out by now.</summary>
    public int Releases { get; set; }

    /// <summary>Results that went out from the first deed until it was contained, or to the end.</summary>
    public int ReleasesMeanwhile => Began is null ? 0 : (Contained is null ? Releases : _releasesAtContainment) - _releasesBefore;

    public void Clear()
    {
        Began = Detected = Contained = null;
        Harms = Releases = _releasesBefore = _releasesAtContainment = 0;
    }

    /// <summary>Takes an event of the seat, with how many results were out before it.</summary>
    public void Note(int time, bool isBlocked, bool isBreach, int harms, int releases)
    {
        if (!isBlocked && !isBreach && harms == 0) return;
        if (Began is null) (Began, _releasesBefore) = (time, releases);
        if (isBlocked || isBreach) Detected ??= time;
        Harms += harms;
        if (harms > 0) Contained = null;
        else if (isBlocked && Contained is null) (Contained, _releasesAtContainment) = (time, releases);
    }
}
