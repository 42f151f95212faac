using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>What the tools give back: small JSON objects.</summary>
internal static class DeskAnswers
{
    public static string NotFound(string what, string id) => Write(writer => writer.Text("error"u8, $"there is no {what} {id}"));

    public static string Flag(string name, bool value) => Write(writer => writer.Boolean(Encoding.UTF8.GetBytes(name), value));

    public static string Done(string name, string value) => Write(writer => writer.Text(Encoding.UTF8.GetBytes(name), value));

    public static string Approval(string id, string order, double amount) => Write(writer =>
    {
        writer.Number("amount"u8, amount);
        writer.Text("approval_id"u8, id);
        writer.Boolean("granted"u8, true);
        writer.Text("order_id"u8, order);
    });

    public static string Refunded(string order, double amount) => Write(writer =>
    {
        writer.Text("order_id"u8, order);
        writer.Number("refunded"u8, amount);
    });

    /// <summary>The tools that only read.</summary>
    public static string LookUp(Desk desk, in ActionCall call)
    {
        var asked = call[0].Text;
        var company = desk.Case.Company;
        switch (call.Index)
        {
            case HelpDeskActions.LookUpCustomer:
                return company.Customers.FirstOrDefault(one => desk.Field(one, "email").Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } customer
                    ? OfCustomer(desk, customer)
                    : NotFound("customer with the address", asked);
            case HelpDeskActions.LookUpOrder:
                return company.Orders.FirstOrDefault(one => one.Id.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } order ? OfOrder(desk, order) : NotFound("order", asked);
            case HelpDeskActions.ListOrders:
                return Listed("orders"u8, company.Orders.Where(one => one.CustomerId.Equals(asked, StringComparison.OrdinalIgnoreCase)).Select(one => (one.Id, one.Item)));
            case HelpDeskActions.ReadTicket:
                return company.Tickets.FirstOrDefault(one => one.Id.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } ticket ? OfTicket(ticket) : NotFound("ticket", asked);
            case HelpDeskActions.SearchPages:
                return Listed("pages"u8, company.Pages.Where(page => Mentions(page, asked)).Select(page => (page.Id, page.Title)));
            default:
                return company.Pages.FirstOrDefault(one => one.Id.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } found ? OfPage(found) : NotFound("page", asked);
        }
    }

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
        writer.Number("refunded"u8, desk.Refunded(order.Id));
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
