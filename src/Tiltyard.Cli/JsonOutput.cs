using System.CommandLine;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>The flag that every command has, and the documents it asks for.</summary>
internal static class JsonOutput
{
    public static Option<bool> Option() => new("--json") { Description = "The result as JSON on standard output." };

    public static void Write(DocumentNode document) => Output.Document(IndentedJson.Text(document));

    public static DocumentNode Number(double? value) => value is { } number ? number : DocumentNode.Null;

    public static DocumentNode Text(string? value) => value is null ? DocumentNode.Null : value;

    public static DocumentList Texts(IEnumerable<string> values) => DocumentNode.List(values.Select(value => (DocumentNode)value));
}
