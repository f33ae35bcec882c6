using System.Diagnostics.CodeAnalysis;
using Paperboy.Catalog;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Community;

/// <summary>
/// What a reader types to submit a paper: an id, a DOI, or an address of one of the sites whose addresses hold an id (arXiv and
/// those that show its papers, doi.org, the ACL Anthology). The id alone goes on; no address that was typed is ever asked for.
/// </summary>
internal static class SubmittedId
{
    public const string Allowed = "An arXiv id (2503.11731), a DOI (10.1000/xyz), an id of the ACL Anthology (ACL:P19-1001), or the address of a paper at arxiv.org, doi.org, aclanthology.org or huggingface.co/papers.";

    private const int Longest = 300;

    /// <summary>Reads the id: arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? id)
    {
        id = null;
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return false;
        if (ScholarlyIds.Recognise(text) is not { } recognised)
            return false;
        id = recognised.Value.StartsWith("doi:", StringComparison.Ordinal)
            ? RecordJson.Doi(recognised.Value) is { } doi ? "doi:" + doi : null
            : recognised.Value.StartsWith("arXiv:", StringComparison.Ordinal)
            ? ArxivId.TryParse(recognised.Value, out var arxiv) ? arxiv.ToString() : null
            : recognised.Value;
        return id is not null;
    }
}
