namespace Tiltyard.Documents;

/// <summary>Kinds of node, as far as <see cref="EitherShape"/> can tell them apart.</summary>
[Flags]
internal enum NodeKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Text = 8,
    List = 16,
    Map = 32,
    All = 63,
}

/// <summary>The kind of a node that was read.</summary>
internal static class NodeKind
{
    public static NodeKinds Of(DocumentNode node) => node switch
    {
        DocumentMap => NodeKinds.Map,
        DocumentList => NodeKinds.List,
        DocumentScalar { Kind: DocumentScalarKind.Null } => NodeKinds.Null,
        DocumentScalar { Kind: DocumentScalarKind.Boolean } => NodeKinds.Boolean,
        DocumentScalar { Kind: DocumentScalarKind.Text } => NodeKinds.Text,
        _ => NodeKinds.Number,
    };
}
