using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using Paperboy.Harvest.Arxiv;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>Invented replies of arXiv's OAI-PMH service, of the form of the real ones.</summary>
internal static class OaiReplies
{
    public static string Page(params IEnumerable<string> records) => List(string.Concat(records));

    public static string List(string inside) => Envelope($"<ListRecords>{inside}</ListRecords>");

    public static string Error(string code, string message = "") => Envelope($"""<error code="{code}">{message}</error>""");

    public static string Envelope(string inside) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
        <responseDate>2026-03-17T02:00:00Z</responseDate>
        <request verb="ListRecords" metadataPrefix="arXivRaw">https://oaipmh.example/oai</request>
        {inside}
        </OAI-PMH>
        """;

    public static string Token(string token, string attributes = "") => $"<resumptionToken {attributes}>{token}</resumptionToken>";

    public static string Deleted(string id, string datestamp = "2026-03-17") =>
        $"""<record><header status="deleted"><identifier>oai:arXiv.org:{id}</identifier><datestamp>{datestamp}</datestamp></header></record>""";

    /// <summary>A record of the format arXivRaw; <paramref name="fields"/> stand beside title, authors and abstract.</summary>
    public static string Raw(
        string id,
        string title = "An invented title",
        string fields = "",
        string authors = "Ada Example, Ben Muster",
        string about = "  An invented abstract.\n",
        string datestamp = "2026-03-17",
        string categories = "cs.CL cs.LG",
        params IEnumerable<string> versions) => $"""
        <record><header><identifier>oai:arXiv.org:{id}</identifier><datestamp>{datestamp}</datestamp><setSpec>cs:cs:CL</setSpec></header>
        <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{id}</id><submitter>Ada Example</submitter>
        {string.Concat(versions.DefaultIfEmpty("Mon, 16 Mar 2026 15:00:00 GMT").Select(Version))}
        <title>{SecurityElement.Escape(title)}</title><authors>{SecurityElement.Escape(authors)}</authors>
        <categories>{categories}</categories>{fields}<abstract>{SecurityElement.Escape(about)}</abstract></arXivRaw></metadata></record>
        """;

    private static string Version(string date, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<version version="v{index + 1}"><date>{date}</date><size>12kb</size><source_type>D</source_type></version>""");

    public static OaiPage Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    public static OaiPage Read(byte[] bytes)
    {
        using XmlReader xml = SafeXml.Reader(new MemoryStream(bytes));
        return ArxivOai.ReadPage(xml);
    }
}
