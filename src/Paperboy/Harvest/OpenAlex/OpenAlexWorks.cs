using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Harvest.OpenAlex;

/// <summary>Reads OpenAlex's works: a list of them, or one.</summary>
internal static class OpenAlexWorks
{
    public const string Source = "openalex";

    private const string IdPrefix = "https://openalex.org/";
    private const string Free = "https://creativecommons.org/publicdomain/zero/1.0/";
    private const int MostTexts = 50;

    /// <param name="body">JSON.</param>
    /// <param name="latest">Dates after this day are none.</param>
    /// <exception cref="BadReplyException">It is no work and no list of works.</exception>
    public static OpenAlexPage Read(ReadOnlyMemory<byte> body, DateOnly latest) => JsonFields.Read(body, root =>
    {
        var into = new PageRecords(latest);
        if (root.Has("results", out var results) && results.ValueKind == JsonValueKind.Array)
        {
            foreach (var work in results.EnumerateArray())
                into.Add(IdOf(work), () => ToRecord(work, into));
            return new OpenAlexPage(into.Records, into.Rejected, root.Inner("meta").Count("count"), root.Inner("meta").Text("next_cursor"));
        }

        if (!root.Has("id", out _) && !root.Has("doi", out _))
            throw new BadReplyException("The reply is no work and no list of works.");
        into.Add(IdOf(root), () => ToRecord(root, into));
        return new OpenAlexPage(into.Records, into.Rejected, 1, NextCursor: null);
    });

    private static string IdOf(JsonElement work)
    {
        try
        {
            return work.Text("id") ?? work.Text("doi") ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static (PaperRecord? Record, string? Reason) ToRecord(JsonElement work, PageRecords dates)
    {
        if (work.Text("id") is not { } id || !id.StartsWith(IdPrefix, StringComparison.Ordinal))
            return (null, "id is missing, or no work's");
        if ((work.Text("title") ?? work.Text("display_name")) is not { } title)
            return (null, "title is missing or empty");
        if (work.Flag("is_paratext"))
            return (null, "it is paratext (a cover, a table of contents) and no paper");
        var place = work.Inner("primary_location").Inner("source");
        return (
            new PaperRecord
            {
                Source = Source,
                Key = $"{Source}:{id[IdPrefix.Length..]}",
                Title = title,
                Abstract = work.Has("abstract_inverted_index", out var index) ? InvertedAbstract.Of(index) ?? "" : "",
                Authors = [.. work.Items("authorships").Select(AuthorOf).OfType<string>()],
                Keywords = [.. work.Items("keywords").Select(word => word.Text("display_name")).OfType<string>().Take(MostTexts)],
                Published = DateOf(work, dates),

                // A preprint server is where a paper lies, not where it appeared.
                Venue = place.Text("type") == "repository" ? null : place.Text("display_name"),
                Doi = work.Text("doi"),
                Ids = [.. IdsOf(work).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTexts)],
                Citations = work.Count("cited_by_count"),
                Topics = [.. work.Items("topics").Select(topic => topic.Text("display_name")).OfType<string>().Take(MostTexts)],
                Retracted = work.Flag("is_retracted"),
                License = Free,
                Body = "",
            },
            null);
    }

    private static string? AuthorOf(JsonElement authorship) => authorship.Inner("author").Text("display_name") ?? authorship.Text("raw_author_name");

    // OpenAlex writes the first of January where it knows no more than the year.
    private static PartialDate? DateOf(JsonElement work, PageRecords dates)
    {
        var date = work.Text("publication_date");
        return date?.EndsWith("-01-01", StringComparison.Ordinal) == true ? dates.Date(date[..^6])
            : dates.Date(date) ?? dates.Date(work.Count("publication_year"), month: null, day: null);
    }

    private static IEnumerable<string> IdsOf(JsonElement work)
    {
        if (work.Text("doi") is { } doi && RecordJson.Doi(doi) is { } sound)
        {
            foreach (var id in AskedPaper.Behind(sound))
                yield return id;
        }

        foreach (var place in work.Items("locations").Append(work.Inner("primary_location")))
        {
            if (place.Text("landing_page_url") is { } address && ScholarlyIds.Recognise(address) is { IsCertain: true } id
                && !id.Value.StartsWith(AskedPaper.DoiScheme, StringComparison.Ordinal))
            {
                yield return id.Value;
            }
        }
    }
}

/// <param name="Records">In the order of the page.</param>
/// <param name="Rejected">What is no record.</param>
/// <param name="Count">How many works answer the question.</param>
/// <param name="NextCursor">Null on the last page.</param>
internal sealed record OpenAlexPage(IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected, int? Count, string? NextCursor);
