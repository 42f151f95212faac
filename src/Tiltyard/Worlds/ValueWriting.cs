using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>The wire form of a <see cref="Value"/>.</summary>
public static class ValueWriting
{
    public static void Write(this CanonicalWriter writer, in Value value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.Kind)
        {
            case ValueKind.Null: writer.Null(); break;
            case ValueKind.Boolean: writer.Boolean(value.IsTrue); break;
            case ValueKind.Integer: writer.Integer((long)value.Number); break;
            case ValueKind.Number: writer.Number(value.Number); break;
            case ValueKind.Text: writer.String(value.Text); break;
            default: writer.Raw(System.Text.Encoding.UTF8.GetBytes(value.Text)); break;
        }
    }

    /// <summary>Writes an object of named values; the names decide the order, not the caller.</summary>
    public static void Write(this CanonicalWriter writer, FieldNames names, ReadOnlySpan<Value> values)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(names);
        writer.BeginObject();
        foreach (var index in names.CanonicalOrder)
        {
            writer.Name(names.Utf8(index));
            writer.Write(values[index]);
        }

        writer.EndObject();
    }

    public static Value ToValue(this DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node switch
        {
            DocumentScalar { Kind: ScalarKind.Null } => Value.Null,
            DocumentScalar { Kind: ScalarKind.Boolean } scalar => Value.Of(scalar.Boolean),
            DocumentScalar { Kind: ScalarKind.Integer } scalar when Math.Abs(scalar.Number) <= 1L << 53 => Value.Of((long)scalar.Number),
            DocumentScalar { Kind: ScalarKind.Text } scalar => Value.Of(scalar.Text),
            DocumentScalar scalar => Value.Of(scalar.Number),
            _ => Value.Json(CanonicalJson.Write(node)),
        };
    }
}
