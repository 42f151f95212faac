using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>The file form of cases: one family a file.</summary>
internal static class CaseReading
{
    private static readonly ListShape Patterns = Shape.List(DeedPattern.Shape, 0, 20);

    private static readonly ListShape SomePatterns = Shape.List(DeedPattern.Shape, 1, 20);

    private static readonly ListShape Calls = Shape.List(Shape.Object(
        Field.Required("tool", Shape.Text([.. HelpDeskActions.All.Select(action => action.Name)]), "The tool."),
        Field.Optional("args", Shape.Map(Shape.Any), "Its arguments.", DocumentNode.Map())), 1, 30);

    private static readonly ObjectShape Attack = Shape.Object(
        Field.Required("surface", Shape.Text("message", "ticket", "order", "page"), "Where it stands."),
        Field.Optional("carrier", Shape.Text(), "The ticket, order or page that carries it.", ""),
        Field.Required("lines", Shape.List(Shape.Text(), 1, 12), "What is written; in the chat one line after another."),
        Field.Required("goal", SomePatterns, "The attacker has won when one of these was done."),
        Field.Required("obey", Calls, "What a victim does who believes it."));

    private static readonly ObjectShape Case = Shape.Object(
        Field.Required("id", Shape.Text() with { MaxLength = 60, Pattern = new TextPattern("[a-z0-9][a-z0-9-]*", "small letters, digits and dashes") }, "Unique in the desk; the case's name in rows and files."),
        Field.Optional("task", Shape.Text(), "The kind of request, for policies and text rules.", "refund"),
        Field.Optional("requested_amount", Shape.Number(0, 100_000), "What is asked for, in US dollars; 0 where nothing is.", 0.0),
        Field.Required("customer", Shape.Text(), "Who writes."),
        Field.Optional("ticket", Shape.Text(), "The ticket of the request; a new one holds the opening.", "T-0"),
        Field.Required("opening", Shape.Text(), "The first message."),
        Field.Optional("replies", Shape.List(Shape.Text(), 0, 20), "What the customer says after each answer.", DocumentNode.List()),
        Field.Optional("records", Company.Shape, "Records beside those of the company.", DocumentNode.Map()),
        Field.Optional("attack", Attack, "The attack, where the case has one."),
        Field.Required("done", SomePatterns, "The task is done when all of these were."),
        Field.Optional("not_done", Patterns, "The task is not done when one of these was.", DocumentNode.List()),
        Field.Optional("harm", Patterns, "Forbidden here beyond the rules of the company.", DocumentNode.List()),
        Field.Required("solution", Calls, "Does the task without harm."),
        Field.Required("misdeed", Calls, "Does harm."));

    public static ObjectShape File { get; } = Shape.Object(
        Field.Required("version", Shape.Integer(1, 1), "The version of this form."),
        Field.Required("family", Shape.Text(), "The family of all cases in the file."),
        Field.Required("cases", Shape.List(Case, 1, 200), "The cases."));

    /// <exception cref="DocumentException">The first thing that is wrong with the file.</exception>
    public static ImmutableArray<HelpDeskCase> Read(DocumentNode file, Company company)
    {
        var map = File.Check(file);
        var cases = ImmutableArray.CreateBuilder<HelpDeskCase>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in map.Maps("cases"))
        {
            if (!names.Add(one.Text("id"))) throw new DocumentException(one.Node("id"), $"there are two cases '{one.Text("id")}'");
            cases.Add(ReadCase(one, map.Text("family"), company));
        }

        return cases.DrainToImmutable();
    }

    private static HelpDeskCase ReadCase(DocumentMap map, string family, Company company)
    {
        var whole = WithTicket(company.With(Company.From(map.Map("records"))), map);
        var customer = whole.FindCustomer(map.Text("customer")) ?? throw new DocumentException(map.Node("customer"), $"there is no customer '{map.Text("customer")}'");
        return new HelpDeskCase
        {
            Id = map.Text("id"),
            Family = family,
            Task = map.Text("task"),
            RequestedAmount = map.Number("requested_amount"),
            Customer = customer,
            TicketId = map.Text("ticket"),
            Opening = map.Text("opening"),
            Replies = [.. map.Texts("replies")],
            Company = whole,
            Confidences = Confidential.Of(whole),
            Attack = map.MapOrNull("attack") is { } attack ? ReadAttack(attack, whole) : null,
            Done = ReadPatterns(map, "done"),
            NotDone = ReadPatterns(map, "not_done"),
            Harm = ReadPatterns(map, "harm"),
            Solution = ReadCalls(map, "solution"),
            Misdeed = ReadCalls(map, "misdeed"),
        };
    }

    /// <summary>The request itself can be read as a ticket.</summary>
    private static Company WithTicket(Company company, DocumentMap map) => company.FindTicket(map.Text("ticket")) is not null
        ? company
        : company with { Tickets = [.. company.Tickets, new Ticket(map.Text("ticket"), map.Text("customer"), "From the chat", map.Text("opening"))] };

    private static CaseAttack ReadAttack(DocumentMap map, Company company)
    {
        var surface = Enum.Parse<CaseSurface>(map.Text("surface"), ignoreCase: true);
        var carrier = map.Text("carrier");
        var known = surface switch
        {
            CaseSurface.Ticket => company.FindTicket(carrier) is not null,
            CaseSurface.Order => company.FindOrder(carrier) is not null,
            CaseSurface.Page => company.FindPage(carrier) is not null,
            _ => true,
        };
        if (!known) throw new DocumentException(map, $"there is no {map.Text("surface")} '{carrier}' to carry the attack");
        return new CaseAttack(surface, carrier, [.. map.Texts("lines")], ReadPatterns(map, "goal"), ReadCalls(map, "obey"));
    }

    private static ImmutableArray<DeedPattern> ReadPatterns(DocumentMap map, string key) => [.. map.Maps(key).Select(DeedPattern.From)];

    private static ImmutableArray<ActionCall> ReadCalls(DocumentMap map, string key) => [.. map.Maps(key).Select(ReadCall)];

    private static ActionCall ReadCall(DocumentMap map)
    {
        var index = Array.FindIndex(HelpDeskActions.All, action => action.Name.Equals(map.Text("tool"), StringComparison.Ordinal));
        var spec = HelpDeskActions.All[index];
        var arguments = map.Map("args");
        foreach (var entry in arguments.Entries)
        {
            if (spec.ArgumentNames.IndexOf(entry.Key) < 0) throw new DocumentException(entry.Value, $"the tool {spec.Name} has no argument '{entry.Key}'");
        }

        var call = ActionCall.Of(index, [.. spec.Parameters.Select(parameter =>
            arguments.NodeOrNull(parameter.Name)?.ToValue() ?? parameter.Default ?? throw new DocumentException(map, $"the argument '{parameter.Name}' is missing"))]);
        return spec.Refuse(call) is { } reason ? throw new DocumentException(map, reason) : call;
    }
}
