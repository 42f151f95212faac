using System.CommandLine;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;

namespace Tiltyard.Cli;

/// <summary>The documented flags that put a chat model into seats of a benchmark.</summary>
internal sealed class LabModelSeats
{
    private readonly Option<string?> _backend = new("--llm-backend") { Description = "A provider such as openai, anthropic or ollama, also by its documented name such as openai_live; deterministic is echo, which calls nobody." };
    private readonly Option<string?> _model = new("--llm-model") { Description = "The model, as the provider names it." };
    private readonly Option<string[]> _seats = new("--llm-agents") { DefaultValueFactory = _ => ["ops_0"], Description = "The seats that the model holds.", AllowMultipleArgumentsPerToken = true };
    private readonly LabSeatedRun _run = new();

    public void AddTo(Command command)
    {
        _seats.AcceptOnlyFromAmong([.. LabSeats.All.Select(seat => seat.Name)]);
        foreach (var option in new Option[] { _backend, _model, _seats }) command.Options.Add(option);
        _run.AddTo(command);
    }

    /// <exception cref="DocumentException">A flag is given that means nothing without a model.</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetValue(_backend) is not null) return true;
        var given = _run.Given(parsed) ?? new Option[] { _model, _seats }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;
        return given is null ? false : throw new DocumentException(given, "this is for a chat model: give --llm-backend");
    }

    public async Task<int> PlayAsync(ParseResult parsed, LabFlags flags, int episodes, long seed, string file, bool json, CancellationToken cancellation)
    {
        var (outcome, results, folder) = await _run.PlayAsync(
            parsed, flags.Parameters(parsed), flags.PartnerName(parsed), Agent(parsed.GetValue(_backend)!), [.. parsed.GetValue(_seats)!.Distinct(StringComparer.Ordinal)], episodes, seed, parsed.GetValue(_model), file,
            cancellation).ConfigureAwait(false);
        LabSeatedRun.Show(outcome, results, folder, json);
        return LabSeatedRun.ExitCode(outcome);
    }

    private static string Agent(string backend)
    {
        var name = backend is "deterministic" ? "echo" : backend.EndsWith("_live", StringComparison.Ordinal) ? backend[..^"_live".Length] : backend;
        return ChatProvider.Of(name) is { } provider && provider.Name.Equals(name, StringComparison.Ordinal)
            ? name
            : throw new DocumentException("--llm-backend", UnknownName.Reason("provider", backend, ChatProvider.All.Select(known => known.Name)));
    }
}
