using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Attacks;
using Tiltyard.Tests.Architecture;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>The reference page of scripts: its example is a script, and it knows every field, scenario and surface.</summary>
public sealed class ScriptPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root, "docs/reference/scenario-scripts.md"));

    [Fact]
    public void The_example_is_a_script_whose_reference_passes()
    {
        var start = Page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var parameters = Theatre.Written(Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)]);

        for (var seed = 0; seed < 6; seed++)
        {
            var play = Theatre.Play(Theatre.Setup(parameters, "policy:reference", Arm.Attacked), parameters, seed);
            Assert.True(play.IsDone && !play.IsHarmed);
        }
    }

    [Fact]
    public void Every_field_stands_on_the_page() =>
        Assert.All(ScriptOutlines.Form.Fields.Select(field => field.Name), name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_scenario_and_every_surface_stands_on_the_page()
    {
        Assert.All(ScriptOutlines.All, script => Assert.Contains($"`{script.Id}`{(script.Points.IsEmpty ? "" : "\\*")}", Page, StringComparison.Ordinal));
        Assert.All(AttackSurfaces.Names, name => Assert.Contains(name, Page, StringComparison.Ordinal));
        Assert.Contains($"{ScriptOutlines.All.Length} of them", Page, StringComparison.Ordinal);
    }
}
