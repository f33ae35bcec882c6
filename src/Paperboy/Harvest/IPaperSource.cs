using Paperboy.Catalog;

namespace Paperboy.Harvest;

/// <summary>
/// A place where records of papers come from. A source plans windows, small parts of the harvest that are each complete or
/// not, and gives the pages of one window in order. It saves nothing, waits for nothing and remembers nothing: what it gave is
/// saved together with the cursor, waits are the <see cref="Fetching.PoliteClient"/>'s, and the plan says what is missing.
/// </summary>
public interface IPaperSource
{
    /// <summary>By which verbs, the ledger and its records name it: arxiv, hf, acl, openalex, crossref, s2.</summary>
    string Name { get; }

    /// <summary>For people: arXiv, Hugging Face.</summary>
    string Title { get; }

    /// <summary>Whether it is harvested without being asked to.</summary>
    bool Scheduled { get; }

    /// <summary>The windows that an order needs, in the order in which they are best fetched. Asks nobody.</summary>
    /// <exception cref="HarvestOrderException">The source cannot do what is ordered; says what and why.</exception>
    IReadOnlyList<HarvestWindow> Plan(HarvestOrder order);

    /// <summary>The pages of a window, from the one that a cursor leads to; without a cursor from the first.</summary>
    /// <param name="window">One that <see cref="Plan"/> gave, perhaps in an earlier process.</param>
    /// <param name="cursor">What the last page that was saved gave; null to begin.</param>
    /// <param name="cancel">Ends the fetching.</param>
    /// <exception cref="Fetching.FetchFailedException">The service did not give a page, after all tries.</exception>
    /// <exception cref="CursorExpiredException">The service knows the cursor no more: the window begins again.</exception>
    IAsyncEnumerable<HarvestPage> PagesAsync(HarvestWindow window, string? cursor, CancellationToken cancel);
}

/// <summary>What is to be harvested.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, included.</param>
/// <param name="Categories">Empty for everything that the source has, or that its settings name.</param>
public sealed record HarvestOrder(DateOnly From, DateOnly Until, IReadOnlyList<string> Categories)
{
    /// <summary>Words that new papers are asked for by, where a source has no windows of days; null for none.</summary>
    public string? Query { get; init; }

    /// <summary>The moment of the plan.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Papers that the source announced and that did not come: they are asked for one by one.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Papers of the catalog that the source is asked to tell more of: their ids, best known first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Enrich { get; init; } = [];
}

/// <summary>A part of a harvest that is complete or not.</summary>
/// <param name="Name">The same for the same window, also tomorrow: "oai/cs/2026-03-17"; all that the source needs to fetch it.</param>
/// <param name="Day">Which the ledger counts it under.</param>
/// <param name="Category">Which the ledger counts it under; null where it has many.</param>
public sealed record HarvestWindow(string Name, DateOnly Day, string? Category)
{
    /// <summary>Whether the window can still grow, so that it is fetched again later: today's.</summary>
    public bool Open { get; init; }
}

/// <summary>One reply of a service, read.</summary>
/// <param name="Records">As they came; an id may come twice.</param>
/// <param name="Cursor">Leads to the next page; null on the last one.</param>
public sealed record HarvestPage(IReadOnlyList<PaperRecord> Records, string? Cursor)
{
    /// <summary>What was there and is no record, each with the reason.</summary>
    public IReadOnlyList<RejectedRecord> Rejected { get; init; } = [];

    /// <summary>The keys of records that the source has taken back.</summary>
    public IReadOnlyList<string> Withdrawn { get; init; } = [];

    /// <summary>What the source said that it announces, where the page is an announcement.</summary>
    public IReadOnlyList<Announcement> Announced { get; init; } = [];

    /// <summary>How many records the whole window has, where the service says so.</summary>
    public int? Expected { get; init; }
}

/// <param name="Id">As far as it could be read; may be empty.</param>
/// <param name="Reason">Field and fault.</param>
public sealed record RejectedRecord(string Id, string Reason);

/// <summary>That a source announced a paper in a category on a day.</summary>
/// <param name="Day">The edition's.</param>
/// <param name="Category">In which it was announced.</param>
/// <param name="Kind">new, cross or replace.</param>
/// <param name="Id">The paper's key, without version.</param>
public sealed record Announcement(DateOnly Day, string Category, string Kind, string Id);

/// <summary>A source was asked for what it cannot do.</summary>
public sealed class HarvestOrderException(string message) : Exception(message);

/// <summary>The service knows a cursor no more, or gave the same one twice.</summary>
public sealed class CursorExpiredException(string message) : Exception(message);
