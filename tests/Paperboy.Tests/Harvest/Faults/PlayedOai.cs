using System.Globalization;
using System.Text;
using System.Xml;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>
/// Plays an OAI-PMH 2.0 service over the invented archive: ListRecords and GetRecord in the forms arXiv, arXivRaw and oai_dc, by
/// windows and sets, with resumption tokens that are opaque and want escaping, deleted records and the protocol's errors.
/// </summary>
internal sealed class PlayedOai(InventedArchive archive, TimeProvider time)
{
    private const string Protocol = "http://www.openarchives.org/OAI/2.0/";

    private int _nonce;

    /// <summary>Records of one page.</summary>
    public int PageSize { get; set; } = 100;

    public PlayedReply Answer(PlayedQuery query, Fault? fault)
    {
        try
        {
            return query["verb"] switch
            {
                "ListRecords" => ListRecords(query, fault),
                "GetRecord" => GetRecord(query, fault),
                "Identify" => Document(query, Identify),
                _ => throw new OaiError("badVerb", "Illegal OAI verb"),
            };
        }
        catch (OaiError error)
        {
            return Document(query, xml =>
            {
                xml.WriteStartElement("error", Protocol);
                xml.WriteAttributeString("code", error.Code);
                xml.WriteString(error.Message);
                xml.WriteEndElement();
            });
        }
    }

    private PlayedReply ListRecords(PlayedQuery query, Fault? fault)
    {
        var token = query["resumptionToken"];
        var (window, start) = token.Length > 0 ? Continued(query, fault) : (WindowOf(query), 0);
        var all = Within(window).ToList();
        if (all.Count == 0)
            throw new OaiError("noRecordsMatch", "The combination of the values of the from, until, set and metadataPrefix arguments results in an empty list.");
        var page = fault == Fault.EmptyPage ? [] : all.Skip(start).Take(PageSize).ToList();
        var next = start + page.Count;
        return Document(query, xml =>
        {
            xml.WriteStartElement("ListRecords", Protocol);
            foreach (var (paper, i) in page.Select((p, i) => (p, i)))
            {
                for (var times = fault == Fault.DoubledIds ? 2 : 1; times > 0; times--)
                    PlayedRecord.Write(xml, paper, window.Prefix, withTitle: fault != Fault.NoTitle || i > 0);
            }

            if (start > 0 || next < all.Count || fault is Fault.EmptyPage or Fault.RepeatedToken)
            {
                xml.WriteStartElement("resumptionToken", Protocol);
                xml.WriteAttributeString("cursor", start.ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("completeListSize", all.Count.ToString(CultureInfo.InvariantCulture));
                if (fault == Fault.RepeatedToken)
                    xml.WriteString(token.Length > 0 ? token : Token(window, 0));
                else if (next < all.Count || fault == Fault.EmptyPage)
                    xml.WriteString(Token(window, next));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    private PlayedReply GetRecord(PlayedQuery query, Fault? fault)
    {
        var id = query["identifier"].Replace("oai:arXiv.org:", "", StringComparison.Ordinal);
        var prefix = Prefix(query["metadataPrefix"]);
        var paper = archive.Papers.GetValueOrDefault(id)
            ?? throw new OaiError("idDoesNotExist", $"\"{query["identifier"]}\" is unknown or illegal in this repository.");
        return Document(query, xml =>
        {
            xml.WriteStartElement("GetRecord", Protocol);
            PlayedRecord.Write(xml, paper, prefix, withTitle: fault != Fault.NoTitle);
            xml.WriteEndElement();
        });
    }

    private PlayedReply Document(PlayedQuery query, Action<XmlWriter> content) => PlayedReply.Xml("text/xml; charset=utf-8", xml =>
    {
        xml.WriteStartElement("OAI-PMH", Protocol);
        xml.WriteElementString("responseDate", Protocol, time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteStartElement("request", Protocol);
        foreach (var name in query.Names.Where(n => query[n].All(c => c >= ' ')))
            xml.WriteAttributeString(name, query[name]);
        xml.WriteString("http://localhost/oai");
        xml.WriteEndElement();
        content(xml);
        xml.WriteEndElement();
    });

    private static void Identify(XmlWriter xml)
    {
        xml.WriteStartElement("Identify", Protocol);
        xml.WriteElementString("repositoryName", Protocol, "The invented archive");
        xml.WriteElementString("protocolVersion", Protocol, "2.0");
        xml.WriteElementString("earliestDatestamp", Protocol, "2005-09-16");
        xml.WriteElementString("deletedRecord", Protocol, "persistent");
        xml.WriteElementString("granularity", Protocol, "YYYY-MM-DD");
        xml.WriteEndElement();
    }

    private IEnumerable<InventedPaper> Within(Window window) => archive.Papers.Values
        .Where(p => p.Datestamp >= window.From && p.Datestamp <= window.Until && (window.Set.Length == 0 || p.Sets.Contains(window.Set)))
        .OrderBy(p => p.Datestamp).ThenBy(p => p.Id, StringComparer.Ordinal);

    private static Window WindowOf(PlayedQuery query)
    {
        if (query.Names.FirstOrDefault(n => n is not ("verb" or "metadataPrefix" or "from" or "until" or "set")) is { } unknown)
            throw new OaiError("badArgument", $"{unknown} is not an argument of ListRecords");
        var window = new Window(
            Prefix(query["metadataPrefix"]), Day(query["from"], DateOnly.MinValue), Day(query["until"], DateOnly.MaxValue), query["set"]);
        return window.From <= window.Until ? window : throw new OaiError("badArgument", "until is before from");
    }

    private static string Prefix(string text) => text switch
    {
        "arXiv" or "arXivRaw" or "oai_dc" => text,
        "" => throw new OaiError("badArgument", "metadataPrefix is required"),
        _ => throw new OaiError("cannotDisseminateFormat", $"{text} is not known here"),
    };

    private static DateOnly Day(string text, DateOnly otherwise) =>
        text.Length == 0 ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new OaiError("badArgument", $"{text} is not a date of this repository's granularity");

    // With signs that have a meaning in addresses: who does not escape a token never gets the second page.
    private string Token(Window window, int start) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n',
        window.Prefix, Text(window.From), Text(window.Until), window.Set, start.ToString(CultureInfo.InvariantCulture),
        Text(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), Interlocked.Increment(ref _nonce).ToString(CultureInfo.InvariantCulture)))) + "|&+%";

    private (Window Window, int Start) Continued(PlayedQuery query, Fault? fault)
    {
        if (query.Names.Any(n => n is not ("verb" or "resumptionToken")))
            throw new OaiError("badArgument", "resumptionToken is an exclusive argument");
        var token = query["resumptionToken"];
        var parts = token.EndsWith("|&+%", StringComparison.Ordinal) ? Decoded(token[..^4]) : [];
        var today = Text(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

        // arXiv's tokens live until midnight.
        if (parts.Length != 7 || parts[5] != today || fault == Fault.ExpiredToken)
            throw new OaiError("badResumptionToken", "The resumptionToken is invalid or has expired");
        return (new Window(parts[0], Day(parts[1], default), Day(parts[2], default), parts[3]), int.Parse(parts[4], CultureInfo.InvariantCulture));
    }

    private static string[] Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('\n') : [];
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Window(string Prefix, DateOnly From, DateOnly Until, string Set);

    private sealed class OaiError(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
