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
            default: writer.Raw(value.Text.AsSpan()); break;
        }
    }

    /// <summary>Writes one of the names, escaped where it needs to be.</summary>
    public static void Name(this CanonicalWriter writer, FieldNames names, int index)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(names);
        if (names.IsPlain(index)) writer.Name(names.Utf8(index));
        else writer.Name(names.Names[index].AsSpan());
    }

    /// <summary>Writes an object of named values; the names decide the order, not the caller.</summary>
    public static void Write(this CanonicalWriter writer, FieldNames names, ReadOnlySpan<Value> values)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(names);
        writer.BeginObject();
        foreach (var index in names.CanonicalOrder)
        {
            writer.Name(names, index);
            writer.Write(values[index]);
        }

        writer.EndObject();
    }

    public static Value ToValue(this DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node is not DocumentScalar scalar ? Value.Json(CanonicalJson.Text(node)) : scalar.Kind switch
        {
            DocumentScalarKind.Null => Value.Null,
            DocumentScalarKind.Boolean => Value.Of(scalar.AsBoolean()),
            DocumentScalarKind.Integer => Value.Of(scalar.AsInteger()),
            DocumentScalarKind.Number => Value.Of(scalar.AsNumber()),
            _ => Value.Of(scalar.AsText()),
        };
    }

    /// <summary>The values of a map, under the names they were written with.</summary>
    public static (FieldNames Names, Value[] Values) ToValues(this DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return (new FieldNames(map.Entries.Select(entry => entry.Key)), [.. map.Entries.Select(entry => entry.Value.ToValue())]);
    }
}
