using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Crossref;

/// <summary>Reads Crossref's works: a message that is a list of them, or one.</summary>
internal static class CrossrefWorks
{
    public const string Source = "crossref";

    private const int MostTexts = 50;

    // What has a DOI and is no paper.
    private static readonly string[] NoPapers = ["journal", "journal-issue", "journal-volume", "component", "peer-review", "grant", "database", "book-series"];

    // Notices of these kinds speak of another work; a new edition is one of its own.
    private static readonly string[] Notices = ["retraction", "withdrawal", "removal", "correction", "corrigendum", "erratum", "expression_of_concern", "partial_retraction"];

    private static readonly string[] TakesBack = ["retraction", "withdrawal", "removal"];

    // A preprint of the paper, or the paper that it is a preprint of: one paper here.
    private static readonly string[] SamePaper = ["has-preprint", "is-preprint-of", "is-version-of", "has-version", "is-identical-to", "is-same-as"];

    // Each of them is the day of one form of the publication; "issued" is the earliest.
    private static readonly string[] Dates = ["issued", "published", "published-print", "published-online", "posted"];

    /// <param name="body">JSON.</param>
    /// <param name="latest">Dates after this day are none.</param>
    /// <exception cref="BadReplyException">It is no work and no list of works; says what Crossref says.</exception>
    public static CrossrefPage Read(ReadOnlyMemory<byte> body, DateOnly latest) => JsonFields.Read(body, root =>
    {
        var into = new PageRecords(latest);
        var message = root.Inner("message");
        if (message.Has("items", out var items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var work in items.EnumerateArray())
                into.Add(IdOf(work), () => ToRecord(work, into));
            return new CrossrefPage(into.Records, into.Rejected, message.Count("total-results"), message.Text("next-cursor"));
        }

        if (!message.Has("DOI", out _))
            throw new BadReplyException($"The reply is no work and no list of works: {ServiceApi.WordsOf(body.Span)}");
        into.Add(IdOf(message), () => ToRecord(message, into));
        return new CrossrefPage(into.Records, into.Rejected, 1, NextCursor: null);
    });

    private static string IdOf(JsonElement work)
    {
        try
        {
            return work.Text("DOI") is { } doi ? "doi:" + doi : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static (PaperRecord? Record, string? Reason) ToRecord(JsonElement work, PageRecords dates)
    {
        if (work.Text("DOI") is not { } raw || RecordJson.Doi(raw) is not { } doi)
            return (null, "DOI is missing, or none");
        if (work.Text("type") is { } type && NoPapers.Contains(type))
            return (null, $"it is of the type {type}, and no paper");
        if (NoticeOf(work) is { } notice)
            return (null, notice);
        if (TitleOf(work) is not { Length: > 0 } title)
            return (null, "title is missing or empty");
        return (
            new PaperRecord
            {
                Source = Source,
                Key = "doi:" + doi,
                Title = title,
                Abstract = work.Text("abstract") is { } text ? JatsText.Of(text) : "",
                Authors = [.. work.Items("author").Select(NameOf).Where(name => name.Length > 0)],
                Keywords = [.. work.Texts("subject").Select(JatsText.Line).Take(MostTexts)],
                Published = Dates.Select(name => DateOf(work.Inner(name), dates)).FirstOrDefault(date => date is not null),
                Venue = work.FirstText("container-title") is { } venue ? JatsText.Line(venue) : null,
                Doi = doi,
                Ids = [.. IdsOf(work, doi).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTexts)],
                Citations = work.Count("is-referenced-by-count"),
                License = LicenseOf(work),
                Retracted = work.Items("updated-by").Any(update => TakesBack.Contains(update.Text("type")))
                    || title.StartsWith("RETRACTED", StringComparison.Ordinal),
                Body = "",
            },
            null);
    }

    private static string? NoticeOf(JsonElement work) =>
        work.Items("update-to").FirstOrDefault(update => Notices.Contains(update.Text("type"))) is { ValueKind: JsonValueKind.Object } update
            ? $"it is a notice ({update.Text("type")} of {update.Text("DOI")}), and no paper" : null;

    private static string? TitleOf(JsonElement work)
    {
        if (work.FirstText("title") is not { } text)
            return null;
        var title = JatsText.Line(text);
        return work.FirstText("subtitle") is { } more && JatsText.Line(more) is var subtitle
            && !title.Contains(subtitle, StringComparison.OrdinalIgnoreCase) ? $"{title.TrimEnd(':', ' ')}: {subtitle}" : title;
    }

    private static string NameOf(JsonElement author)
    {
        var parts = new[] { author.Text("given"), author.Text("family"), author.Text("suffix") }.OfType<string>();
        return JatsText.Line(author.Text("family") is null ? author.Text("name") ?? string.Join(' ', parts) : string.Join(' ', parts));
    }

    // {"date-parts": [[2018, 4]]}, and for a date that is not known [[null]] or [[]].
    private static PartialDate? DateOf(JsonElement date, PageRecords dates)
    {
        if (date.Items("date-parts").FirstOrDefault() is not { ValueKind: JsonValueKind.Array } first)
            return null;
        var parts = first.EnumerateArray().Take(3).Select(part => part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var number) ? number : (int?)null).ToList();
        return dates.Date(parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static IEnumerable<string> IdsOf(JsonElement work, string doi)
    {
        foreach (var id in AskedPaper.Behind(doi))
            yield return id;
        foreach (var relation in SamePaper.SelectMany(name => work.Inner("relation").Items(name)))
        {
            // Another DOI of it is left out: two DOIs are two works where nothing else says that they are one.
            if (relation.Text("id") is { } id && ArxivIn(id, relation.Text("id-type")) is { } arxiv)
                yield return arxiv.ToString();
        }
    }

    private static ArxivId? ArxivIn(string id, string? type) =>
        type == "doi" ? RecordJson.Doi(id) is { } doi && ArxivId.TryParseDoi(doi, out var own) ? own : null
        : type == "arxiv" && ArxivId.TryParse(id, out var arxiv) ? arxiv : null;

    // A free licence first; else that of the version of record.
    private static string? LicenseOf(JsonElement work)
    {
        var licenses = work.Items("license").Where(license => license.Text("URL") is not null).ToList();
        return (licenses.Find(license => license.Text("URL")!.Contains("creativecommons.org", StringComparison.OrdinalIgnoreCase)) is { ValueKind: JsonValueKind.Object } free
            ? free
            : licenses.Find(license => license.Text("content-version") == "vor")).Text("URL");
    }
}

/// <param name="Records">In the order of the page.</param>
/// <param name="Rejected">What is no record.</param>
/// <param name="Count">How many works answer the question.</param>
/// <param name="NextCursor">Null where no cursor was asked for.</param>
internal sealed record CrossrefPage(IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected, int? Count, string? NextCursor);
