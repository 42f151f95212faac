using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>The flags of a replay that changes one event and goes on from there.</summary>
internal sealed class CounterfactualOptions
{
    private readonly Option<string?> _change = new("--change") { Description = "Changes the event of this sequence number and goes on from there; say with --set how." };
    private readonly Option<string[]> _set = new("--set") { Description = "A new value, as field=value: action, args (JSON), answer, decision or payload, as the event has it; may be repeated." };
    private readonly Option<string?> _mode = new("--mode") { Description = "Where the record holds no answer from outside: strict ends the episode there, lenient asks. strict by default." };
    private readonly ChatOptions _chat = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _change, _set, _mode, _chat.AllowNetwork, _chat.MaxConcurrency, _chat.Prices }) command.Options.Add(option);
    }

    /// <exception cref="DocumentException">Flags are given that mean nothing without --change.</exception>
    public bool IsGiven(ParseResult parsed)
    {
        if (parsed.GetValue(_change) is not null) return true;
        foreach (var option in new Option[] { _set, _mode, _chat.AllowNetwork, _chat.MaxConcurrency, _chat.Prices }.Where(option => parsed.GetResult(option) is { Implicit: false }))
            throw new DocumentException(option.Name, "it says nothing without --change");
        return false;
    }

    public async Task<int> PlayAsync(
        ParseResult parsed, RunFolder store, RunManifest manifest, PlannedEpisode at, string? write, bool json, CancellationToken cancellation)
    {
        var lenient = parsed.GetValue(_mode) is { } mode && Flags.OneOf<ReplayChoice>("--mode", mode) == ReplayChoice.Lenient;
        using var models = ChatAgents.Prepare(manifest.Plan, _chat, parsed, [], asksNobody: !lenient);
        var stem = manifest.Plan.FileStem(at);
        var file = $"traces/{stem}.jsonl";
        var trace = store.ReadTrace(stem) ?? EpisodeReplay.PlayAgain(manifest.Plan, at, manifest.RunId, models.Registry);
        var change = EventChange.Of(file, trace, Flags.Whole("--change", parsed.GetValue(_change)!, 0, int.MaxValue).AsInteger(), Values(parsed));
        var report = await EpisodeCounterfactual.PlayAsync(
            manifest.Plan, at, manifest.RunId, models.Registry, file, trace, change, lenient ? models.Redactor : null, cancellation).ConfigureAwait(false);
        if (write is not null) await File.WriteAllBytesAsync(write, report.Trace, cancellation).ConfigureAwait(false);
        Output.Document(json ? CanonicalJson.Text(CounterfactualText.Document(stem, report)) : CounterfactualText.Table(stem, report));
        return ExitCodes.Ok;
    }

    /// <summary>Everything is text but the arguments, which are JSON.</summary>
    private DocumentMap Values(ParseResult parsed)
    {
        var values = new List<(string, DocumentNode)>();
        foreach (var pair in parsed.GetValue(_set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new DocumentException("--set", $"'{pair}' is not field=value");
            var (key, text) = (pair[..equals], pair[(equals + 1)..]);
            values.Add((key, key.Equals("args", StringComparison.Ordinal) ? JsonDocumentReader.Read("--set args", System.Text.Encoding.UTF8.GetBytes(text)).AsMap() : text));
        }

        return DocumentNode.Map(values);
    }
}
