using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.HuggingFace;

/// <summary>
/// Reads the replies of Hugging Face's daily papers and of its search: a list of objects, or, in archives, of strings that hold
/// such an object as JSON or as Python prints it.
/// </summary>
internal static class DailyPapers
{
    public const string Source = "hf";

    private const int MostKeywords = 100;

    /// <summary>Reads a page.</summary>
    /// <param name="body">JSON.</param>
    /// <param name="edition">
    /// The day whose edition was asked for. The reply names four moments and none of them is it for certain: the paper's
    /// publishedAt is its first version, the element's publishedAt lies between that and the edition, submittedOnDailyAt is
    /// missing from older ones (where it is there, its day was the edition's in all 606 cases looked at). Null for a search.
    /// </param>
    /// <param name="latest">Dates after this day are none.</param>
    /// <exception cref="BadReplyException">It is no list in JSON.</exception>
    public static DailyPage Read(ReadOnlyMemory<byte> body, DateOnly? edition, DateOnly latest) => JsonFields.Read(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
            throw new BadReplyException($"The reply should be a list of papers, and is of the kind {root.ValueKind}.");
        var into = new PageRecords(latest);
        foreach (var element in root.EnumerateArray())
            ReadElement(element, edition, into);
        return new DailyPage(into.Records, into.Rejected, root.GetArrayLength());
    });

    private static void ReadElement(JsonElement element, DateOnly? edition, PageRecords into)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            into.Add(IdOf(element), () => ToRecord(element, edition, into));
            return;
        }

        try
        {
            var printed = element.GetString()!;
            using var json = IsJson(printed) ? JsonDocument.Parse(printed) : JsonDocument.Parse(PythonLiteral.ToJson(printed));
            into.Add(IdOf(json.RootElement), () => ToRecord(json.RootElement, edition, into));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            into.Reject("", e.Message);
        }
    }

    // Python prints a key in double quotes only if it holds an apostrophe; such a text may still be Python's.
    private static bool IsJson(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{\""))
            return false;
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string IdOf(JsonElement element)
    {
        try
        {
            return element.Inner("paper").Text("id") ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static (PaperRecord? Record, string? Reason) ToRecord(JsonElement element, DateOnly? edition, PageRecords dates)
    {
        var paper = element.Inner("paper");
        if (paper.ValueKind != JsonValueKind.Object)
            return (null, "paper is missing");
        if (paper.Text("id") is not { } id)
            return (null, "paper.id is missing or empty");
        if ((paper.Text("title") ?? element.Text("title")) is not { } title)
            return (null, "title is missing or empty");
        return (
            new PaperRecord
            {
                Source = Source,
                Key = ArxivId.TryParse(id, out var arxiv) ? arxiv.ToString() : $"{Source}:{id}",
                Title = title,
                Abstract = paper.Text("summary") ?? element.Text("summary") ?? "",

                // An author may hide the paper on the own page there ("hidden"), and stays an author of it.
                Authors = [.. paper.Items("authors").Select(author => author.Text("name")).OfType<string>()],
                Keywords = [.. paper.Texts("ai_keywords").Take(MostKeywords)],
                Published = dates.Date(paper.Text("publishedAt")),
                Featured = edition,
                Upvotes = paper.Count("upvotes"),
                Comments = element.Count("numComments"),
                Stars = paper.Count("githubStars"),
                Repository = paper.Text("githubRepo"),
                ProjectPage = paper.Text("projectPage"),
                Organization = OrganizationOf(paper) ?? OrganizationOf(element),
                Tldr = paper.Text("ai_summary"),
                Body = "",
            },
            null);
    }

    private static string? OrganizationOf(JsonElement element)
    {
        var organization = element.Inner("organization");
        return organization.Text("fullname") ?? organization.Text("name");
    }
}

/// <param name="Records">In the order of the page.</param>
/// <param name="Rejected">What is no record.</param>
/// <param name="Elements">How many the page has: a full one has as many as were asked for.</param>
internal sealed record DailyPage(IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected, int Elements);
