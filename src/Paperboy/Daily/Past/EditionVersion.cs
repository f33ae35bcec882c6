using System.Text.Json;
using Paperboy.Catalog;

namespace Paperboy.Daily.Past;

/// <summary>One state of a day's edition after the day was over.</summary>
/// <param name="Day">The edition's.</param>
/// <param name="Version">1 when it closed, one more with each correction.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Changes">What is different from the version before; none in the first.</param>
public sealed record EditionVersion(DateOnly Day, int Version, DateTimeOffset MadeAt, IReadOnlyList<EditionChange> Changes);

/// <summary>What a correction did with a paper.</summary>
/// <param name="Kind">What.</param>
/// <param name="Paper">The permanent id, as it was then; empty where the change is of no single one.</param>
public sealed record EditionChange(EditionChangeKind Kind, string Paper)
{
    // "Added arXiv:2601.00001"
    internal static string ToJson(IEnumerable<EditionChange> changes) => JsonLists.Of([.. changes.Select(c => $"{c.Kind} {c.Paper}")]);

    internal static IReadOnlyList<EditionChange> FromJson(string json) =>
    [
        .. (JsonSerializer.Deserialize<string[]>(json) ?? []).Select(text =>
        {
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            return new EditionChange(Enum.Parse<EditionChangeKind>(text.AsSpan(0, space)), text[(space + 1)..]);
        }),
    ];
}

/// <summary>What may happen to a paper of an edition that is closed. The catalog keeps the names.</summary>
public enum EditionChangeKind
{
    /// <summary>It came into the catalog late.</summary>
    Added,

    /// <summary>It was taken down, or its source took it back.</summary>
    Gone,

    /// <summary>A source featured it late.</summary>
    Featured,

    /// <summary>The source no longer says that it was featured.</summary>
    Unfeatured,

    /// <summary>A curator picked it.</summary>
    Picked,

    /// <summary>A curator took it out of the picks.</summary>
    Unpicked,

    /// <summary>A curator said why, or something else.</summary>
    Noted,

    /// <summary>A curator left it out of the edition.</summary>
    LeftOut,

    /// <summary>The picks stand in another order; of no single paper.</summary>
    Reordered,
}
