using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Paperboy.Catalog;

/// <summary>An arXiv identifier without its version: 2503.11731, hep-th/9901001 (info.arxiv.org/help/arxiv_identifier.html).</summary>
public sealed partial record ArxivId
{
    private const string Scheme = "arXiv:";

    private ArxivId(string value) => Value = value;

    /// <summary>The bare identifier.</summary>
    public string Value { get; }

    /// <summary>Reads an identifier with or without the scheme and a version (<c>arXiv:2503.11731v2</c>).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ArxivId? id)
    {
        id = null;
        if (text is null)
            return false;
        text = text.Trim();
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            text = text[Scheme.Length..];
        var match = Form().Match(text);
        if (match.Success)
            id = new ArxivId(match.Groups["id"].Value);
        return match.Success;
    }

    /// <summary>The identifier in a DOI that arXiv itself gave out (10.48550/arXiv.2503.11731).</summary>
    public static bool TryParseDoi(string doi, [NotNullWhen(true)] out ArxivId? id)
    {
        const string prefix = "10.48550/arxiv.";
        id = null;
        return doi.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && TryParse(doi[prefix.Length..], out id);
    }

    /// <summary>As a paper's id: <c>arXiv:2503.11731</c>.</summary>
    public override string ToString() => Scheme + Value;

    // Numbers have four digits up to 2014 and five from 2015 on: files that passed through a spreadsheet lose zeros.
    [GeneratedRegex(@"^(?<id>(0[7-9]|1[0-4])(0[1-9]|1[0-2])\.[0-9]{4}|(1[5-9]|[2-9][0-9])(0[1-9]|1[0-2])\.[0-9]{5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
