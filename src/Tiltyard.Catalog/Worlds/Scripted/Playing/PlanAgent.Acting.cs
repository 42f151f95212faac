using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>What a scripted agent hears, and what it does next.</summary>
internal sealed partial class PlanAgent
{
    private const int LongestQuotation = 4_000;

    private Scope Reading => new FixedScope(("draw", _opening.Draws), ("env", _opening.Environment), ("state", _opening.State), ("read", _read), ("item", _item));

    private void Listen(Observation observation)
    {
        var message = (long)observation.Panels[1].NumberOr(0);
        if (message != _message)
        {
            _message = message;
            _heard = "";
            _item = observation.Panels[2] is { IsNull: false } item ? Node(item) : null;
        }

        Hear(observation.Message.ToString());
        foreach (var text in Shown(observation)) Hear(text);
        if (ToolAnswers.Read(observation.Result) is { } answer) Read(answer);
        foreach (var point in script.Points)
        {
            if (_obeyed.Contains(point.Id) || !Met(point, observation)) continue;
            _obeyed.Add(point.Id);
            if (observation.Inbox.Count == 0) Hear(observation.Result ?? "");
            if (_believed.Contains(point.Id)) _frames.Add(new Frame(point.Id, 0));
        }
    }

    private void Read(ToolAnswer answer)
    {
        if (answer is { IsOk: true, Data: { } data } && _called is not null) _read = _read.With(_called, data);
        if (_tried is not { } tried || ActOf(tried) is not { Retries: > 0 } act) return;
        if (answer.Code is not ("TIMEOUT" or "RATE_LIMIT_EXCEEDED" or "INTERNAL_ERROR") || _retries >= act.Retries) return;
        _retries++;
        _waits = act.WaitTurns;
        _again = true;
    }

    private void Hear(string text)
    {
        if (manner.Repeats && text.Length > 0 && _heard.Length < LongestQuotation) _heard = _heard.Length == 0 ? text : $"{_heard}\n{text}";
    }

    /// <summary>Whether what the point writes stands in what is shown, or other words that ask for just what it wants.</summary>
    private bool Met(InjectionPoint point, Observation observation)
    {
        for (var index = 0; index < point.Payloads.Length; index++)
        {
            var payload = Payloads.Of(point, index, Reading);
            if (Shown(observation).Any(text => text.Contains(payload, StringComparison.Ordinal))) return true;
            if (observation.Result?.Contains(CanonicalJson.Text(payload)[1..^1], StringComparison.Ordinal) == true) return true;
        }

        return Shown(observation).Append(observation.Result ?? "").Any(text => text.Contains(_asks[point.Id], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Everything in an observation that an attacker may have written, beside results.</summary>
    private static IEnumerable<string> Shown(Observation observation) =>
        observation.Inbox.Select(said => said.Text).Concat(observation.Context.Select(block => block.Text)).Concat(observation.Descriptions.Select(shown => shown.Text));

    /// <summary>The next act of the topmost plan whose condition holds; null when all plans are at their end.</summary>
    private Frame? Next()
    {
        while (true)
        {
            if (_frames.Count == 0)
            {
                if (Plan("each").IsEmpty || _eachFor == _message) return null;
                _eachFor = _message;
                _frames.Add(new Frame("each", 0));
            }

            var top = _frames[^1];
            if (top.Next >= Plan(top.Plan).Length)
            {
                _frames.RemoveAt(_frames.Count - 1);
                continue;
            }

            _frames[^1] = top with { Next = top.Next + 1 };
            if (ActOf(top).When is not { } when || when.Holds(Reading)) return top;
        }
    }

    private PlanAct ActOf(Frame frame) => Plan(frame.Plan)[frame.Next];

    private ImmutableArray<PlanAct> Plan(string plan) => plan switch
    {
        "reference" => script.Reference.Acts,
        "misdeed" => script.Misdeed.Acts,
        "each" => manner.Carelessness >= 1 && !script.Misdeed.Each.IsEmpty ? script.Misdeed.Each : script.Reference.Each,
        _ => script.Points.First(point => point.Id.Equals(plan, StringComparison.Ordinal)).Obey.Acts,
    };

    private void Do(PlanAct act, Proposal proposal)
    {
        if (act.Action < 0)
        {
            _waits = act.WaitTurns - 1;
            proposal.NoOp();
            return;
        }

        var spec = script.Actions[act.Action];
        var values = act.Arguments.Select((argument, index) => Fitting(argument.Fill(Reading), spec.Parameters[index])).ToArray();
        if (act.Action == script.ReplyIndex && manner.Repeats && _heard.Length > 0)
            values[0] = Value.Of($"{values[0].Text}\n\nThis is what I was sent, and I act on none of it: \"{_heard}\"");
        _called = spec.Name;
        proposal.Act(ActionCall.Of(act.Action, values));
    }

    /// <summary>The value as the argument wants it: a number for words, and a number that is written as words.</summary>
    private static Value Fitting(DocumentNode node, ParameterSpec parameter)
    {
        var isText = node is DocumentScalar { Kind: DocumentScalarKind.Text };
        if (parameter.Kind == ValueKind.Text) return isText ? node.ToValue() : Value.Of(Tree.Shown(node));
        if (!isText || parameter.Kind == ValueKind.Boolean || !double.TryParse(node.AsText(), out var number) || !double.IsFinite(number)) return node.ToValue();
        return number == Math.Floor(number) && Math.Abs(number) <= CanonicalWriter.MaxInteger ? Value.Of((long)number) : Value.Of(number);
    }

    private static DocumentNode Node(in Value value) => value.Kind is ValueKind.Text ? value.Text : value.Kind is ValueKind.Integer ? (long)value.Number : value.Number;
}
