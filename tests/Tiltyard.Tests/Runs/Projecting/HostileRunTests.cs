using Tiltyard.Agents;
using Tiltyard.Catalog.Worlds.ReleaseManager;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Tests.Engine;
using Tiltyard.Tests.Reports;

namespace Tiltyard.Tests.Runs.Projecting;

/// <summary>What an agent, a scenario file or a world says is data on its whole way from the trace to the page.</summary>
public sealed class HostileRunTests
{
    /// <summary>What would be markup if anything were not escaped.</summary>
    private static readonly string[] Markup = ["<script>alert", "<img src=x", "</script><script>", "\" onload="];

    [Fact]
    public async Task A_hostile_agent_stays_text_in_every_artifact()
    {
        var run = await Run(proposal =>
        {
            proposal.Named(Gallery.Venom, "{\"reason\":\"<img src=x onerror=alert(2)>\"}");
            proposal.Thought = Gallery.Venom;
        });

        Assert.Contains("&lt;script&gt;alert(1)", run.Page, StringComparison.Ordinal);
        AssertHarmless(run);
    }

    [Fact]
    public async Task A_hostile_answer_that_is_no_action_stays_text_in_every_artifact()
    {
        var run = await Run(proposal => proposal.Unreadable(Gallery.Venom));

        Assert.Contains("ACTION.UNREADABLE", run.Page, StringComparison.Ordinal);
        AssertHarmless(run);
    }

    [Fact]
    public async Task A_hostile_briefing_stays_text_in_every_artifact()
    {
        var run = await Run(proposal => proposal.Act(0), Gallery.Venom);

        Assert.Contains("&lt;/details&gt;", run.Page, StringComparison.Ordinal);
        AssertHarmless(run);
    }

    private static void AssertHarmless(Played run)
    {
        foreach (var name in run.Projections.Where(name => name.EndsWith(".html", StringComparison.Ordinal) || name.EndsWith(".svg", StringComparison.Ordinal) || name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            var text = run.Text(name);
            Assert.All(Markup, markup => Assert.DoesNotContain(markup, text, StringComparison.Ordinal));
        }

        foreach (var name in run.Projections.Where(name => name.EndsWith(".txt", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain('\u001B', run.Text(name));
            Assert.DoesNotContain('\u202E', run.Text(name));
        }
    }

    private static Task<Played> Run(Action<Proposal> decide, string briefing = "Ship it.")
    {
        var agent = new AgentKind { Name = "hand", Summary = "Says what it is told to.", Create = _ => new Hand((_, proposal) => decide(proposal)) };
        var registry = new Registry([new WorldEntry(ReleaseManagerKind.Kind, [agent]) { DefaultAgents = ["hand"] }], [], [], [], []);
        var set = new ScenarioSet
        {
            Name = "hostile",
            Scenarios =
            [
                new Scenario { Name = "hostile", World = "release_manager", Parameters = DocumentNode.Map(("briefing", briefing), ("max_steps", 3L)) },
            ],
        };
        return Played.Run(set, new PlanSettings { Episodes = 2 }, registry);
    }
}
