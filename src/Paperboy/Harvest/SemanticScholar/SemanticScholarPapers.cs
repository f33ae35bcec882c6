using System.Globalization;
using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.SemanticScholar;

/// <summary>Reads papers of the Semantic Scholar Academic Graph: a batch, a page of a search, or one.</summary>
internal static class SemanticScholarPapers
{
    public const string Source = "s2";

    private const int MostTexts = 50;

    /// <summary>What is asked for of each paper.</summary>
    public const string Fields =
        "title,abstract,authors,year,publicationDate,venue,corpusId,externalIds,citationCount,influentialCitationCount,tldr,s2FieldsOfStudy";

    /// <summary>Reads a batch: the papers in the order in which they were asked for, null for one that is not known.</summary>
    /// <exception cref="BadReplyException">It is no such list, or one of another length.</exception>
    public static ScholarPage ReadBatch(ReadOnlyMemory<byte> body, int asked, DateOnly latest) => JsonFields.Read(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != asked)
            throw new BadReplyException($"The reply should be a list of {asked} papers: {ServiceApi.WordsOf(body.Span)}");
        return Page(root.EnumerateArray().Where(paper => paper.ValueKind != JsonValueKind.Null), total: null, next: null, latest);
    });

    /// <summary>Reads a page of a search, {total, offset, next, data}, or one paper.</summary>
    /// <exception cref="BadReplyException">It is neither.</exception>
    public static ScholarPage Read(ReadOnlyMemory<byte> body, DateOnly latest) => JsonFields.Read(body, root =>
    {
        // Without hits there is no data.
        if (root.Has("data", out var data) ? data.ValueKind == JsonValueKind.Array : root.Has("total", out _))
            return Page(root.Items("data"), root.Count("total"), root.Count("next"), latest);
        return root.Has("paperId", out _)
            ? Page([root], total: 1, next: null, latest)
            : throw new BadReplyException($"The reply is no paper and no page of a search: {ServiceApi.WordsOf(body.Span)}");
    });

    private static ScholarPage Page(IEnumerable<JsonElement> papers, int? total, int? next, DateOnly latest)
    {
        var into = new PageRecords(latest);
        foreach (var paper in papers)
            into.Add(IdOf(paper), () => ToRecord(paper, into));
        return new ScholarPage(into.Records, into.Rejected, total, next);
    }

    private static string IdOf(JsonElement paper)
    {
        try
        {
            return paper.Text("paperId") ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static (PaperRecord? Record, string? Reason) ToRecord(JsonElement paper, PageRecords dates)
    {
        if (paper.Text("title") is not { } title)
            return (null, "title is missing or empty");
        var known = paper.Inner("externalIds");

        // paperId changes when papers are merged there; corpusId is the number that stays.
        var id = (paper.Count("corpusId") ?? known.Count("CorpusId"))?.ToString(CultureInfo.InvariantCulture) ?? paper.Text("paperId");
        if (id is null)
            return (null, "corpusId and paperId are missing");
        var doi = known.Text("DOI") is { } raw ? RecordJson.Doi(raw) : null;
        var venue = paper.Text("venue");
        return (
            new PaperRecord
            {
                Source = Source,
                Key = $"{Source}:{id}",
                Title = title,
                Abstract = paper.Text("abstract") ?? "",
                Authors = [.. paper.Items("authors").Select(author => author.Text("name")).OfType<string>()],
                Published = dates.Date(paper.Text("publicationDate")) ?? dates.Date(paper.Count("year"), month: null, day: null),

                // Where a paper lies is not where it appeared.
                Venue = venue is "arXiv.org" or "ArXiv" ? null : venue,
                Doi = doi,
                Ids = [.. IdsOf(known, doi).Distinct(StringComparer.OrdinalIgnoreCase)],
                Citations = paper.Count("citationCount"),
                InfluentialCitations = paper.Count("influentialCitationCount"),
                Tldr = paper.Inner("tldr").Text("text"),
                Topics = [.. paper.Items("s2FieldsOfStudy").Select(field => field.Text("category")).OfType<string>().Distinct().Take(MostTexts)],
                Body = "",
            },
            null);
    }

    private static IEnumerable<string> IdsOf(JsonElement known, string? doi)
    {
        if (known.Text("ArXiv") is { } text && ArxivId.TryParse(text, out var arxiv))
            yield return arxiv.ToString();
        if (known.Text("ACL") is { } acl && acl.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'))
            yield return AskedPaper.AclScheme + acl;
        foreach (var id in doi is null ? [] : AskedPaper.Behind(doi))
            yield return id;
    }
}

/// <param name="Records">In the order of the page.</param>
/// <param name="Rejected">What is no record.</param>
/// <param name="Total">How many papers answer the question.</param>
/// <param name="Next">The offset of the next page; null on the last one.</param>
internal sealed record ScholarPage(IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected, int? Total, int? Next);
