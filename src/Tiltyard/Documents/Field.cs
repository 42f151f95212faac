using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>One declared key of an <see cref="ObjectShape"/>.</summary>
public sealed record Field
{
    private Field(string name, Shape shape, string description, bool isRequired, DocumentNode? defaultValue)
    {
        Name = name;
        Shape = shape;
        Description = description;
        IsRequired = isRequired;
        Default = defaultValue;
    }

    /// <summary>The key.</summary>
    public string Name { get; }

    /// <summary>The shape of the value.</summary>
    public Shape Shape { get; }

    /// <summary>What the value means, as a sentence.</summary>
    public string Description { get; }

    /// <summary>Whether the key must be written.</summary>
    public bool IsRequired { get; }

    /// <summary>The value of a key that is not written; null leaves the key out.</summary>
    public DocumentNode? Default { get; }

    /// <summary>Other names the key is read under, such as those of older files.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>A key that must be written.</summary>
    public static Field Required(string name, Shape shape, string description) => new(name, shape, description, isRequired: true, defaultValue: null);

    /// <summary>A key that may be left out, and what it is then.</summary>
    /// <exception cref="ArgumentException">The default does not fit the shape.</exception>
    public static Field Optional(string name, Shape shape, string description, DocumentNode? defaultValue = null)
    {
        try
        {
            return new Field(name, shape, description, isRequired: false, defaultValue is null ? null : shape.Check(defaultValue));
        }
        catch (DocumentException misfit)
        {
            throw new ArgumentException($"The default of '{name}' does not fit: {misfit.Reason}", nameof(defaultValue), misfit);
        }
    }
}
