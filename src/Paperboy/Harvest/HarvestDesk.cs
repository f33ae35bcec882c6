using Paperboy.Ledger;
using Paperboy.Settings;

namespace Paperboy.Harvest;

/// <summary>Knows the sources, and makes complete orders of what somebody or the schedule wants of one.</summary>
public sealed class HarvestDesk(
    IEnumerable<IPaperSource> sources, HarvestRun run, LedgerStore ledger, EnrichmentQueue enrichment, HarvestStandings standings, SourcesSettings settings, TimeProvider time)
{
    /// <summary>All sources, in the order in which they are best harvested.</summary>
    public IReadOnlyList<IPaperSource> Sources { get; } = [.. sources];

    public IPaperSource? Find(string name) => Sources.FirstOrDefault(source => source.Name == name);

    /// <summary>What is wanted, as an order for a source.</summary>
    public HarvestOrder Order(IPaperSource source, HarvestWish wish)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(wish);
        var now = time.GetUtcNow();
        var until = wish.Until ?? DateOnly.FromDateTime(now.UtcDateTime);
        return new HarvestOrder(wish.From ?? FirstDay(source, until), until, wish.Categories) { Now = now, Query = wish.Query };
    }

    /// <summary>Harvests what an order says, and what papers of the catalog a source that enriches should be asked about.</summary>
    /// <inheritdoc cref="HarvestRun.RunAsync"/>
    public async Task<HarvestResult> HarvestAsync(
        IPaperSource source, HarvestOrder order, string process, bool insist, IProgress<HarvestProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(order);
        if (DayBook.HasDays(source.Name) || order.Query is not null)
            return await run.RunAsync(source, order, process, insist, progress, cancel);
        var papers = enrichment.Next(source.Name);
        var result = await run.RunAsync(source, order with { Enrich = [.. papers.Select(paper => paper.Ids)] }, process, insist, progress, cancel);
        if (result.State == RunState.Complete)
            enrichment.Asked(source.Name, papers);
        return result;
    }

    /// <summary>The windows that a harvest would ask for; asks nobody.</summary>
    public IReadOnlyList<HarvestWindow> Remaining(IPaperSource source, HarvestOrder order)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(order);
        var enriches = !DayBook.HasDays(source.Name) && order.Query is null;
        return run.Remaining(source, enriches ? order with { Enrich = [.. enrichment.Next(source.Name).Select(paper => paper.Ids)] } : order);
    }

    /// <summary>The least time between two requests to a source.</summary>
    public TimeSpan DelayOf(IPaperSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Name switch
        {
            "arxiv" => settings.Arxiv.Delay,
            "hf" => settings.HuggingFace.Delay,
            "acl" => settings.Acl.Delay,
            "openalex" => settings.OpenAlex.Delay,
            "crossref" => settings.Crossref.Delay,
            "s2" => settings.SemanticScholar.Delay,
            _ => TimeSpan.Zero,
        };
    }

    /// <summary>The gate that a source's requests go through (<see cref="Fetching.ServiceRules.Gate"/>).</summary>
    public static string GateOf(IPaperSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Name == "hf" ? "huggingface" : source.Name;
    }

    // Windows that are complete are passed over: what matters is that no day in between is forgotten. An installation that
    // was off for longer begins as a first one does.
    private DateOnly FirstDay(IPaperSource source, DateOnly until)
    {
        var first = until.AddDays(1 - settings.FirstDays);
        if (ledger.LastDay(source.Name, until) is { } last && last < first && last >= until.AddDays(-HarvestStandings.MostDaysBack))
            first = last;
        var standing = standings.Of(source.Name);
        return standing.Undone.Select(window => window.Day)
            .Concat(standing.Gaps.Where(gap => gap.NextTry is not null).Select(gap => gap.Day))
            .Concat(standing.Growing).Append(first).Min();
    }
}

/// <summary>What somebody wants of a source; what is null follows from what was harvested before.</summary>
public sealed record HarvestWish(DateOnly? From, DateOnly? Until, IReadOnlyList<string> Categories, string? Query = null);
