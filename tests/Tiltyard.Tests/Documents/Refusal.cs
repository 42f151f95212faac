using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

/// <summary>Reads what must not be read and gives back the message.</summary>
internal static class Refusal
{
    public static string Yaml(string text, DocumentLimits? limits = null) => Of(() => YamlDocumentReader.Read("plan.yaml", text, limits)).Message;

    public static string Json(string text, DocumentLimits? limits = null) => Json(Encoding.UTF8.GetBytes(text), limits);

    public static string Json(byte[] utf8, DocumentLimits? limits = null) => Of(() => JsonDocumentReader.Read("plan.json", utf8, limits)).Message;

    public static DocumentException Of(Func<object> read)
    {
        var refused = Assert.Throws<DocumentException>(read);
        AssertOneLine(refused.Message);
        return refused;
    }

    public static void AssertOneLine(string message)
    {
        Assert.InRange(message.Length, 1, 399);
        Assert.DoesNotContain(message, static code => char.IsControl(code) || code is '\u2028' or '\u2029' or '\u202e');
        Assert.Equal(message, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message)));
    }
}
