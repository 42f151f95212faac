using System.Text;
using System.Text.RegularExpressions;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Tests.Architecture;
using Tiltyard.Tests.Catalog;

namespace Tiltyard.Tests.Adapters.Exchanges;

/// <summary>The page of the exchange tells the truth: its examples are what is sent and what is understood.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root, "docs/reference/agent-protocol.md"));

    [Fact]
    public void The_example_of_a_request_has_the_keys_of_a_request()
    {
        var world = Stage.World("release_manager").Kind.Create(Stage.Parameters("release_manager"), true);
        world.Reset(Stage.Key(1));
        var observation = new Tiltyard.Worlds.Observation(world, 0);
        observation.Refresh();

        var sent = Read(AgentRequest.Observe(observation, world.Spec.Seats[0], "e"));

        Assert.Equal(sent.Entries.Select(entry => entry.Key), Read(Assert.Single(Examples("Requests"))).Entries.Select(entry => entry.Key), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_example_of_an_answer_is_understood()
    {
        var seat = Stage.World("release_manager").Kind.Create(Stage.Parameters("release_manager"), true).Spec.Seats[0];
        var answers = Examples("Answers");
        Assert.Equal(4, answers.Length);

        foreach (var answer in answers)
        {
            var proposal = new Proposal();
            AgentAnswer.Take(answer, seat, proposal);
            Assert.NotEqual(ProposalForm.Unreadable, proposal.Form);
        }
    }

    private static string[] Examples(string heading)
    {
        var section = Page[Page.IndexOf($"## {heading}", StringComparison.Ordinal)..];
        return JsonBlock().Match(section).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static DocumentMap Read(string json) => JsonDocumentReader.Read("example", Encoding.UTF8.GetBytes(json)).AsMap();

    [GeneratedRegex("```json\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonBlock();
}
