namespace Tiltyard.Corpora.Writing;

/// <summary>What the gate page needs beyond the style of every page.</summary>
internal static class GatePageStyle
{
    public static string Text { get; } =
        """

        .tradeoff{max-width:41rem;margin:0 0 1.5rem;border:1px solid var(--rule);border-radius:8px;padding:.8rem .9rem .6rem}
        .shares th:first-child{min-width:9rem}
        .shares td small,.runs td small{display:block;white-space:normal}
        .shares tbody th small{display:block}
        .runs td,.runs th{vertical-align:top;font-size:.92rem}
        .runs th{max-width:20rem}
        .runs th small{display:block}
        .runs .why{max-width:34rem}
        .runs code{white-space:pre-wrap;overflow-wrap:anywhere}
        details.more{margin:.25rem 0}
        .better{margin:.25rem 0;padding-left:1.1rem}

        """.ReplaceLineEndings("\n");
}
