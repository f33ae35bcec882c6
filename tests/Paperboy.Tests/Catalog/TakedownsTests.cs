using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class TakedownsTests : IDisposable
{
    private const string Preprint = "arXiv:2601.00001";
    private const string Article = "ACL:2026.long.1";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly PaperStore _papers;
    private readonly Takedowns _takedowns;
    private readonly EditionStore _editions;
    private readonly IndexQueue _queue;

    public TakedownsTests()
    {
        _database = Database.Open(_folder.Data, _time);
        _papers = new PaperStore(_database);
        _takedowns = new Takedowns(_database, _time);
        _editions = new EditionStore(_database);
        _queue = new IndexQueue(_database);
        Save(Invented.Record());
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_taken_down_is_found_by_nobody_and_the_index_is_told()
    {
        var before = _queue.CatalogSequence();
        Assert.True(_takedowns.TakeDown(Preprint, "Asked for"));

        AssertHidden();
        Assert.Equal((Preprint, null), _queue.After(before, 10).Select(change => (change.Id, change.Paper)).Single());
        Assert.Equal("Asked for", _takedowns.Of("2601.00001v2")!.Reason);
        Assert.Equal([Preprint], _takedowns.All().Select(t => t.Paper));
        Assert.False(_takedowns.TakeDown(Preprint, "Again"));
        AssertSound();
    }

    [Fact]
    public void The_next_harvest_does_not_bring_it_back()
    {
        _takedowns.TakeDown(Preprint, "");

        Save(Invented.Record());
        Save(Invented.Record(("abstract", "Said otherwise."), ("version", 2)));
        Save(Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07"), ("upvotes", 50)));

        AssertHidden();
        AssertSound();
    }

    [Fact]
    public void What_merges_with_it_is_hidden_too_whoever_was_first()
    {
        Save(Invented.Record(("source", "acl"), ("id", Article), ("listed", null), ("published", "2026-01-05"), ("title", "What a Journal Made of It"), ("authors", new[] { "Cleo Muster" })));
        _takedowns.TakeDown(Article, "");
        Assert.NotNull(_papers.Find(Preprint));

        Save(Invented.Record(("source", "y"), ("id", "y:1"), ("ids", new[] { Preprint, Article }), ("listed", null), ("published", "2026")));

        AssertHidden();
        Assert.Null(_papers.Find(Article));
        AssertSound();

        Assert.True(_takedowns.Restore(_takedowns.Of(Article)!.Paper));
        Assert.NotNull(_papers.Find(Article));
        Assert.Equal(_papers.Find(Article)!.Id, _papers.Find(Preprint)!.Id);
        AssertSound();
    }

    [Fact]
    public void Withdrawn_by_its_source_and_told_again_it_stays_down()
    {
        Save(Invented.Record(("doi", "10.1000/lamps")));
        _takedowns.TakeDown(Preprint, "The reason");
        Assert.Equal(1, _papers.Withdraw("arxiv", [Preprint]));

        Save(Invented.Record());
        AssertHidden();
        _papers.Withdraw("arxiv", [Preprint]);
        Save(Invented.Record(("source", "acl"), ("id", Article), ("doi", "10.1000/lamps"), ("listed", null), ("published", "2026-01-05")));
        Assert.Null(_papers.Find(Article));
        Assert.Equal(0, _papers.Count());
        AssertSound();
    }

    [Fact]
    public void Restored_it_stands_where_it_stood()
    {
        _takedowns.TakeDown(Preprint, "");
        Save(Invented.Record(("source", "hf"), ("listed", null), ("featured", "2026-01-07"), ("upvotes", 50)));
        var before = _queue.CatalogSequence();

        Assert.True(_takedowns.Restore(Preprint));

        Assert.Equal(50, _papers.Find(Preprint)!.Upvotes);
        Assert.Equal(2, _editions.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)).Count);
        Assert.Equal(Preprint, _queue.After(before, 10).Single().Paper!.Id);
        Assert.Null(_takedowns.Of(Preprint));
        Assert.False(_takedowns.Restore(Preprint));
        Save(Invented.Record(("abstract", "And it goes on.")));
        Assert.NotNull(_papers.Find(Preprint));
        AssertSound();
    }

    [Fact]
    public void What_is_written_alongside_is_written_with_it_or_not_at_all()
    {
        Assert.Throws<InvalidOperationException>(() => _takedowns.TakeDown(Preprint, "", (_, _) => throw new InvalidOperationException()));
        Assert.NotNull(_papers.Find(Preprint));
        Assert.Empty(_takedowns.All());
    }

    [Fact]
    public void The_export_does_not_tell_of_it()
    {
        Save(Invented.Record(("id", "arXiv:2601.00002"), ("title", "A quite different matter"), ("authors", new[] { "Dora Else" })));
        _takedowns.TakeDown(Preprint, "");
        Assert.Contains("2601.00002", Assert.Single(_papers.AllRecordBodies()), StringComparison.Ordinal);
    }

    private void AssertHidden()
    {
        Assert.Null(_papers.Find(Preprint));
        Assert.Empty(_papers.FindMany([Preprint]));
        Assert.Empty(_papers.FindMany([1L]));
        Assert.Equal(0, _papers.Count());
        Assert.Empty(_editions.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)));
        Assert.Empty(_queue.Contents().Papers);
        Assert.All(_queue.After(0, 100), change => Assert.Null(change.Paper));
    }

    private void AssertSound() =>
        Assert.DoesNotContain(new CatalogCheck(_database).Run(CancellationToken.None).Problems, problem => !problem.Contains("index", StringComparison.Ordinal));

    private void Save(params PaperRecord[] records) => _papers.Save(records, new ImportRun());
}
