using System.Globalization;
using System.Text;
using System.Xml;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Acl;

/// <summary>
/// Reads a file of the ACL Anthology: a collection of volumes, each with what all its papers share, front matter and papers.
/// </summary>
internal static class AclXml
{
    public const string Source = "acl";

    // The Anthology's own rule: what was published from 2016 on is CC BY 4.0, what came before is not for sale.
    private const int FirstFreeYear = 2016;
    private const string Free = "https://creativecommons.org/licenses/by/4.0/";
    private const string NotForSale = "https://creativecommons.org/licenses/by-nc-sa/3.0/";

    /// <param name="body">The file.</param>
    /// <param name="collection">Its id: 2020.acl, P19.</param>
    /// <param name="latest">Dates after this day are none.</param>
    /// <exception cref="BadReplyException">It is no such file, or of another collection.</exception>
    public static PageRecords Read(ReadOnlyMemory<byte> body, string collection, DateOnly latest)
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = SafeXml.Reader(stream);
            reader.MoveToContent();
            if (reader.LocalName != "collection" || reader.GetAttribute("id") != collection)
                throw new BadReplyException($"The reply is no collection {collection}, but begins with <{reader.LocalName}>.");
            var records = new PageRecords(latest);
            ReadCollection(reader, collection, records);
            return records;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            throw new BadReplyException($"The collection {collection} is no XML, or not all of it: {e.Message}", e);
        }
    }

    private static void ReadCollection(XmlReader reader, string collection, PageRecords records)
    {
        var volume = "";
        var meta = new AclEntry();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            switch (reader.LocalName)
            {
                case "volume":
                    (volume, meta) = (reader.GetAttribute("id") ?? "", new AclEntry());
                    reader.Read();
                    break;
                case "meta":
                    meta = AclEntry.Read(reader);
                    break;
                case "paper":
                    var number = reader.GetAttribute("id") ?? "";
                    var id = IdOf(collection, volume, number);
                    var paper = AclEntry.Read(reader);
                    records.Add(id ?? $"{collection}-{volume}.{number}", () => ToRecord(id, paper, meta, records));
                    break;

                // Front matter, and events that the collection belongs to.
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>
    /// The Anthology's id: 2020.acl-main.1, and P19-1001 for what came before 2020, where volume and paper share four digits:
    /// two and two in the workshops' collections, else one and three. Null: the numbers are none.
    /// </summary>
    internal static string? IdOf(string collection, string volume, string paper)
    {
        if (!int.TryParse(paper, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        if (collection.Contains('.', StringComparison.Ordinal))
            return volume.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{collection}-{volume}.{number}") : null;
        if (!int.TryParse(volume, NumberStyles.None, CultureInfo.InvariantCulture, out var of))
            return null;
        var workshops = collection.StartsWith('W') || collection == "C69" || (collection == "D19" && of >= 5);
        return workshops
            ? string.Create(CultureInfo.InvariantCulture, $"{collection}-{of:D2}{number:D2}")
            : string.Create(CultureInfo.InvariantCulture, $"{collection}-{of}{number:D3}");
    }

    private static (PaperRecord? Record, string? Reason) ToRecord(string? id, AclEntry paper, AclEntry meta, PageRecords dates)
    {
        if (id is null)
            return (null, "the ids of volume and paper are no numbers");
        if (paper["title"] is not { } title)
            return (null, "title is missing or empty");
        var year = paper.Year ?? meta.Year;
        return (
            new PaperRecord
            {
                Source = Source,
                Key = "ACL:" + id,
                Title = title,
                Abstract = paper["abstract"] ?? "",
                Authors = paper.Authors,
                Published = dates.Date(year, paper.Month ?? meta.Month, day: null),
                Venue = paper["journal"] ?? paper["booktitle"] ?? meta["journal-title"] ?? meta["booktitle"],
                Doi = paper["doi"],
                Repository = paper.Repository,
                Comment = CommentOf(paper),
                License = year >= FirstFreeYear ? Free : NotForSale,
                Version = paper.Versions.Count > 0 ? paper.Versions.Max(version => version.Number) : null,
                Versions = paper.Versions,
                Retracted = paper.Has("retracted"),
                Withdrawn = paper.Has("removed"),
                Body = "",
            },
            null);
    }

    private static string? CommentOf(AclEntry paper)
    {
        var parts = new List<string>(paper.Awards);
        if (paper["pages"] is { } pages)
            parts.Add("pages " + pages);
        if (paper["retracted"] is { } retracted)
            parts.Add("retracted: " + retracted);
        if (paper["removed"] is { } removed)
            parts.Add("removed: " + removed);
        if (paper.Has("erratum"))
            parts.Add("has an erratum");
        return parts.Count > 0 ? string.Join("; ", parts) : null;
    }
}
