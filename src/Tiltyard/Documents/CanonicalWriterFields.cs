namespace Tiltyard.Documents;

/// <summary>One call for a name and its value; the names are pre-encoded u8 literals in canonical order.</summary>
public static class CanonicalWriterFields
{
    /// <summary>Writes a name and text, or null where there is none.</summary>
    public static void Text(this CanonicalWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        writer.Name(name);
        writer.String(value);
    }

    /// <summary>Writes a name and text.</summary>
    public static void Text(this CanonicalWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        writer.Name(name);
        writer.String(value);
    }

    /// <summary>Writes a name and text that is UTF-8 already.</summary>
    public static void Utf8Text(this CanonicalWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        writer.Name(name);
        writer.Utf8String(value);
    }

    /// <summary>Writes a name and a finite number.</summary>
    public static void Number(this CanonicalWriter writer, ReadOnlySpan<byte> name, double value)
    {
        writer.Name(name);
        writer.Number(value);
    }

    /// <summary>Writes a name and a finite number, or null where there is none.</summary>
    public static void Number(this CanonicalWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        writer.Name(name);
        if (value is { } number) writer.Number(number);
        else writer.Null();
    }

    /// <summary>Writes a name and a whole number.</summary>
    public static void Integer(this CanonicalWriter writer, ReadOnlySpan<byte> name, long value)
    {
        writer.Name(name);
        writer.Integer(value);
    }

    /// <summary>Writes a name and a whole number, or null where there is none.</summary>
    public static void Integer(this CanonicalWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        writer.Name(name);
        if (value is { } number) writer.Integer(number);
        else writer.Null();
    }

    /// <summary>Writes a name and true or false.</summary>
    public static void Boolean(this CanonicalWriter writer, ReadOnlySpan<byte> name, bool value)
    {
        writer.Name(name);
        writer.Boolean(value);
    }

    /// <summary>Writes a name and null.</summary>
    public static void Null(this CanonicalWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Name(name);
        writer.Null();
    }

    /// <summary>Writes a name and a value that is canonical JSON already.</summary>
    public static void Raw(this CanonicalWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> canonical)
    {
        writer.Name(name);
        writer.Raw(canonical);
    }

    /// <summary>Writes a name and opens its object.</summary>
    public static void BeginObject(this CanonicalWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Name(name);
        writer.BeginObject();
    }

    /// <summary>Writes a name and opens its array.</summary>
    public static void BeginArray(this CanonicalWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Name(name);
        writer.BeginArray();
    }
}
