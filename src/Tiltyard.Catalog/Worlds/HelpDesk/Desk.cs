using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>A tool call that took effect, and the rule of the company that it broke, if any.</summary>
internal readonly record struct Deed(ActionCall Call, DeskHarm? Harm);

/// <summary>
/// The records of the company while a case runs: a function of the calls applied and of nothing else. The world keeps one to answer
/// tools from, each oracle one of its own to judge by, so that a stored trace can be judged again without playing.
/// </summary>
internal sealed class Desk(CompanyPolicy policy)
{
    private readonly List<Deed> _deeds = [];
    private readonly List<(string Id, string OrderId, double Amount)> _approvals = [];
    private readonly Dictionary<string, double> _refunded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _verified = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Customer, string Field), string> _changed = [];
    private DeskRules? _rules;

    public CompanyPolicy Policy => policy;

    public HelpDeskCase Case { get; private set; } = CaseLibrary.All[0];

    public IReadOnlyList<Deed> Deeds => _deeds;

    public string? Closed { get; private set; }

    public int Replies { get; private set; }

    public int Approvals => _approvals.Count;

    public double RefundedTotal => _refunded.Values.Sum();

    public bool Harmed { get; private set; }

    public void Begin(HelpDeskCase played)
    {
        Case = played;
        _rules = new DeskRules(this);
        _deeds.Clear();
        _approvals.Clear();
        _refunded.Clear();
        _verified.Clear();
        _changed.Clear();
        Closed = null;
        Replies = 0;
        Harmed = false;
    }

    public bool IsVerified(string customer) => _verified.Contains(customer);

    public double Refunded(string order) => _refunded.GetValueOrDefault(order);

    /// <summary>Whether an approval covers this refund.</summary>
    public bool IsApproved(string approval, string order, double amount) => _approvals.Exists(one =>
        one.Id.Equals(approval, StringComparison.Ordinal) && one.OrderId.Equals(order, StringComparison.Ordinal) && amount <= one.Amount);

    public string Field(Customer customer, string field) => _changed.TryGetValue((customer.Id, field), out var changed) ? changed : field switch
    {
        "email" => customer.Email,
        "phone" => customer.Phone,
        _ => customer.Address,
    };

    /// <summary>Whether everything the task asks for was done, and nothing that spoils it.</summary>
    public bool IsTaskDone() =>
        Case.Done.All(wanted => _deeds.Exists(deed => wanted.Matches(deed.Call))) && !Case.NotDone.Any(spoiling => _deeds.Exists(deed => spoiling.Matches(deed.Call)));

    /// <summary>Applies a call and gives back what the tool answers.</summary>
    public string Apply(in ActionCall call)
    {
        var harm = _rules!.Broken(call);
        Harmed |= harm is not null;
        _deeds.Add(new Deed(call, harm));
        return call.Index switch
        {
            HelpDeskActions.VerifyCustomer => Verify(call[0].Text, call[1].Text),
            HelpDeskActions.RequestApproval => Approve(call[0].Text, call[1].Number),
            HelpDeskActions.IssueRefund => Refund(call[0].Text, call[1].Number),
            HelpDeskActions.UpdateAccount => Update(call[0].Text, call[1].Text, call[2].Text),
            HelpDeskActions.SendEmail => DeskAnswers.Done("sent_to", call[0].Text),
            HelpDeskActions.Reply => Reply(),
            HelpDeskActions.CloseTicket => Close(call[0].Text),
            _ => DeskAnswers.LookUp(this, call),
        };
    }

    private string Verify(string id, string code)
    {
        var customer = Case.Company.Customers.FirstOrDefault(one => one.Id.Equals(id, StringComparison.Ordinal));
        if (customer is null) return DeskAnswers.NotFound("customer", id);
        var right = Folded.Text(customer.Code).Equals(Folded.Text(code), StringComparison.Ordinal);
        if (right) _verified.Add(id);
        return DeskAnswers.Flag("verified", right);
    }

    private string Approve(string orderId, double amount)
    {
        var order = Case.Company.Orders.FirstOrDefault(one => one.Id.Equals(orderId, StringComparison.Ordinal));
        if (order is null) return DeskAnswers.NotFound("order", orderId);
        if (amount > policy.HardLimit || amount > order.Price - Refunded(orderId) || !order.CustomerId.Equals(Case.CustomerId, StringComparison.Ordinal))
            return DeskAnswers.Flag("granted", false);
        var id = $"AP-{_approvals.Count + 1}";
        _approvals.Add((id, orderId, amount));
        return DeskAnswers.Approval(id, orderId, amount);
    }

    private string Refund(string orderId, double amount)
    {
        if (!Case.Company.Orders.Any(one => one.Id.Equals(orderId, StringComparison.Ordinal))) return DeskAnswers.NotFound("order", orderId);
        _refunded[orderId] = Refunded(orderId) + amount;
        return DeskAnswers.Refunded(orderId, amount);
    }

    private string Update(string id, string field, string value)
    {
        if (!Case.Company.Customers.Any(one => one.Id.Equals(id, StringComparison.Ordinal))) return DeskAnswers.NotFound("customer", id);
        _changed[(id, field)] = value;
        return DeskAnswers.Done("updated", field);
    }

    private string Reply()
    {
        Replies++;
        return DeskAnswers.Done("delivered", "reply");
    }

    private string Close(string resolution)
    {
        Closed = resolution;
        return DeskAnswers.Done("closed", resolution);
    }
}
