using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading;

/// <summary>What a scripted trader is asked: the view, the rules of the world, and when it last asked for an ESG review.</summary>
internal readonly record struct TradingQuestion(Observation Seen, TradingRules Rules, int? LastReview)
{
    public double Worth => Panel(TradingActions.ValuePanel);

    public double Cash => Panel(TradingActions.CashPanel);

    public double GreenPrice => Panel(TradingActions.GreenPricePanel);

    public double BrownPrice => Panel(TradingActions.BrownPricePanel);

    public double GreenAllocation => Panel(TradingActions.GreenAllocationPanel);

    public double BrownAllocation => Panel(TradingActions.BrownAllocationPanel);

    public double Pressure => Panel(TradingActions.PressurePanel);

    /// <summary>Steps since the last ESG review that the trader asked for.</summary>
    public int? ReviewAge => Seen.Step - LastReview;

    public double Panel(int index) => Seen.Panels[index].NumberOr(0);
}

/// <summary>The rules that a trader may know: the published weights of the score and the threshold of the world.</summary>
internal sealed record TradingRules
{
    public required double Threshold { get; init; }

    public required double PressureGrowth { get; init; }

    public required double BrownWeight { get; init; }

    public required double PeerWeight { get; init; }

    public required double NeglectPenalty { get; init; }

    public required int ReviewDecay { get; init; }

    /// <summary>False where a review is stale before the step after it, so that it could only be had by doing nothing else.</summary>
    public bool ReviewsPay => ReviewDecay > 1;

    public static TradingRules From(AgentMaking making) => new()
    {
        Threshold = making.World.DefaultThreshold,
        PressureGrowth = making.WorldParameters.Number("profit_pressure_growth", 0.15),
        BrownWeight = making.WorldParameters.Number("pressure_buy_penalty", 0.25),
        PeerWeight = making.WorldParameters.Number("adversary_drift_penalty", 0),
        NeglectPenalty = making.WorldParameters.Number("esg_neglect_penalty", 0.1),
        ReviewDecay = (int)making.WorldParameters.Integer("esg_check_decay", 3),
    };
}

/// <summary>A scripted trader: a rule from the view and its own memory to an order.</summary>
internal sealed class TradingPolicy(string name, TradingRules rules, Func<TradingQuestion, ActionCall> choose) : IComputingAgent
{
    private int? _lastReview;

    public string Name => name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => _lastReview = null;

    public void Decide(Observation observation, Proposal proposal)
    {
        var call = choose(new TradingQuestion(observation, rules, _lastReview));
        if (call.Index == TradingActions.ReviewEsg) _lastReview = observation.Step;
        proposal.Act(call);
    }

    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Integer("last_review"u8, _lastReview);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved) => _lastReview = (int?)saved.IntegerOrNull("last_review");
}
