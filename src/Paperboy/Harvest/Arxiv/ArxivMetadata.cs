using System.Globalization;
using System.Xml;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Arxiv;

/// <summary>The three formats in which arXiv's OAI-PMH service describes a paper.</summary>
internal static class ArxivMetadata
{
    private const string CommentMark = "Comment:";

    /// <summary>Whether the element is one of the formats.</summary>
    public static bool IsKnown(string element) => element is "arXivRaw" or "arXiv" or "dc";

    /// <summary>Reads the element that the reader is at, which is then passed.</summary>
    /// <returns>The id that stands in it; null where it has none.</returns>
    public static string? Read(XmlReader xml, ArxivFields fields)
    {
        var format = xml.LocalName;
        if (!IsKnown(format))
        {
            ArxivXml.Skip(xml);
            return null;
        }

        string? id = null;
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                if (xml.LocalName == "id")
                    id = ArxivXml.Text(xml).Trim();
                else if (format == "dc")
                    ReadDublinCore(xml, fields);
                else if (!ReadCommon(xml, fields) && !ReadRaw(xml, fields) && !ReadParts(xml, fields))
                    ArxivXml.Skip(xml);
            }
        }

        if (format != "dc")
            SettleVersion(fields);
        return id;
    }

    private static bool ReadCommon(XmlReader xml, ArxivFields fields)
    {
        switch (xml.LocalName)
        {
            case "title": fields.Title = ArxivXml.Text(xml); return true;
            case "abstract": fields.Abstract = ArxivXml.Text(xml); return true;
            case "categories": fields.AddCategories(ArxivXml.Text(xml)); return true;
            case "comments": fields.Comments = ArxivXml.Text(xml); return true;
            case "journal-ref": fields.JournalRef = ArxivXml.Text(xml); return true;
            case "doi": fields.Doi = ArxivXml.Text(xml); return true;
            case "report-no": fields.ReportNumber = ArxivXml.Text(xml); return true;
            case "license": fields.License = ArxivXml.Text(xml); return true;
            default: return false;
        }
    }

    // What only arXivRaw has.
    private static bool ReadRaw(XmlReader xml, ArxivFields fields)
    {
        switch (xml.LocalName)
        {
            case "submitter":
                fields.Submitter = ArxivXml.Text(xml);
                return true;
            case "version":
                ReadVersion(xml, fields);
                return true;
            default:
                return false;
        }
    }

    // What only the format arXiv has, and the authors, which it has in parts and arXivRaw in one line.
    private static bool ReadParts(XmlReader xml, ArxivFields fields)
    {
        switch (xml.LocalName)
        {
            case "created":
                fields.Created = ArxivFields.Day(ArxivXml.Text(xml));
                return true;
            case "updated":
                fields.Updated = ArxivFields.Day(ArxivXml.Text(xml));
                return true;
            case "authors":
                ReadAuthors(xml, fields);
                return true;
            default:
                return false;
        }
    }

    private static void ReadVersion(XmlReader xml, ArxivFields fields)
    {
        var number = xml.GetAttribute("version").AsSpan().TrimStart('v');
        DateTimeOffset? moment = null;
        var isGone = false;
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                if (xml.LocalName == "date")
                    moment = ArxivText.TryMoment(ArxivXml.Text(xml), out var read) ? read : null;
                else if (xml.LocalName == "source_type")
                    isGone = ArxivXml.Text(xml).Contains('I', StringComparison.Ordinal);
                else
                    ArxivXml.Skip(xml);
            }
        }

        // A version without a number cannot be told from another.
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
            return;
        fields.Versions.Add(new PaperVersion(version, moment is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null));
        if (version == 1)
            fields.Submitted = moment;

        // The type I (ignore) is that of a version whose files were taken away; the newest one's is the paper's.
        if (version >= (fields.Version ?? 0))
            (fields.Version, fields.Withdrawn) = (version, isGone);
    }

    private static void ReadAuthors(XmlReader xml, ArxivFields fields)
    {
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return;
        var line = xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? xml.Value : "";
        while (ArxivXml.NextChild(xml, depth))
        {
            if (xml.LocalName == "author" && ReadAuthor(xml) is { } name)
                fields.Authors.Add(name);
            else if (xml.LocalName != "author")
                ArxivXml.Skip(xml);
        }

        if (fields.Authors.Count == 0)
            fields.Authors.AddRange(ArxivAuthors.Split(line));
    }

    // "Forenames Keyname Suffix"; null for the punctuation that was split off from a collaboration's name.
    private static string? ReadAuthor(XmlReader xml)
    {
        var (key, forenames, suffix) = ("", "", "");
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                switch (xml.LocalName)
                {
                    case "keyname": key = ArxivXml.Text(xml); break;
                    case "forenames": forenames = ArxivXml.Text(xml); break;
                    case "suffix": suffix = ArxivXml.Text(xml); break;
                    default: ArxivXml.Skip(xml); break;
                }
            }
        }

        var name = ArxivText.OneLine(suffix.Length > 0 ? $"{forenames} {key} {suffix}" : forenames.Length > 0 ? $"{forenames} {key}" : key);
        return name.Any(char.IsLetter) ? name : null;
    }

    private static void ReadDublinCore(XmlReader xml, ArxivFields fields)
    {
        var element = xml.LocalName;
        var text = ArxivXml.Text(xml);
        switch (element)
        {
            case "title":
                fields.Title = text;
                break;
            case "creator" when ArxivText.OneLine(text).Split(", ", 2) is var parts && parts[0].Any(char.IsLetter):
                fields.Authors.Add(parts.Length == 2 ? $"{parts[1]} {parts[0]}" : parts[0]);
                break;
            case "subject" when ArxivCategories.Find(ArxivText.OneLine(text)) is { } category:
                fields.AddCategories(category);
                break;
            case "description" when text.AsSpan().TrimStart().StartsWith(CommentMark, StringComparison.Ordinal):
                fields.Comments = text.Trim()[CommentMark.Length..];
                break;
            case "description":
                fields.Abstract = text;
                break;
            case "date":
                // The first version's day, then that of the last one.
                (fields.Created, fields.Updated) = (fields.Created ?? ArxivFields.Day(text), fields.Created is null ? null : ArxivFields.Day(text));
                break;
            case "identifier" when text.StartsWith("doi:", StringComparison.OrdinalIgnoreCase):
                fields.Doi = text;
                break;
            case "identifier" when !text.StartsWith("http", StringComparison.OrdinalIgnoreCase):
                fields.JournalRef = text;
                break;
            default:
                break;
        }
    }

    private static void SettleVersion(ArxivFields fields)
    {
        if (fields.Versions.Count == 0)
        {
            // The format arXiv numbers no versions: what was never updated is the first one.
            fields.Version = fields.Updated is null && fields.Created is not null ? 1 : null;
            return;
        }

        fields.Versions.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        if (fields.Versions.Count > 1)
            fields.Updated = fields.Versions[^1].Date;
    }
}
