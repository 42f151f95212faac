using System.Numerics;
using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Tests.Lab;

public sealed class SignatureFormTests
{
    private static readonly BigInteger Order = BigInteger.Parse("115792089210356248762697446949407573529996955224135760342422259061068512044369");

    [Fact]
    public void A_signature_counts_in_one_form_alone()
    {
        var state = new LabState(LabPolicy.Shipped);
        using var keys = new RunKeys(LabPolicy.Shipped, state);
        keys.Begin(7);
        for (var number = 0; number < 32; number++)
        {
            var signed = new LabEvent();
            signed.Clear();
            (signed.AgentName, signed.EventId, signed.Time) = ("A_OPS_0", $"e{number}", number);
            keys.Sign(signed, state, "");
            var key = LabPolicy.Shipped.Access.Keys.Find(signed.KeyId!);
            var text = signed.Signature!;

            Assert.True(keys.IsGood(key, signed, ""));
            foreach (var other in new[] { Twin(text), text + " ", text.Insert(4, "\n"), text[..^4], "", null })
            {
                signed.Signature = other;
                Assert.False(keys.IsGood(key, signed, ""), other);
            }
        }
    }

    /// <summary>Whoever holds the key can sign the same event anew, on the chain as it is now.</summary>
    [Fact]
    public void A_good_signature_of_the_same_event_counts_once()
    {
        RunKeys? keys = null;
        var engine = new LabEngine(LabPolicy.Shipped, RuleProfile.Strict, new LateKeys(() => keys!));
        using var held = keys = new RunKeys(LabPolicy.Shipped, engine.State);
        keys.Begin(7);
        StateReading.Read(YamlDocumentReader.Read("state", "{strict_signatures: true}").AsMap(), engine);

        Assert.Null(Send("e1"));
        Assert.Equal("SIG_REPLAYED", Send("e1"));
        Assert.Null(Send("e2"));

        string? Send(string id)
        {
            var signed = new LabEvent();
            EventReading.Read(YamlDocumentReader.Read("event", $"{{event_id: {id}, t_s: 10, agent_id: A_OPS_0, action_type: TICK, args: {{}}}}").AsMap(), engine.State, signed);
            keys.Sign(signed, engine.State, engine.Chain.Last);
            return engine.Step(signed).Blocked;
        }
    }

    /// <summary>The same r with n - s, which the platform takes for good.</summary>
    private static string Twin(string text)
    {
        var bytes = Convert.FromBase64String(text);
        var other = (Order - new BigInteger(bytes.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.AsSpan(32).Clear();
        other.CopyTo(bytes.AsSpan(64 - other.Length));
        return Convert.ToBase64String(bytes);
    }
}
