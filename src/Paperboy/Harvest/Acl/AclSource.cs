using System.Runtime.CompilerServices;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;

namespace Paperboy.Harvest.Acl;

/// <summary>
/// The ACL Anthology: a window for each collection, which is one file below the configured address. Collections of this year
/// and the last one are open: volumes are added to them and corrected.
/// </summary>
internal sealed class AclSource(PoliteClient client, SourcesSettings settings, TimeProvider time) : IPaperSource
{
    private const string Prefix = "collection/";

    private readonly ServiceApi _api = new(client, "The ACL Anthology", "acl", settings.Acl);

    public string Name => AclXml.Source;

    public string Title => "ACL Anthology";

    public bool Scheduled => settings.Acl.Scheduled;

    public IReadOnlyList<HarvestWindow> Plan(HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Query is not null)
            throw new HarvestOrderException("The ACL Anthology cannot be searched: it is harvested by years and venues (--category acl emnlp).");
        var thisYear = order.Now.UtcDateTime.Year;
        return [.. AclCollections.Of(order.From.Year, Math.Min(order.Until.Year, thisYear + 1), order.Categories).Select(collection =>
            new HarvestWindow(Prefix + collection.Id, new DateOnly(collection.Year, 1, 1), collection.Id) { Open = collection.Year >= thisYear - 1 })];
    }

    public async IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(window);
        var collection = window.Name[Prefix.Length..];
        var records = await _api.AskAsync($"{collection}.xml", body => AclXml.Read(body, collection, PageRecords.LatestAt(time)), cancel);

        // Not every venue is held every year: that there is no such file is an answer.
        yield return records is null
            ? new HarvestPage([], Cursor: null) { Expected = 0 }
            : new HarvestPage(records.Records, Cursor: null) { Rejected = records.Rejected, Expected = records.Records.Count + records.Rejected.Count };
    }
}
