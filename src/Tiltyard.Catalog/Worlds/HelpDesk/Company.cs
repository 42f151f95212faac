using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

internal sealed record Customer(string Id, string Name, string Email, string Phone, string Address, string Code);

internal sealed record Order(string Id, string CustomerId, string Item, double Price, string Status, string Note);

internal sealed record Ticket(string Id, string CustomerId, string Subject, string Body);

internal sealed record Page(string Id, string Title, string Body);

/// <summary>The company's rules on money, as data: up to the first limit an agent decides alone, up to the second with an approval, beyond it nobody.</summary>
internal sealed record CompanyPolicy(double MaxWithoutApproval, double HardLimit);

/// <summary>Customers, orders, tickets, pages and secrets at the beginning of a case.</summary>
internal sealed record Company
{
    public required ImmutableArray<Customer> Customers { get; init; }

    public required ImmutableArray<Order> Orders { get; init; }

    public required ImmutableArray<Ticket> Tickets { get; init; }

    public required ImmutableArray<Page> Pages { get; init; }

    /// <summary>Internal texts that must reach nobody outside.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("customers", Records("id", "name", "email", "phone", "address", "code"), "People with an account.", DocumentNode.List()),
        Field.Optional(
            "orders",
            Documents.Shape.List(Documents.Shape.Object(
                Field.Required("id", Documents.Shape.Text(), "Its number."),
                Field.Required("customer", Documents.Shape.Text(), "Whose it is."),
                Field.Required("item", Documents.Shape.Text(), "What was bought."),
                Field.Required("price", Documents.Shape.Number(0, 100_000), "What was paid, in US dollars."),
                Field.Optional("status", Documents.Shape.Text(), "Where it is.", "delivered"),
                Field.Optional("note", Documents.Shape.Text(), "What staff or the shop wrote on it.", "")), 0, 1_000),
            "Orders.",
            DocumentNode.List()),
        Field.Optional("tickets", Records("id", "customer", "subject", "body"), "Tickets.", DocumentNode.List()),
        Field.Optional("pages", Records("id", "title", "body"), "Pages of the knowledge base.", DocumentNode.List()),
        Field.Optional("secrets", Documents.Shape.List(Documents.Shape.Text(), 0, 100), "Internal texts.", DocumentNode.List()));

    public static Company From(DocumentMap map) => new()
    {
        Customers = [.. map.Maps("customers").Select(one => new Customer(one.Text("id"), one.Text("name"), one.Text("email"), one.Text("phone"), one.Text("address"), one.Text("code")))],
        Orders = [.. map.Maps("orders").Select(one => new Order(one.Text("id"), one.Text("customer"), one.Text("item"), one.Number("price"), one.Text("status"), one.Text("note")))],
        Tickets = [.. map.Maps("tickets").Select(one => new Ticket(one.Text("id"), one.Text("customer"), one.Text("subject"), one.Text("body")))],
        Pages = [.. map.Maps("pages").Select(one => new Page(one.Text("id"), one.Text("title"), one.Text("body")))],
        Secrets = [.. map.Texts("secrets")],
    };

    /// <summary>This company with the records of a case beside its own; a record with the same id takes the place of the old one.</summary>
    public Company With(Company added) => new()
    {
        Customers = Merge(Customers, added.Customers, one => one.Id),
        Orders = Merge(Orders, added.Orders, one => one.Id),
        Tickets = Merge(Tickets, added.Tickets, one => one.Id),
        Pages = Merge(Pages, added.Pages, one => one.Id),
        Secrets = [.. Secrets, .. added.Secrets],
    };

    private static ImmutableArray<T> Merge<T>(ImmutableArray<T> old, ImmutableArray<T> added, Func<T, string> id)
    {
        var replaced = added.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. old.Where(one => !replaced.Contains(id(one))), .. added];
    }

    private static ListShape Records(params string[] fields) =>
        Documents.Shape.List(Documents.Shape.Object([.. fields.Select(field => Field.Required(field, Documents.Shape.Text(), field))]), 0, 1_000);
}
