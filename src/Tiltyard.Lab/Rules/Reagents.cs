namespace Tiltyard.Lab.Rules;

/// <summary>What a run uses up.</summary>
internal static class Reagents
{
    public static string? Refusal(StepContext at, int work) =>
        Needs(at, work) is var (reagent, quantity) && at.State.Stock[reagent] < quantity ? Codes.ReagentStockout : null;

    public static void Take(StepContext at, int work)
    {
        if (Needs(at, work) is var (reagent, quantity)) at.State.Stock[reagent] -= quantity;
    }

    private static (int Reagent, int Quantity)? Needs(StepContext at, int work)
    {
        if (work < 0 || at.State.Specimens[work] is not { Exists: true, Panel: >= 0 } specimen) return null;
        var panel = at.Policy.Catalogue.PanelInfo[specimen.Panel];
        return (panel.Reagent, panel.ReagentQuantity);
    }
}
