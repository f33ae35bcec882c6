using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Acl;

/// <summary>What a <c>paper</c> or the <c>meta</c> of a volume says, as far as it is used.</summary>
internal sealed partial class AclEntry
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _authors = [];
    private readonly List<string> _awards = [];
    private readonly List<PaperVersion> _versions = [];

    public IReadOnlyList<string> Authors => _authors;

    public IReadOnlyList<string> Awards => _awards;

    /// <summary>Empty for a paper that was never revised; else from the first version on.</summary>
    public IReadOnlyList<PaperVersion> Versions => _versions;

    /// <summary>The address of the code that belongs to the paper.</summary>
    public string? Repository { get; private set; }

    public int? Year => int.TryParse(this["year"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>The first month that is named: "July–August" and "8-13 July" are both 7.</summary>
    public int? Month => this["month"] is { } words && MonthName().Match(words) is { Success: true } name
        ? Array.IndexOf(Months, name.Value.ToLowerInvariant()) + 1 : null;

    /// <summary>The text of an element; null where it is missing or empty.</summary>
    public string? this[string element] => _texts.GetValueOrDefault(element);

    public bool Has(string element) => _texts.ContainsKey(element) || _texts.ContainsKey(element + "/");

    /// <summary>Reads the element on which the reader stands, to behind its end. Not recursive: depth costs no stack.</summary>
    public static AclEntry Read(XmlReader reader)
    {
        var entry = new AclEntry();
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return entry;
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
                entry.ReadChild(reader);
            else
                reader.Read();
        }

        reader.Read();
        return entry;
    }

    private void ReadChild(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "author":
                if (Person(reader) is { Length: > 0 } name)
                    _authors.Add(name);
                break;
            case "award":
                if (Markup(reader) is { Length: > 0 } award)
                    _awards.Add(award);
                break;
            case "revision":
                AddRevision(reader.GetAttribute("id"), reader.GetAttribute("date"));
                reader.Skip();
                break;
            case "pwccode":
                Repository ??= reader.GetAttribute("url") is { Length: > 0 } url ? url : null;
                reader.Skip();
                break;
            default:
                var element = reader.LocalName;
                var text = Markup(reader);

                // That a retraction is there says it, even without words.
                _texts.TryAdd(text.Length > 0 ? element : element + "/", text);
                break;
        }
    }

    private void AddRevision(string? id, string? date)
    {
        if (!int.TryParse(id, out var number) || number < 1 || _versions.Count >= 100)
            return;
        if (_versions.Count == 0 && number > 1)
            _versions.Add(new PaperVersion(1, null));
        if (_versions.All(version => version.Number != number))
            _versions.Add(new PaperVersion(number, date is not null && PartialDate.TryParse(date, out var day) ? day.Date : null));
    }

    // "First Last"; what else stands in it (affiliations, variants in other scripts) is passed over.
    private static string Person(XmlReader reader)
    {
        string first = "", last = "", suffix = "";
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
                reader.Read();
            else if (reader.LocalName == "first")
                first = Markup(reader);
            else if (reader.LocalName == "last")
                last = Markup(reader);
            else if (reader.LocalName == "suffix")
                suffix = Markup(reader);
            else
                reader.Skip();
        }

        reader.Read();
        return string.Join(' ', new[] { first, last, suffix }.Where(part => part.Length > 0));
    }

    /// <summary>The text of an element with all that is in it: formulas between dollar signs, the rest without its marks, on one line.</summary>
    private static string Markup(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var text = new StringBuilder();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.Element when reader.LocalName == "tex-math" && !reader.IsEmptyElement:
                case XmlNodeType.EndElement when reader.LocalName == "tex-math":
                    text.Append('$');
                    break;
            }
        }

        reader.Read();
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthName();
}
