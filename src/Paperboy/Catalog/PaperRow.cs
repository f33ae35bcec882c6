namespace Paperboy.Catalog;

/// <summary>A merged paper as its row holds it: lists as JSON, and what was derived from it beside.</summary>
internal sealed class PaperRow
{
    private PaperRow(Merged paper, PaperKeys keys)
    {
        Paper = paper;
        Keys = keys;
        Authors = JsonLists.Of(paper.Authors);
        Categories = JsonLists.Of(paper.Categories);
        Keywords = JsonLists.Of(paper.Keywords);
        Topics = JsonLists.Of(paper.Topics);
        Versions = PaperColumns.Json(paper.Versions);
        Origins = FieldOrigin.ToJson(paper.Origins);
        KeysJson = keys.ToJson();
        Editions = JsonLists.Of([.. paper.Appearances.Select(EditionOf)]);
    }

    public Merged Paper { get; }

    public PaperKeys Keys { get; }

    public string Authors { get; }

    public string Categories { get; }

    public string Keywords { get; }

    public string Topics { get; }

    public string Versions { get; }

    public string Origins { get; }

    /// <summary>See <see cref="PaperKeys.ToJson"/>.</summary>
    public string KeysJson { get; }

    /// <summary>Where the paper stands in the table of appearances: <c>["2026-01-05 listed"]</c>.</summary>
    public string Editions { get; }

    public static PaperRow Of(IReadOnlyList<PaperRecord> records) => new(PaperMerge.Merge(records), PaperKeys.Of(records));

    public static PaperRow Of(IReadOnlyList<PaperRecord> records, PaperKeys keys) => new(PaperMerge.Merge(records), keys);

    private static string EditionOf(MergedAppearance appearance) =>
        $"{Storage.SqlExtensions.ToSql(appearance.Day)} {PaperColumns.Name(appearance.Kind)}";
}
