using Paperboy.Catalog;
using Paperboy.Web;

namespace Paperboy.Discover;

/// <summary>What a record tells of its paper, in words.</summary>
internal static class RecordFields
{
    public static IEnumerable<string> Of(PaperRecord record)
    {
        yield return "title";
        if (record.Abstract.Length > 0)
            yield return "abstract";
        if (record.Authors.Count > 0)
            yield return Words.Count(record.Authors.Count, "author");
        if (record.Categories.Count > 0)
            yield return record.Categories.Count == 1 ? "1 category" : $"{record.Categories.Count} categories";
        if (record.Keywords.Count > 0)
            yield return Words.Count(record.Keywords.Count, "keyword");
        if (record.Published is not null)
            yield return "date of publication";
        if (record.Upvotes is { } upvotes)
            yield return Words.Count(upvotes, "upvote");
        if (record.Comments is { } comments)
            yield return Words.Count(comments, "comment");
        if (record.Stars is { } stars)
            yield return Words.Count(stars, "star");
        if (record.Citations is { } citations)
            yield return Words.Count(citations, "citation");
        if (record.Topics.Count > 0)
            yield return Words.Count(record.Topics.Count, "topic");
        if (record.Version is { } version)
            yield return $"version {version}";
        foreach (var (value, name) in new[]
        {
            (record.Repository, "code"), (record.ProjectPage, "project page"), (record.Organization, "organization"),
            (record.Venue, "venue"), (record.Doi, "DOI"), (record.Comment, "authors’ comment"),
            (record.Tldr, "a machine’s summary"), (record.License, "licence"),
        })
        {
            if (value is not null)
                yield return name;
        }
    }
}
