using Paperboy.Catalog;

namespace Paperboy.Discover;

/// <summary>Whose word the fields of a paper are, as its page says it: "Title, abstract: arXiv (CC0 1.0)".</summary>
internal static class OriginWords
{
    // What every record has is told; what only fills gaps (a project page) says for itself where it comes from.
    private static readonly (string Field, string Name)[] Told =
    [
        ("title", "title"), ("abstract", "abstract"), ("authors", "authors"), ("categories", "categories"), ("published", "date"),
        ("venue", "venue"), ("doi", "DOI"), ("keywords", "keywords"), ("topics", "topics"), ("citations", "citations"), ("tldr", "summary"),
        ("repository", "code"),
    ];

    public static IEnumerable<string> Of(Paper paper)
    {
        foreach (var origin in paper.Origins)
        {
            var source = SourceNames.Of(origin.Source) + (origin.Licence is { } licence ? $" ({licence})" : "");
            if (origin.Fields.Count == 0)
                yield return $"All from {source}";
            else if (Told.Where(field => origin.Gives(field.Field)).Select(field => field.Name).ToList() is { Count: > 0 } names)
                yield return $"{char.ToUpperInvariant(names[0][0])}{names[0][1..]}{string.Concat(names.Skip(1).Select(name => ", " + name))}: {source}";
        }
    }
}
