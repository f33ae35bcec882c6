namespace Paperboy.Discover;

/// <summary>How the pages of authors and categories are cut.</summary>
internal static class PaperListing
{
    public const int PageSize = 30;

    // Wider than any list; the list itself knows its last page.
    public const int LastPage = 100_000;

    public static int Pages(long total) => (int)Math.Max(1, (total + PageSize - 1) / PageSize);
}
