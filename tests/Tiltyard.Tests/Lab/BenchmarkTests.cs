using System.Text;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;
using Tiltyard.Tests.Catalog;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Lab;

public sealed class BenchmarkTests
{
    public static TheoryData<string> Tasks => [.. LabTasks.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Results_are_valid_against_the_published_schema(string task)
    {
        var schema = JsonDocument.Parse(File.ReadAllText(ConformanceData.Path("schemas/results.v0.2.schema.json"))).RootElement;
        var results = JsonDocument.Parse(CanonicalJson.Text(Run(task).Play())).RootElement;

        Assert.Equal([], Faults(schema, results, "").ToArray());
    }

    [Fact]
    public void The_check_of_schemas_finds_what_is_wrong()
    {
        var schema = JsonDocument.Parse("""{"type":"object","required":["a","b"],"properties":{"a":{"type":["integer","null"]},"c":{"type":"array","items":{"type":"string","const":"x"}}}}""").RootElement;

        Assert.Equal(["b is missing", "a is no integer or null", "c/1 is not x"], Faults(schema, JsonDocument.Parse("""{"a":1.5,"c":["x","y"]}""").RootElement, "").ToArray());
    }

    [Fact]
    public void The_audit_chain_can_be_made_again_from_the_log()
    {
        var lines = new List<string>();
        Run("insider_key_misuse").Play(lines.Add);
        var (last, checkedLines) = ("", 0);
        foreach (var line in lines)
        {
            var chain = JsonDocument.Parse(line).RootElement.GetProperty("hashchain");
            if (chain.GetProperty("length").GetInt32() == 1) last = "";
            var hash = new byte[TraceHash.HexLength];
            TraceHash.Hex([.. Encoding.ASCII.GetBytes(last), .. EpisodeLog.Record(line)], hash);
            last = Encoding.ASCII.GetString(hash);
            Assert.Equal(chain.GetProperty("last_event_hash").GetString(), last);
            checkedLines++;
        }

        Assert.True(checkedLines > 100);
    }

    [Fact]
    public void The_same_run_gives_the_same_results() =>
        Assert.Equal(CanonicalJson.Text(Run("device_outage_surge").Play()), CanonicalJson.Text(Run("device_outage_surge").Play()));

    [Theory]
    [InlineData(50, 25.0)]
    [InlineData(95, 38.5)]
    [InlineData(100, 40.0)]
    public void Percentiles_lie_between_their_neighbours(int percent, double value) => Assert.Equal(value, EpisodeMetrics.Percentile([10, 20, 30, 40], percent).AsNumber(), 9);

    private static BenchmarkRun Run(string task) => new() { Parameters = DocumentNode.Map(("task", task)), Episodes = 2, Seed = 123 };

    /// <summary>The words of JSON Schema that the published file uses: type, required, properties, items, const.</summary>
    private static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string path)
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

        if (schema.TryGetProperty("properties", out var properties) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)))
            {
                foreach (var fault in Faults(property.Value, value.GetProperty(property.Name), At(property.Name))) yield return fault;
            }
        }

        if (!schema.TryGetProperty("items", out var items) || value.ValueKind != JsonValueKind.Array) yield break;
        var place = 0;
        foreach (var item in value.EnumerateArray())
        {
            foreach (var fault in Faults(items, item, At($"{place}"))) yield return fault;
            place++;
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
