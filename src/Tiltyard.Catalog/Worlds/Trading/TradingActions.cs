using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading;

/// <summary>The trader's panels and tools; the constants are their indexes.</summary>
internal static class TradingActions
{
    public const int BuyGreen = 0;
    public const int SellGreen = 1;
    public const int BuyBrown = 2;
    public const int SellBrown = 3;
    public const int ReviewEsg = 4;
    public const int ReviewProfit = 5;

    public const int ValuePanel = 0;
    public const int CashPanel = 1;
    public const int GreenAllocationPanel = 2;
    public const int BrownAllocationPanel = 3;
    public const int EmissionPanel = 4;
    public const int GreenPricePanel = 5;
    public const int BrownPricePanel = 6;
    public const int GreenReturnPanel = 7;
    public const int BrownReturnPanel = 8;
    public const int PressurePanel = 9;

    public static FieldNames Panels { get; } = new(
        "portfolio_value",
        "cash",
        "green_allocation",
        "brown_allocation",
        "emission_intensity",
        "green_price",
        "brown_price",
        "last_green_return",
        "last_brown_return",
        "pressure");

    public static FieldNames State { get; } = new("cash", "green_shares", "brown_shares", "pressure", "green_price", "brown_price");

    public static LegalActions All { get; } = LegalActions.All(6);

    public static SeatSpec Seat { get; } = Trader(Panels);

    public static SeatSpec Trader(FieldNames panels) => new(
        "trader",
        "You manage one portfolio of green and brown shares.",
        panels,
        Order("buy_green", "Buys green shares at the present price. An order that costs more than the cash is not executed."),
        Order("sell_green", "Sells green shares at the present price, at most those held."),
        Order("buy_brown", "Buys brown shares at the present price. An order that costs more than the cash is not executed."),
        Order("sell_brown", "Sells brown shares at the present price, at most those held."),
        new ActionSpec("review_esg", "Reviews the emissions and social record of the portfolio."),
        new ActionSpec("review_profit", "Reviews the profit of the portfolio."));

    private static ActionSpec Order(string name, string description) => new(name, description, new ParameterSpec
    {
        Name = "quantity",
        Kind = ValueKind.Integer,
        Description = "Whole shares.",
        Minimum = 1,
        Default = Value.Of(1L),
    });
}
