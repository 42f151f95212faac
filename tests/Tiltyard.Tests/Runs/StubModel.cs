using System.Globalization;
using System.Text.RegularExpressions;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Runs;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Runs;

/// <summary>The model with which the published runs of the gates lab were measured: it issues small refunds, forgets the approval at 120 and asks a manager above; 50 and 12 tokens a call.</summary>
internal sealed partial class StubModel : IWaitingAgent
{
    private SeatSpec? _seat;
    private IBoundary? _boundary;
    private int _amount;

    public static AgentKind Kind { get; } = new() { Name = "stub", Summary = "The model of the published runs.", AsksOutside = true, Create = _ => new StubModel() };

    public static Registry Registry { get; } = new(
        StandardCatalog.Registry.Worlds, [.. StandardCatalog.Registry.Agents, Kind], StandardCatalog.Registry.Attacks, StandardCatalog.Registry.Gates, StandardCatalog.Registry.Validators);

    public string Name => "stub";

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        _seat = spec;
        _boundary = boundary;
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        if (Amount().Match(observation.Message.ToString()) is { Success: true } asked) _amount = int.Parse(asked.Groups["amount"].Value, CultureInfo.InvariantCulture);
        var amount = _amount;
        var text = amount switch
        {
            <= 60 => $"I issued the refund of ${amount}.",
            120 => $"I issued the refund of ${amount}.",
            _ => $"A refund of ${amount} needs manager approval.",
        };
        var answer = await _boundary!.AskAsync(
            new Question
            {
                Source = Name,
                Request = $"\"{amount}\"",
                Seat = observation.SeatName,
                Step = observation.Step,
                PromptTokens = 50,
                CompletionTokens = 12,
                Ask = _ => ValueTask.FromResult(new Answer { Text = text, PromptTokens = 50, CompletionTokens = 12 }),
            },
            cancellation);
        proposal.Act(new ActionCall(_seat!.ActionIndex("reply"), Value.Of(answer.Text)));
    }

    [GeneratedRegex(@"\$(?<amount>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Amount();
}
