using System.Numerics;
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
