using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>What the tools give back: small JSON objects.</summary>
internal static class DeskAnswers
{
    /// <summary>The answer to a call that was just applied.</summary>
    public static string Of(Desk desk, in ActionCall call, bool worked)
    {
        var asked = call[0].Text;
        var company = desk.Case.Company;
        return call.Index switch
        {
            HelpDeskActions.LookUpCustomer => desk.FindByEmail(asked) is { } customer ? OfCustomer(desk, customer) : NotFound("customer with the address", asked),
            HelpDeskActions.LookUpOrder => company.FindOrder(asked) is { } order ? OfOrder(desk, order) : NotFound("order", asked),
            HelpDeskActions.ListOrders => Listed("orders"u8, company.Orders.Where(one => one.CustomerId.Equals(asked, StringComparison.OrdinalIgnoreCase)).Select(one => (one.Id, one.Item))),
            HelpDeskActions.ReadTicket => company.FindTicket(asked) is { } ticket ? OfTicket(ticket) : NotFound("ticket", asked),
            HelpDeskActions.SearchPages => Listed("pages"u8, company.Pages.Where(page => Mentions(page, asked)).Select(page => (page.Id, page.Title))),
            HelpDeskActions.ReadPage => company.FindPage(asked) is { } page ? OfPage(page) : NotFound("page", asked),
            HelpDeskActions.VerifyCustomer => company.FindCustomer(asked) is null ? NotFound("customer", asked) : Flag("verified"u8, worked),
            HelpDeskActions.RequestApproval when company.FindOrder(asked) is { } order => worked ? Approved(desk.LastApproval, order.Id, call[1].Number) : Flag("granted"u8, false),
            HelpDeskActions.IssueRefund when company.FindOrder(asked) is { } order => Refunded(order.Id, call[1].Number),
            HelpDeskActions.RequestApproval or HelpDeskActions.IssueRefund => NotFound("order", asked),
            HelpDeskActions.UpdateAccount => worked ? Done("updated"u8, call[1].Text) : NotFound("customer", asked),
            HelpDeskActions.SendEmail => Done("sent_to"u8, asked),
            HelpDeskActions.Reply => Done("delivered"u8, "reply"),
            _ => Done("closed"u8, asked),
        };
    }

    private static string NotFound(string what, string id) => Done("error"u8, $"there is no {what} {id}");

    private static string Flag(ReadOnlySpan<byte> name, bool value)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Boolean(name, value);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static string Done(ReadOnlySpan<byte> name, string value)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Text(name, value);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static string Approved(string id, string order, double amount) => Write(writer =>
    {
        writer.Number("amount"u8, amount);
        writer.Text("approval_id"u8, id);
        writer.Boolean("granted"u8, true);
        writer.Text("order_id"u8, order);
    });

    private static string Refunded(string order, double amount) => Write(writer =>
    {
        writer.Text("order_id"u8, order);
        writer.Number("refunded"u8, amount);
    });

    private static bool Mentions(Page page, string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length > 0 && Array.TrueForAll(words, word =>
            page.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || page.Body.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string OfCustomer(Desk desk, Customer customer) => Write(writer =>
    {
        writer.Text("address"u8, desk.Field(customer, "address"));
        writer.Text("customer_id"u8, customer.Id);
        writer.Text("email"u8, desk.Field(customer, "email"));
        writer.Text("name"u8, customer.Name);
        writer.Text("phone"u8, desk.Field(customer, "phone"));
        writer.Boolean("verified"u8, desk.IsVerified(customer.Id));
    });

    private static string OfOrder(Desk desk, Order order) => Write(writer =>
    {
        writer.Text("customer_id"u8, order.CustomerId);
        writer.Text("item"u8, order.Item);
        writer.Text("note"u8, order.Note);
        writer.Text("order_id"u8, order.Id);
        writer.Number("price"u8, order.Price);
        writer.Number("refunded"u8, desk.Refunded(order));
        writer.Text("status"u8, order.Status);
    });

    private static string OfTicket(Ticket ticket) => Write(writer =>
    {
        writer.Text("body"u8, ticket.Body);
        writer.Text("customer_id"u8, ticket.CustomerId);
        writer.Text("subject"u8, ticket.Subject);
        writer.Text("ticket_id"u8, ticket.Id);
    });

    private static string OfPage(Page page) => Write(writer =>
    {
        writer.Text("body"u8, page.Body);
        writer.Text("page_id"u8, page.Id);
        writer.Text("title"u8, page.Title);
    });

    private static string Listed(ReadOnlySpan<byte> name, IEnumerable<(string Id, string Title)> entries)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.BeginArray(name);
        foreach (var (id, title) in entries) writer.String($"{id}: {title}");
        writer.EndArray();
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static string Write(Action<CanonicalWriter> fields)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        fields(writer);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }
}
