namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

internal static class Vacuity
{
    public static void Refuse(Script script)
    {
    }
}
