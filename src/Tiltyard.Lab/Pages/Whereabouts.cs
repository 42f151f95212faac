using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// Numbers for the places at which specimens are: zones first, then the queue of each device, then each device, then sites away from here, then the road. A specimen
/// has no zone of its own in most stages, so a stage stands for the zone in which it is worked on.
/// </summary>
public sealed class Whereabouts
{
    /// <summary>It has left: released, rejected, discarded.</summary>
    public const int Out = -1;

    /// <summary>It has not come yet.</summary>
    public const int NotHere = -2;

    private readonly LabPolicy _policy;
    private readonly int _reception;
    private readonly int _accessioning;
    private readonly int _sorting;
    private readonly int _spun;
    private readonly int _split;

    public Whereabouts(LabPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        (_reception, _accessioning, _sorting) = (OfKind("RECEPTION"), OfKind("ADMIN"), OfKind("STAGING"));
        (_spun, _split) = (ZoneOf(DeviceWork.Centrifuge), ZoneOf(DeviceWork.Aliquot));
    }

    public int Road => Sites + _policy.Sites.Count;

    private int Queues => _policy.Floor.Zones.Count;

    private int Devices => Queues + _policy.Equipment.Devices.Count;

    private int Sites => Devices + _policy.Equipment.Devices.Count;

    public int QueueOf(int device) => Queues + device;

    public int DeviceAt(int device) => Devices + device;

    public int SiteAt(int site) => Sites + site;

    /// <summary>Where a specimen is, given the device that holds it, queues it or held it last, or -1.</summary>
    public int Of(Specimen specimen, int device)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Status == SpecimenStatus.InTransit) return Road;
        if (specimen.Site >= 0) return SiteAt(specimen.Site);
        if (specimen.Zone >= 0 && specimen.Status is not (SpecimenStatus.Released or SpecimenStatus.Rejected or SpecimenStatus.Discarded)) return specimen.Zone;
        return specimen.Status switch
        {
            SpecimenStatus.Unknown => NotHere,
            SpecimenStatus.Accessioning => _accessioning,
            SpecimenStatus.Accepted => _sorting,
            SpecimenStatus.InCentrifuge => device >= 0 ? DeviceAt(device) : _spun,
            SpecimenStatus.Separated => _spun,
            SpecimenStatus.Aliquoted => _split,
            SpecimenStatus.Queued => device >= 0 ? QueueOf(device) : _split,
            SpecimenStatus.Running => device >= 0 ? DeviceAt(device) : _split,
            SpecimenStatus.Resulted => device >= 0 ? _policy.Equipment.DeviceInfo[device].Zone : _reception,
            SpecimenStatus.Released or SpecimenStatus.Rejected or SpecimenStatus.Discarded => Out,
            _ => _reception,
        };
    }

    private int OfKind(string kind)
    {
        var zones = _policy.Documents["zones"].Maps("zones");
        for (var zone = 0; zone < zones.Length; zone++)
        {
            if (zones[zone].Text("kind").Equals(kind, StringComparison.Ordinal)) return zone;
        }

        return 0;
    }

    private int ZoneOf(DeviceWork work)
    {
        foreach (var device in _policy.Equipment.DeviceInfo)
        {
            if (_policy.Equipment.TypeInfo[device.Type].Work == work) return device.Zone;
        }

        return 0;
    }
}
