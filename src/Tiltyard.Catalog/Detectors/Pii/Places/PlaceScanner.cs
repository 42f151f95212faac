using Tiltyard.Catalog.Detectors.Pii.Names;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Places;

/// <summary>Countries, regions and cities of the gazetteer, the longest that stands there.</summary>
internal static class PlaceScanner
{
    /// <summary>The last lexeme of a known place that begins with the lexeme, or -1.</summary>
    public static int Known(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int first)
    {
        if (reading.Is(first, WordKinds.PlaceStart))
        {
            for (var last = Math.Min(items.Length, first + Gazetteer.MostPlaceWords) - 1; last > first; last--)
            {
                if (Gazetteer.LongPlaces.Contains(text[items[first].Start..items[last].End])) return last;
            }
        }

        if (!reading.Is(first, WordKinds.Place) || reading.Is(first, WordKinds.Ordinary)) return -1;
        return reading.IsBlind && items[first].Length < 5 ? -1 : first;
    }
}
