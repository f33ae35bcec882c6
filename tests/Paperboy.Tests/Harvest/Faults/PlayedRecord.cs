using System.Globalization;
using System.Xml;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>Writes one record of the OAI-PMH service, in one of its three forms.</summary>
internal static class PlayedRecord
{
    private const string Protocol = "http://www.openarchives.org/OAI/2.0/";
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    public static void Write(XmlWriter xml, InventedPaper paper, string prefix, bool withTitle)
    {
        xml.WriteStartElement("record", Protocol);
        xml.WriteStartElement("header", Protocol);
        if (paper.IsDeleted)
            xml.WriteAttributeString("status", "deleted");
        xml.WriteElementString("identifier", Protocol, "oai:arXiv.org:" + paper.Id);
        xml.WriteElementString("datestamp", Protocol, Day(paper.Datestamp));
        foreach (var set in paper.Sets)
            xml.WriteElementString("setSpec", Protocol, set);
        xml.WriteEndElement();
        if (!paper.IsDeleted)
        {
            xml.WriteStartElement("metadata", Protocol);
            if (prefix == "oai_dc")
                WriteDublinCore(xml, paper, withTitle);
            else
                WriteArxiv(xml, paper, prefix, withTitle);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteArxiv(XmlWriter xml, InventedPaper paper, string prefix, bool withTitle)
    {
        var space = $"http://arxiv.org/OAI/{prefix}/";
        xml.WriteStartElement(prefix, space);
        xml.WriteAttributeString("xsi", "schemaLocation", Schema, $"{space} http://arxiv.org/OAI/{prefix}.xsd");
        Element("id", paper.Id);
        if (prefix == "arXivRaw")
            WriteVersions(xml, space, paper);
        else
            WriteDatesAndAuthors(xml, space, paper);
        if (withTitle)
            Element("title", paper.Title);
        if (prefix == "arXivRaw")
            Element("authors", AuthorLine(paper));
        Element("categories", string.Join(' ', paper.Categories));
        Element("comments", paper.Comments);
        Element("report-no", paper.ReportNumber);
        Element("journal-ref", paper.JournalReference);
        Element("doi", paper.Doi);
        Element("license", paper.License);
        Element("abstract", paper.Abstract);
        xml.WriteEndElement();

        void Element(string name, string? text)
        {
            if (text is not null)
                xml.WriteElementString(name, space, text);
        }
    }

    private static void WriteDatesAndAuthors(XmlWriter xml, string space, InventedPaper paper)
    {
        xml.WriteElementString("created", space, Day(DateOnly.FromDateTime(paper.Versions[0].UtcDateTime)));
        if (paper.Versions.Count > 1)
            xml.WriteElementString("updated", space, Day(DateOnly.FromDateTime(paper.Versions[^1].UtcDateTime)));
        xml.WriteStartElement("authors", space);
        foreach (var author in paper.Authors)
        {
            xml.WriteStartElement("author", space);
            xml.WriteElementString("keyname", space, author.Key);
            xml.WriteElementString("forenames", space, author.Forenames);
            if (author.Suffix is not null)
                xml.WriteElementString("suffix", space, author.Suffix);
            if (author.Affiliation is not null)
                xml.WriteElementString("affiliation", space, author.Affiliation);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteVersions(XmlWriter xml, string space, InventedPaper paper)
    {
        xml.WriteElementString("submitter", space, paper.Authors[0].Name);
        foreach (var (date, i) in paper.Versions.Select((v, i) => (v, i)))
        {
            xml.WriteStartElement("version", space);
            xml.WriteAttributeString("version", string.Create(CultureInfo.InvariantCulture, $"v{i + 1}"));
            xml.WriteElementString("date", space, date.UtcDateTime.ToString("ddd, d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
            xml.WriteElementString("size", space, string.Create(CultureInfo.InvariantCulture, $"{100 + (i * 7)}kb"));
            xml.WriteElementString("source_type", space, "D");
            xml.WriteEndElement();
        }
    }

    private static void WriteDublinCore(XmlWriter xml, InventedPaper paper, bool withTitle)
    {
        const string core = "http://purl.org/dc/elements/1.1/";
        xml.WriteStartElement("oai_dc", "dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
        if (withTitle)
            xml.WriteElementString("dc", "title", core, paper.Title);
        foreach (var author in paper.Authors)
            xml.WriteElementString("dc", "creator", core, $"{author.Key}, {author.Forenames}");
        foreach (var category in paper.Categories)
            xml.WriteElementString("dc", "subject", core, category);
        xml.WriteElementString("dc", "description", core, paper.Abstract);
        if (paper.Comments is not null)
            xml.WriteElementString("dc", "description", core, "Comment: " + paper.Comments);
        foreach (var date in paper.Versions)
            xml.WriteElementString("dc", "date", core, Day(DateOnly.FromDateTime(date.UtcDateTime)));
        xml.WriteElementString("dc", "type", core, "text");
        xml.WriteElementString("dc", "identifier", core, "http://arxiv.org/abs/" + paper.Id);
        if (paper.Doi is not null)
            xml.WriteElementString("dc", "identifier", core, "doi:" + paper.Doi);
        xml.WriteEndElement();
    }

    // "A, B (place) and C": as the raw form has them, in one line.
    private static string AuthorLine(InventedPaper paper)
    {
        var names = paper.Authors.Select(a => a.Affiliation is null ? a.Name : $"{a.Name} ({a.Affiliation})").ToList();
        return names.Count == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
