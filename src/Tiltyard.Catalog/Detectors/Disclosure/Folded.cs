namespace Tiltyard.Catalog.Detectors.Disclosure;

/// <summary>Text without the differences by which a leak is hidden: case, spaces, dashes, dots and what cannot be seen.</summary>
internal static class Folded
{
    public static string Text(string text) => string.Create(
        text.Count(IsKept), text, static (span, from) =>
        {
            var at = 0;
            foreach (var letter in from)
            {
                if (IsKept(letter)) span[at++] = char.ToLowerInvariant(letter);
            }
        });

    private static bool IsKept(char letter) => char.IsLetterOrDigit(letter) || letter is '@' or '$' or '%';
}
