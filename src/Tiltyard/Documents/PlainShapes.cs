namespace Tiltyard.Documents;

/// <summary>true or false; yes and no are text and are refused.</summary>
public sealed record BooleanShape : Shape
{
    internal BooleanShape()
    {
    }

    internal override string Words => "true or false";

    internal override NodeKinds Kinds => NodeKinds.Boolean;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node) =>
        node is DocumentScalar { Kind: DocumentScalarKind.Boolean } scalar
            ? DocumentScalar.OfBoolean(scalar.AsBoolean(), node.Place, node.Path)
            : throw Misfit(node);

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() => [("type", "boolean")];
}

/// <summary>A written null and nothing else.</summary>
public sealed record NullShape : Shape
{
    internal NullShape()
    {
    }

    internal override string Words => "null";

    internal override NodeKinds Kinds => NodeKinds.Null;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node) => node.IsNull ? DocumentScalar.OfNull(node.Place, node.Path) : throw Misfit(node);

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() => [("type", "null")];
}

/// <summary>Any JSON value. The readers have bounded its size and depth already.</summary>
public sealed record AnyShape : Shape
{
    internal AnyShape()
    {
    }

    internal override string Words => "any value";

    internal override NodeKinds Kinds => NodeKinds.All;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node) => node;

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() => [];
}
