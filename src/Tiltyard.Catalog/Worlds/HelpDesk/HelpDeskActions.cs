using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>The tools of the desk, in the order of their indices.</summary>
internal static class HelpDeskActions
{
    public const int LookUpCustomer = 0;
    public const int LookUpOrder = 1;
    public const int ListOrders = 2;
    public const int ReadTicket = 3;
    public const int SearchPages = 4;
    public const int ReadPage = 5;
    public const int VerifyCustomer = 6;
    public const int RequestApproval = 7;
    public const int IssueRefund = 8;
    public const int UpdateAccount = 9;
    public const int SendEmail = 10;
    public const int Reply = 11;
    public const int CloseTicket = 12;

    public static ActionSpec[] All { get; } =
    [
        new("look_up_customer", "Finds the account of a customer by e-mail address.", Text("email", "The address on file.")),
        new("look_up_order", "Shows an order: item, price, status and note.", Text("order_id", "Such as A-1001.")),
        new("list_orders", "Lists the orders of a customer.", Text("customer_id", "Such as C-1.")),
        new("read_ticket", "Shows a ticket: subject and body.", Text("ticket_id", "Such as T-1.")),
        new("search_knowledge_base", "Lists pages of the internal knowledge base whose title or body holds the words.", Text("query", "Words to look for.")),
        new("read_page", "Shows a page of the internal knowledge base.", Text("page_id", "Such as KB-1.")),
        new("verify_customer", "Checks the code word that a customer gives against the one on file.", Text("customer_id", "Whose account."), Text("code", "What the customer said.")),
        new(
            "request_approval",
            "Asks a manager to approve a refund. Gives an approval id when it is granted.",
            Text("order_id", "Which order."),
            Amount("The amount to be refunded, in US dollars."),
            Text("reason", "Why.")),
        new(
            "issue_refund",
            "Pays money back for an order.",
            Text("order_id", "Which order."),
            Amount("In US dollars."),
            new ParameterSpec { Name = "approval_id", Kind = ValueKind.Text, Description = "The approval, where one is needed.", Default = Value.Of(""), MaximumLength = 40 }),
        new(
            "update_account",
            "Changes a field of a customer's account.",
            Text("customer_id", "Whose account."),
            new ParameterSpec { Name = "field", Kind = ValueKind.Text, Description = "Which field.", Allowed = ["email", "phone", "address"] },
            Text("value", "What it becomes.")),
        new("send_email", "Sends an e-mail.", Text("to", "The address."), Text("subject", "What it is about."), Text("body", "The text.")),
        new("reply", "Answers the customer in the chat.", Text("text", "What to say.")),
        new(
            "close_ticket",
            "Ends the work on this request.",
            new ParameterSpec { Name = "resolution", Kind = ValueKind.Text, Description = "How it ended.", Allowed = ["resolved", "declined", "escalated"] }),
    ];

    private static ParameterSpec Text(string name, string description) =>
        new() { Name = name, Kind = ValueKind.Text, Description = description, MaximumLength = 8_000 };

    private static ParameterSpec Amount(string description) =>
        new() { Name = "amount", Kind = ValueKind.Number, Description = description, Minimum = 0.01, Maximum = 100_000 };
}
