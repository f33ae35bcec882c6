namespace Paperboy.Catalog;

/// <summary>The addresses of papers, authors and categories here, and of a paper elsewhere.</summary>
public static class PaperLinks
{
    /// <summary>The page of a paper. Ids keep their colons and slashes, which paths may hold (RFC 3986, 3.3).</summary>
    public static string Page(string id) => "/papers/" + Path(id);

    public static string Author(string slug) => "/authors/" + Path(slug);

    public static string Category(string name) => "/categories/" + Path(name);

    /// <summary>Where the paper can be read and its things be had, each once; nothing but web addresses.</summary>
    public static IReadOnlyList<PaperLink> Elsewhere(Paper paper)
    {
        var links = new List<PaperLink>();
        if (paper.ArxivId is { } arxiv && !paper.Invented)
        {
            links.Add(new("arXiv", $"https://arxiv.org/abs/{arxiv.Value}"));
            links.Add(new("PDF", $"https://arxiv.org/pdf/{arxiv.Value}"));
        }

        if (paper.Id.StartsWith("ACL:", StringComparison.Ordinal))
        {
            links.Add(new("ACL Anthology", $"https://aclanthology.org/{Path(paper.Id[4..])}/"));
            links.Add(new("PDF", $"https://aclanthology.org/{Path(paper.Id[4..])}.pdf"));
        }

        if (paper.Doi is not null)
            links.Add(new("DOI", "https://doi.org/" + Path(paper.Doi)));
        if (Web(paper.Repository) is { } code)
            links.Add(new("Code", code));
        if (Web(paper.ProjectPage) is { } project)
            links.Add(new("Project page", project));
        return [.. links.DistinctBy(l => l.Href)];
    }

    /// <summary>Where a source that announced a paper shows it; null where that does not follow from the id.</summary>
    public static string? AtSource(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith("arXiv:", StringComparison.Ordinal) ? "https://arxiv.org/abs/" + Path(id[6..])
            : id.StartsWith("ACL:", StringComparison.Ordinal) ? $"https://aclanthology.org/{Path(id[4..])}/"
            : id.StartsWith("doi:", StringComparison.Ordinal) ? "https://doi.org/" + Path(id[4..])
            : null;
    }

    /// <summary>The address when it is one of the web; anything else (javascript:, data:, a path) is not offered as a link.</summary>
    public static string? Web(string? address) =>
        Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    private static string Path(string text) =>
        string.Join('/', text.Split('/').Select(Uri.EscapeDataString)).Replace("%3A", ":", StringComparison.Ordinal);
}

/// <summary>A link with its label.</summary>
public sealed record PaperLink(string Label, string Href);
