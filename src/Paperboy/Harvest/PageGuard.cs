using System.Numerics;

namespace Paperboy.Harvest;

/// <summary>Notices when a source's pages lead nowhere: in a circle, or on and on.</summary>
internal sealed class PageGuard(HarvestWindow window, int pagesBefore)
{
    /// <summary>All of arXiv is some 2,300 pages.</summary>
    public const int MostPages = 20_000;

    /// <summary>An empty page in the middle happens; many in a row are no window any more.</summary>
    public const int MostWithoutNews = 20;

    // What a window may have beyond what the source says that it has: counts lag.
    private const int Leeway = 1_000;

    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _keys = [];
    private int _pages = pagesBefore;
    private int _withoutNews;

    /// <summary>Looks at the next page, before anything of it is saved.</summary>
    /// <exception cref="CursorExpiredException">It leads back to where the harvest has been.</exception>
    /// <exception cref="BrokenWindowException">The window does not end.</exception>
    public void Look(HarvestPage page, string? asked, int givenBefore)
    {
        if (asked is not null)
            _cursors.Add(asked);
        if (page.Cursor is not null && !_cursors.Add(page.Cursor))
            throw new CursorExpiredException($"After {_pages + 1} pages of {window.Name} the same cursor came a second time.");
        if (++_pages > MostPages)
            throw new BrokenWindowException($"{window.Name} has no end: {MostPages} pages came, and more were offered.");
        var news = page.Withdrawn.Count > 0 || page.Rejected.Count > 0;
        foreach (var record in page.Records)
            news |= _keys.Add(Hash(record.Key));
        _withoutNews = news ? 0 : _withoutNews + 1;
        if (page.Cursor is not null && _withoutNews >= MostWithoutNews)
            throw new BrokenWindowException($"{window.Name} has no end: its last {MostWithoutNews} pages had nothing that was not there before, and more were offered.");
        if (page is { Cursor: not null, Expected: { } expected } && givenBefore > (2L * expected) + Leeway)
            throw new BrokenWindowException($"{window.Name} has no end: {givenBefore} records came of {expected}, and more were offered.");
    }

    // FNV-1a, turned: 8 bytes a key instead of the key. A rare collision only delays the verdict.
    private static ulong Hash(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key)
            hash = BitOperations.RotateLeft((hash ^ c) * 1099511628211UL, 1);
        return hash;
    }
}

/// <summary>A source's pages make no window: they have no end, or no last page.</summary>
internal sealed class BrokenWindowException(string message, Exception? cause = null) : Exception(message, cause);
