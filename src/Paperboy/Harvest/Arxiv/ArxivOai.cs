using System.Globalization;
using System.Xml;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Arxiv;

/// <summary>
/// Reads replies of arXiv's OAI-PMH service as they stream in, in the formats arXivRaw, arXiv and oai_dc. Pure. What is wrong
/// within a record rejects that record; what is no OAI-PMH at all is a <see cref="BadReplyException"/> or an
/// <see cref="XmlException"/>.
/// </summary>
internal static class ArxivOai
{
    private const string Prefix = "oai:arXiv.org:";

    /// <summary>Reads a reply to its end and gives each record as soon as it is read: the memory is that of one record.</summary>
    public static OaiReply Read(XmlReader xml, Action<OaiEntry> give)
    {
        ArxivXml.ToRoot(xml);
        if (xml.LocalName != "OAI-PMH")
            throw new BadReplyException($"the reply is not OAI-PMH: it begins with <{xml.Name}>");
        var reply = new OaiReply();
        var listed = false;
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
                listed |= ReadChild(xml, reply, give);
        }

        return listed || reply.ErrorCode is not null
            ? reply
            : throw new BadReplyException("the OAI-PMH reply holds neither records nor an error");
    }

    /// <summary>Reads a whole page.</summary>
    public static OaiPage ReadPage(XmlReader xml)
    {
        var entries = new List<OaiEntry>(1_500);
        var reply = Read(xml, entries.Add);
        return new OaiPage(
            reply,
            ArxivEditions.Listed(entries),
            [.. entries.Where(e => e.Deleted is not null).Select(e => e.Deleted!)],
            [.. entries.Where(e => e.Rejected is not null).Select(e => e.Rejected!)]);
    }

    // Whether this is the list that was asked for.
    private static bool ReadChild(XmlReader xml, OaiReply reply, Action<OaiEntry> give)
    {
        switch (xml.LocalName)
        {
            case "responseDate":
                reply.ResponseDate = ArxivXml.Text(xml).Trim();
                return false;
            case "error":
                // Several errors may come; the first one says what is wrong.
                var code = xml.GetAttribute("code");
                var message = ArxivText.OneLine(ArxivXml.Text(xml));
                if (reply.ErrorCode is null)
                    (reply.ErrorCode, reply.ErrorMessage) = (string.IsNullOrEmpty(code) ? "unnamed" : code, message);
                return false;
            case "ListRecords" or "GetRecord":
                ReadRecords(xml, reply, give);
                return true;
            default:
                ArxivXml.Skip(xml);
                return false;
        }
    }

    private static void ReadRecords(XmlReader xml, OaiReply reply, Action<OaiEntry> give)
    {
        var fields = new ArxivFields();
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return;
        while (ArxivXml.NextChild(xml, depth))
        {
            switch (xml.LocalName)
            {
                case "record":
                    give(ReadRecord(xml, fields));
                    break;
                case "resumptionToken":
                    ReadToken(xml, reply);
                    break;
                default:
                    ArxivXml.Skip(xml);
                    break;
            }
        }
    }

    private static void ReadToken(XmlReader xml, OaiReply reply)
    {
        reply.ListSize = Number(xml.GetAttribute("completeListSize"));
        reply.Cursor = Number(xml.GetAttribute("cursor"));
        reply.Expires = xml.GetAttribute("expirationDate");
        reply.Token = ArxivXml.Text(xml).Trim() is { Length: > 0 } token ? token : null;
    }

    private static OaiEntry ReadRecord(XmlReader xml, ArxivFields fields)
    {
        fields.Clear();
        var header = default(Header);
        string? found = null;
        string? inside = null;
        var depth = xml.Depth;
        if (ArxivXml.Enter(xml))
        {
            while (ArxivXml.NextChild(xml, depth))
            {
                if (xml.LocalName == "header")
                    header = ReadHeader(xml);
                else if (xml.LocalName == "metadata")
                    (found, inside) = ReadMetadata(xml, fields);
                else
                    ArxivXml.Skip(xml);
            }
        }

        return Entry(header, found, inside, fields);
    }

    private static OaiEntry Entry(Header header, string? format, string? idInside, ArxivFields fields)
    {
        var name = header.Identifier;
        if (string.IsNullOrEmpty(name))
            return Rejected("", header.Deleted ? "a deleted record without an identifier" : "a record without an identifier");
        var bare = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : null;
        if (bare is null || !ArxivId.TryParse(bare, out var id))
            return Rejected(name, $"its identifier is none of arXiv's ({Prefix}...)");
        if (header.Deleted)
            return new OaiEntry(null, header.Datestamp, id.ToString(), null);
        if (format is null)
            return Rejected(id.ToString(), "it has no metadata");
        if (!ArxivMetadata.IsKnown(format))
            return Rejected(id.ToString(), $"its metadata is <{format}>, which is not read here");
        if (idInside is { Length: > 0 } && (!ArxivId.TryParse(idInside, out var inside) || inside != id))
            return Rejected(id.ToString(), $"its metadata is that of \"{idInside}\"");
        var (record, fault) = fields.ToRecord(id, ArxivEditions.Of(fields, header.Datestamp));
        return record is not null
            ? new OaiEntry(record, header.Datestamp, null, null)
            : Rejected(id.ToString(), fault!);
    }

    private static Header ReadHeader(XmlReader xml)
    {
        var header = new Header { Deleted = xml.GetAttribute("status") == "deleted" };
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return header;
        while (ArxivXml.NextChild(xml, depth))
        {
            if (xml.LocalName == "identifier")
                header = header with { Identifier = ArxivXml.Text(xml).Trim() };
            else if (xml.LocalName == "datestamp")
                header = header with { Datestamp = Datestamp(ArxivXml.Text(xml)) };
            else
                ArxivXml.Skip(xml);
        }

        return header;
    }

    // The format that was found (the local name of its element) and the id that stands in it.
    private static (string? Format, string? Id) ReadMetadata(XmlReader xml, ArxivFields fields)
    {
        string? format = null;
        string? id = null;
        var depth = xml.Depth;
        if (!ArxivXml.Enter(xml))
            return default;
        while (ArxivXml.NextChild(xml, depth))
        {
            format = xml.LocalName;
            id = ArxivMetadata.Read(xml, fields);
        }

        return (format, id);
    }

    // Days, or moments of which the day is kept.
    private static DateOnly? Datestamp(string text)
    {
        var trimmed = text.Trim();
        return ArxivFields.Day(trimmed.Length > 10 ? trimmed[..10] : trimmed);
    }

    private static OaiEntry Rejected(string id, string reason) => new(null, null, null, new RejectedRecord(id, reason));

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct Header(string Identifier, DateOnly? Datestamp, bool Deleted);
}
