using System.Collections.Immutable;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Pages;

/// <summary>Stages of specimens as the page groups and draws them. They differ in height and texture too, not in colour alone.</summary>
/// <param name="Word">What a person calls it.</param>
/// <param name="Css">The class of the style sheet.</param>
/// <param name="Y">The upper edge of its bar in a lane.</param>
/// <param name="Height">The height of its bar.</param>
internal sealed record StageLook(string Word, string Css, int Y, int Height)
{
    public static ImmutableArray<StageLook> All { get; } =
    [
        new("on the road", "g-road", 8, 3),
        new("at reception", "g-desk", 5, 9),
        new("accepted", "g-accepted", 5, 9),
        new("spinning", "g-spin", 3, 13),
        new("prepared", "g-prep", 5, 9),
        new("queued", "g-queue", 7, 5),
        new("measured", "g-run", 2, 15),
        new("results wait", "g-result", 4, 11),
        new("held or rejected", "g-held", 5, 9),
    ];

    /// <summary>The group of a stage, or -1 where it is not here (not yet, or no longer).</summary>
    public static int Group(SpecimenStatus stage) => stage switch
    {
        SpecimenStatus.InTransit => 0,
        SpecimenStatus.ArrivedAtReception or SpecimenStatus.Accessioning => 1,
        SpecimenStatus.Accepted => 2,
        SpecimenStatus.InCentrifuge => 3,
        SpecimenStatus.Separated or SpecimenStatus.Aliquoted => 4,
        SpecimenStatus.Queued => 5,
        SpecimenStatus.Running => 6,
        SpecimenStatus.Resulted => 7,
        SpecimenStatus.Held or SpecimenStatus.Rejected => 8,
        _ => -1,
    };
}
