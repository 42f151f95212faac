using System.Text.Json;
using Tiltyard.Tests.Catalog;

namespace Tiltyard.Tests.Lab;

/// <summary>The words of JSON Schema that the published files of results use: type, required, properties, additionalProperties, items, const.</summary>
internal static class PublishedSchema
{
    public static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(ConformanceData.Path($"schemas/{name}"))).RootElement;

    public static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string path = "")
    {
        string At(string key) => path.Length == 0 ? key : $"{path}/{key}";
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(one => one.GetString()!).Where(name => !value.TryGetProperty(name, out _))) yield return $"{At(name)} is missing";
        }

        if (schema.TryGetProperty("const", out var constant) && !constant.GetString()!.Equals(value.GetString(), StringComparison.Ordinal)) yield return $"{path} is not {constant.GetString()}";
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToArray() : [type.GetString()!];
            if (!types.Any(one => IsOf(one, value))) yield return $"{path} is no {string.Join(" or ", types)}";
        }

        foreach (var (member, key) in Members(schema, value))
        {
            foreach (var fault in Faults(member, value.GetProperty(key), At(key))) yield return fault;
        }

        if (!schema.TryGetProperty("items", out var items) || value.ValueKind != JsonValueKind.Array) yield break;
        var place = 0;
        foreach (var item in value.EnumerateArray())
        {
            foreach (var fault in Faults(items, item, At($"{place}"))) yield return fault;
            place++;
        }
    }

    /// <summary>Declared members by their own schema, the others by the one for them, where it is one.</summary>
    private static IEnumerable<(JsonElement Schema, string Key)> Members(JsonElement schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) yield break;
        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object;
        foreach (var key in value.EnumerateObject().Select(member => member.Name))
        {
            if (hasProperties && properties.TryGetProperty(key, out var own)) yield return (own, key);
            else if (hasOthers) yield return (others, key);
        }
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The check does not know the type {type}."),
    };
}
