using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary>Writes a paper as a BibTeX entry (Patashnik, "BibTeXing", 1988), with the eprint fields that arXiv asks for.</summary>
public static class BibTex
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The entry, on several lines, without a line break at its end.</summary>
    public static string Of(Paper paper)
    {
        var arxiv = paper.ArxivId;
        var (type, venue) = paper switch
        {
            { Venue: null } => ("misc", null),
            _ when paper.Id.StartsWith("ACL:", StringComparison.Ordinal) => ("inproceedings", "booktitle"),
            _ => ("article", "journal"),
        };
        var entry = new StringBuilder().Append('@').Append(type).Append('{').Append(Key(paper));
        // Doubled braces keep the capitals of names and abbreviations, which styles would lower.
        Field(entry, "title", '{' + Escape(Plain(paper.Title)) + '}');
        if (paper.Authors.Count > 0)
            Field(entry, "author", string.Join(" and ", paper.Authors.Select(Author)));
        if (venue is not null)
            Field(entry, venue, Escape(Plain(paper.Venue!)));
        if (paper.Published is { } published)
        {
            Field(entry, "year", published.Year.ToString("D4", CultureInfo.InvariantCulture));
            if (published.Month is { } month)
                entry.Append(",\n  month = ").Append(Months[month - 1]);
        }

        if (paper.Doi is not null)
            Field(entry, "doi", Escape(paper.Doi));
        if (arxiv is not null)
        {
            Field(entry, "eprint", arxiv.Value);
            Field(entry, "archivePrefix", "arXiv");
            if (paper.Categories.Count > 0)
                Field(entry, "primaryClass", Escape(paper.Categories[0]));
        }

        return entry.Append("\n}").ToString();
    }

    /// <summary>Surname, year and id: readable, and no two papers share it.</summary>
    internal static string Key(Paper paper)
    {
        var surname = paper.Authors.Count == 0 ? "" : AuthorName.Parse(paper.Authors[0]).MatchSurname;
        var year = paper.Published?.Year.ToString("D4", CultureInfo.InvariantCulture) ?? "";
        var key = new StringBuilder();
        foreach (var letter in $"{surname}{year}-{paper.Id}")
            key.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : letter is ':' or '/' ? '-' : "");
        return key.ToString().TrimStart('-');
    }

    private static string Author(string raw)
    {
        var name = Escape(AuthorName.Parse(raw).Display);
        // A comma or an "and" would be read as BibTeX's own; braces make one name of a collaboration.
        return name.Contains(',', StringComparison.Ordinal) || name.Contains(" and ", StringComparison.OrdinalIgnoreCase)
            ? '{' + name + '}'
            : name;
    }

    private static void Field(StringBuilder entry, string name, string value) =>
        entry.Append(",\n  ").Append(name).Append(" = {").Append(value).Append('}');

    private static string Plain(string source) => PaperText.Parse(source).ToPlainText();

    /// <summary>Text in which no character means anything to TeX or unbalances the entry's braces.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' or '%' or '$' or '#' or '_' => escaped.Append('\\').Append(letter),
                // As commands, since BibTeX counts even escaped braces.
                '{' => escaped.Append(@"\textbraceleft "),
                '}' => escaped.Append(@"\textbraceright "),
                '\\' => escaped.Append(@"\textbackslash "),
                '~' => escaped.Append(@"\textasciitilde "),
                '^' => escaped.Append(@"\textasciicircum "),
                '\n' or '\r' or '\t' => escaped.Append(' '),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
