using System.Globalization;
using System.Xml;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Arxiv;

/// <summary>A page of arXiv's search.</summary>
/// <param name="Records">As they came.</param>
/// <param name="Rejected">Entries that are no records.</param>
/// <param name="Entries">How many entries the page has, of both kinds.</param>
/// <param name="Total">How many papers match; null where the service does not say.</param>
/// <param name="Error">The service's words, where it refuses the question.</param>
internal sealed record ArxivApiPage(
    IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected, int Entries, int? Total, string? Error);

/// <summary>Reads Atom replies of arXiv's search (info.arxiv.org/help/api/user-manual.html). Pure.</summary>
internal static class ArxivApi
{
    private const string ErrorMark = "/api/errors";
    private const string PaperMark = "/abs/";

    public static ArxivApiPage Read(XmlReader xml)
    {
        ArxivXml.ToRoot(xml);
        if (xml.LocalName != "feed")
            throw new BadReplyException($"the reply is no Atom feed: it begins with <{xml.Name}>");
        var fields = new ArxivFields();
        var (records, rejected) = (new List<PaperRecord>(), new List<RejectedRecord>());
        int? total = null;
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                if (xml.LocalName == "totalResults")
                    total = int.TryParse(ArxivXml.Text(xml), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
                else if (xml.LocalName != "entry")
                    ArxivXml.Skip(xml);
                else if (ReadEntry(xml, fields, records, rejected) is { } error)
                    return new ArxivApiPage([], [], 0, null, error);
            }
        }

        return new ArxivApiPage(records, rejected, records.Count + rejected.Count, total, null);
    }

    // The service's words, if the entry is its error.
    private static string? ReadEntry(XmlReader xml, ArxivFields fields, List<PaperRecord> records, List<RejectedRecord> rejected)
    {
        fields.Clear();
        var (address, primary) = ("", "");
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                if (xml.LocalName == "id")
                    address = ArxivXml.Text(xml).Trim();
                else if (xml.LocalName == "primary_category")
                    primary = Term(xml);
                else if (!ReadField(xml, fields))
                    ArxivXml.Skip(xml);
            }
        }

        if (address.Contains(ErrorMark, StringComparison.Ordinal))
            return ArxivText.OneLine(fields.Abstract);
        var mark = address.IndexOf(PaperMark, StringComparison.Ordinal);
        var name = mark < 0 ? address : address[(mark + PaperMark.Length)..];
        if (!ArxivId.TryParse(name, out var id))
        {
            rejected.Add(new RejectedRecord(name, "its id is none of arXiv's"));
            return null;
        }

        fields.PutFirst(primary);
        SettleVersions(fields, name[id.Value.Length..]);
        var (record, fault) = fields.ToRecord(id, ArxivEditions.Of(fields, null));
        if (record is not null)
            records.Add(record);
        else
            rejected.Add(new RejectedRecord(id.ToString(), fault!));
        return null;
    }

    private static bool ReadField(XmlReader xml, ArxivFields fields)
    {
        switch (xml.LocalName)
        {
            case "title": fields.Title = ArxivXml.Text(xml); return true;
            case "summary": fields.Abstract = ArxivXml.Text(xml); return true;
            case "comment": fields.Comments = ArxivXml.Text(xml); return true;
            case "journal_ref": fields.JournalRef = ArxivXml.Text(xml); return true;
            case "doi": fields.Doi = ArxivXml.Text(xml); return true;
            case "published": fields.Submitted = Moment(xml); return true;
            case "updated": fields.Updated = Moment(xml) is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : null; return true;
            case "author": ReadAuthor(xml, fields); return true;
            case "category":
                // The codes of other classifications stand among the categories: "68T05", "I.2.7".
                if (Term(xml) is var term && ArxivSets.IsCategory(term))
                    fields.AddCategories(term);
                return true;
            default: return false;
        }
    }

    private static void ReadAuthor(XmlReader xml, ArxivFields fields)
    {
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return;
        while (ArxivXml.NextChild(xml, depth))
        {
            if (xml.LocalName != "name")
                ArxivXml.Skip(xml);
            else if (ArxivText.OneLine(ArxivXml.Text(xml)) is var name && name.Any(char.IsLetter))
                fields.Authors.Add(name);
        }
    }

    // Of the versions only the first and the newest are told, with the newest one's number.
    private static void SettleVersions(ArxivFields fields, string suffix)
    {
        var known = int.TryParse(suffix.AsSpan().TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var newest) && newest is >= 1 and <= 1_000;
        fields.Version = known ? newest : null;
        DateOnly? first = fields.Submitted is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : null;
        for (var number = 1; known && number <= newest; number++)
            fields.Versions.Add(new PaperVersion(number, number == 1 ? first : number == newest ? fields.Updated : null));
        if (known && newest == 1)
            fields.Updated = null;
    }

    private static string Term(XmlReader xml)
    {
        var term = xml.GetAttribute("term") ?? "";
        ArxivXml.Skip(xml);
        return term;
    }

    private static DateTimeOffset? Moment(XmlReader xml) => ArxivText.TryMoment(ArxivXml.Text(xml), out var moment) ? moment : null;
}
