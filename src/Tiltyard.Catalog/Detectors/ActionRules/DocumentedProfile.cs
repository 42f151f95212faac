using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>The documented permissions and limits. Unlike the documented checker, whoever adds access rules of their own denies all other actions.</summary>
internal static class DocumentedProfile
{
    public static DocumentMap Rules { get; } = DocumentNode.Map(
        ("access", DocumentNode.List(
            Access("delete_user", "delete_users", ["admin", "manager"], "force_delete"),
            Access("process_refund", "process_refunds", ["agent", "manager"]),
            Access("modify_permissions", "manage_permissions", ["admin"]))),
        ("limits", DocumentNode.List(
            Limit("process_refund", "amount", ("above", 0), ("max", 10_000)),
            Limit("upload_file", "file_size", ("max", 10 * 1_024 * 1_024)),
            Limit("send_email", "recipients", ("max", 100)),
            Limit("apply_discount", "discount_percent", ("min", 0), ("max", 75)),
            Limit("call_external_api", "timeout", ("above", 0), ("max", 30)))));

    private static DocumentMap Access(string action, string permission, string[] roles, params string[] forbidden) => AccessRule.Form.Check(DocumentNode.Map(
    [
        ("action", action), ("permission", permission), ("roles", Texts(roles)),
        .. forbidden.Length == 0 ? Array.Empty<(string, DocumentNode)>() : [("forbidden_arguments", Texts(forbidden))],
    ])).AsMap();

    private static DocumentMap Limit(string action, string argument, params (string Key, DocumentNode Value)[] bounds) =>
        ArgumentLimit.Form.Check(DocumentNode.Map([("action", action), ("argument", argument), .. bounds])).AsMap();

    private static DocumentList Texts(string[] texts) => DocumentNode.List(texts.Select(text => (DocumentNode)text));
}
