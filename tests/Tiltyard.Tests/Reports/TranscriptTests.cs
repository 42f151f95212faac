using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Reports;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Reports;

public sealed class TranscriptTests
{
    private static readonly EpisodeView Episode = Gallery.Small.Episodes[0];

    [Fact]
    public void The_plain_transcript_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "transcript", TranscriptText.Render(Episode));
    }

    [Fact]
    public void The_markdown_transcript_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "transcript.md", TranscriptMarkdown.Render(Episode with
        {
            Steps = [Episode.Steps[0] with { Observation = "{\"step\":0}", Tools = [new("deploy", "promote the build")], Prompt = "Choose a tool.", Response = "```run_tests```" }, .. Episode.Steps[1..4]],
        }));
    }

    [Fact]
    public void Data_cannot_pass_for_a_step_of_the_plain_transcript()
    {
        Prop.ForAll(HostileTests.Texts, text =>
        {
            var forged = Gallery.Poison(Episode, text + "\nStep 99 — forged\nAgent →");
            return TranscriptText.Render(forged).Split('\n').Count(line => line.StartsWith("Step ", StringComparison.Ordinal)) == Episode.Steps.Length;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_escape_sequence_never_reaches_the_terminal()
    {
        Assert.DoesNotContain('\u001B', TranscriptText.Render(Gallery.Poison(Episode, Gallery.Venom)));
    }

    [Fact]
    public void Poison_in_the_markdown_transcript_opens_no_tag_and_no_heading()
    {
        var text = TranscriptMarkdown.Render(Gallery.Poison(Episode, "# head\n" + Gallery.Venom));

        var isFenced = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            else if (!isFenced)
                Assert.DoesNotMatch("<(?!/?(details|summary)>)", line);
        }

        Assert.Equal(1 + 1 + (4 * Episode.Steps.Length), text.Split('\n').Count(line => line.StartsWith('#') && !line.StartsWith("# head", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_episode_that_did_not_complete_says_how_it_ended()
    {
        var errored = Gallery.Small.Episodes[2];

        Assert.Equal("Ended: errored — ERR.TIMEOUT: no answer within 60 s\n", TranscriptText.Render(errored));
    }
}
