using Paperboy.Catalog;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class CatalogCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_computed_is_kept_until_a_paper_changes()
    {
        using var database = _folder.OpenDatabase();
        var papers = new PaperStore(database);
        var cache = new CatalogCache<string, long>(new CatalogSequence(database), 2);
        var made = 0;
        long Ask(string key) => cache.Get(key, _ =>
        {
            made++;
            return papers.Count();
        });
        Assert.Equal((0, 0), (Ask("a"), Ask("a")));
        Assert.Equal(1, made);
        papers.Save([Invented.Record()], new ImportRun());
        Assert.Equal(1, Ask("a"));
        Assert.Equal(2, made);
    }

    [Fact]
    public void No_more_is_kept_than_asked_for()
    {
        using var database = _folder.OpenDatabase();
        var cache = new CatalogCache<int, int>(new CatalogSequence(database), 2);
        var made = new List<int>();
        foreach (var key in new[] { 1, 2, 1, 3, 1 })
        {
            cache.Get(key, k =>
            {
                made.Add(k);
                return k;
            });
        }

        Assert.Equal([1, 2, 3, 1], made);
    }
}
