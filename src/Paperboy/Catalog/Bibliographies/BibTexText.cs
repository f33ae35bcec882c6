using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Paperboy.Text;

namespace Paperboy.Catalog.Bibliographies;

/// <summary>What the values of BibTeX fields say: TeX as words, lists of names, years.</summary>
public static partial class BibTexText
{
    /// <summary>TeX as it is read, without the braces that only group.</summary>
    public static string Plain(string tex) =>
        OneLine(PaperText.Parse(tex).ToPlainText().Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));

    /// <summary>A title or abstract with its formulas as they came, and the words between them plain.</summary>
    public static string WithFormulas(string tex)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < tex.Length)
        {
            var start = NextDollar(tex, at);
            var end = start < tex.Length ? NextDollar(tex, start + 1) : start;
            if (end >= tex.Length)
                (start, end) = (tex.Length, tex.Length - 1);

            // White space at the border of a formula is part of the words, and Plain drops it.
            text.Append(Words(tex[at..start]));
            if (start < tex.Length)
                text.Append(tex, start, end - start + 1);
            at = end + 1;
        }

        return OneLine(text.ToString());
    }

    /// <summary>The last year in a text; null: there is none.</summary>
    public static int? YearIn(string text) =>
        Years().Matches(text) is { Count: > 0 } years ? int.Parse(years[^1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>The names of an author field: "and" divides them where no brace holds it; "and others" is nobody.</summary>
    public static IEnumerable<string> Names(string authors)
    {
        int depth = 0, from = 0;
        for (var at = 0; at < authors.Length; at++)
        {
            depth += authors[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth != 0 || !char.IsWhiteSpace(authors[at]) || !And().IsMatch(authors.AsSpan(at, Math.Min(8, authors.Length - at))))
                continue;
            if (Name(authors[from..at]) is { } name)
                yield return name;
            from = at = authors.IndexOf("and", at, StringComparison.OrdinalIgnoreCase) + 3;
            at--;
        }

        if (Name(authors[from..]) is { } last)
            yield return last;
    }

    private static string? Name(string tex) => Plain(tex) is { Length: > 0 } name && name != "others" ? name : null;

    private static string Words(string tex)
    {
        var plain = Plain(tex).Replace("$", @"\$", StringComparison.Ordinal);
        var before = tex.Length > 0 && char.IsWhiteSpace(tex[0]) ? " " : "";
        var behind = tex.Length > 0 && char.IsWhiteSpace(tex[^1]) ? " " : "";
        return before + plain + behind;
    }

    // Not the one of "\$", which is money.
    private static int NextDollar(string tex, int from)
    {
        for (var at = from; at < tex.Length; at++)
        {
            if (tex[at] == '\\')
                at++;
            else if (tex[at] == '$')
                return at;
        }

        return tex.Length;
    }

    private static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"(?<![0-9.])(19|20)[0-9]{2}(?![0-9.]*[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Years();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // Bounded: what is blank may be a whole file long.
    [GeneratedRegex(@"^\s+and\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex And();
}
