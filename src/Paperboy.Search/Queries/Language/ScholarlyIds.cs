using System.Text.RegularExpressions;

namespace Paperboy.Search.Queries.Language;

/// <summary>
/// Recognises the ids of papers and the addresses that contain them: arXiv (info.arxiv.org/help/arxiv_identifier.html), DOI
/// (doi.org/doi-handbook) and ACL Anthology. The values are <c>arXiv:2503.11731</c> (without version),
/// <c>doi:10.1000/xyz</c> and <c>ACL:P19-1001</c>.
/// </summary>
public static partial class ScholarlyIds
{
    // An address of this length or more is no paper's.
    private const int Longest = 300;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    /// <summary>Whether a run of characters without white space is an id, and which; punctuation around it is passed over.</summary>
    public static RecognisedId? Recognise(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        run = run.TrimEnd('.', ',', ';', ':', '!', '?', '\'', '>', ']', '}').TrimStart('<', '[', '{', '\'');
        // Nearly every word of a query ends here.
        if (run.Length > Longest || !run.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        if (Arxiv().Match(run) is { Success: true } arxiv)
            return new RecognisedId("arXiv:" + arxiv.Groups["id"].Value, IsCertain: arxiv.Groups["sign"].Success || arxiv.Groups["archive"].Success);
        if (ArxivDoi().Match(run) is { Success: true } own)
            return new RecognisedId("arXiv:" + own.Groups["id"].Value, IsCertain: true);
        if (Doi().Match(run) is { Success: true } doi)
            return new RecognisedId("doi:" + doi.Groups["id"].Value, IsCertain: true);
        if (Acl().Match(run) is { Success: true } acl)
            return new RecognisedId("ACL:" + acl.Groups["id"].Value, IsCertain: true);
        return null;
    }

    // Numbers have four digits up to 2014 and five from 2015 on. Before April 2007 an archive stands before seven digits.
    [GeneratedRegex(@"^(?<sign>arxiv:|(https?://)?((www|export|browse)\.)?arxiv\.org/(abs|pdf|html|format|ps)/|(https?://)?(www\.)?(ar5iv\.org/(abs|html)|alphaxiv\.org/(abs|pdf)|huggingface\.co/papers)/)?(?<id>(0[7-9]|1[0-4])(0[1-9]|1[0-2])\.[0-9]{4}|(1[5-9]|[2-9][0-9])(0[1-9]|1[0-2])\.[0-9]{5}|(?<archive>[a-z][a-z-]{1,15}(\.[a-z]{2})?/)[0-9]{7})(v[0-9]{1,3})?(\.pdf)?/?([?#].*)?$", Options)]
    private static partial Regex Arxiv();

    [GeneratedRegex(@"^(doi:|(https?://)?(dx\.|www\.)?doi\.org/)?10\.48550/arxiv\.(?<id>[0-9]{4}\.[0-9]{4,5}|[a-z.-]+/[0-9]{7})(v[0-9]{1,3})?$", Options)]
    private static partial Regex ArxivDoi();

    [GeneratedRegex(@"^(doi:|(https?://)?(dx\.|www\.)?doi\.org/)?(?<id>10\.[0-9]{4,9}(\.[0-9]+)*/[^\s""]+)$", Options)]
    private static partial Regex Doi();

    [GeneratedRegex(@"^(acl:|(https?://)?(www\.)?aclanthology\.org/)(?<id>[a-z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9-]+\.[0-9]+)(v[0-9]{1,3})?(\.pdf)?/?$", Options)]
    private static partial Regex Acl();
}
