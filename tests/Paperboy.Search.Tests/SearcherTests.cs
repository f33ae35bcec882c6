using Xunit;

namespace Paperboy.Search.Tests;

public sealed class SearcherTests : IDisposable
{
    private static readonly IndexSchema Schema = new([new("title", 2), new("abstract", 1)]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_an_index_finds_nothing_until_there_is_a_commit()
    {
        using var searcher = Searcher.Open(_folder.Path);
        Assert.Empty(searcher.Search(new SearchRequest("graph", 10)).Hits);
        Assert.False(searcher.Refresh());

        using var writer = IndexWriter.Open(_folder.Path, Schema);
        writer.Upsert(Paper("a", "Graphs", "of words"));
        Assert.False(searcher.Refresh());
        writer.Commit(7);

        Assert.True(searcher.Refresh());
        Assert.False(searcher.Refresh());
        Assert.Equal(7, searcher.CommittedSequence);
        Assert.Equal(1, searcher.DocumentCount);
        Assert.Equal(["a"], Ids(searcher, "graph"));
        Assert.True(searcher.Contains("a"));
        Assert.False(searcher.Contains("b"));
    }

    [Fact]
    public void A_pinned_searcher_stays_with_its_commit_also_when_the_other_is_gone()
    {
        using var writer = IndexWriter.Open(_folder.Path, Schema);
        writer.Upsert(Paper("a", "Graphs", "of words"));
        writer.Commit(1);
        var searcher = Searcher.Open(_folder.Path);
        using var pinned = searcher.Pin();
        writer.Upsert(Paper("b", "Graphs", "of words"));
        writer.Delete("a");
        writer.Commit(2);
        Assert.True(searcher.Refresh());
        Assert.Equal(["b"], Ids(searcher, "graph"));
        Assert.Equal(["a"], Ids(pinned, "graph"));
        searcher.Dispose();
        Assert.Equal(["a"], Ids(pinned, "graph"));
        Assert.Throws<ObjectDisposedException>(() => searcher.Pin());
    }

    [Fact]
    public void Rare_terms_outweigh_common_ones()
    {
        using var searcher = Index(
            Paper("1", "", "common words here"),
            Paper("2", "", "common zebra here"),
            Paper("3", "", "common common here"));
        Assert.Equal("2", Ids(searcher, "common zebra")[0]);
    }

    [Fact]
    public void A_word_in_the_title_counts_more_than_one_in_the_abstract()
    {
        using var searcher = Index(
            Paper("abstract", "birds fly high", "about otters"),
            Paper("title", "about otters", "birds fly high"));
        Assert.Equal(["title", "abstract"], Ids(searcher, "otter"));
    }

    [Fact]
    public void Equal_scores_come_in_the_order_of_their_ids()
    {
        using var searcher = Index([.. new[] { "c", "a", "d", "b" }.Select(id => Paper(id, "same", "text"))]);
        Assert.Equal(["a", "b", "c", "d"], Ids(searcher, "same"));
        var page = searcher.Search(new SearchRequest("same", 2, Offset: 1));
        Assert.Equal(["b", "c"], page.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public void An_upsert_replaces_and_a_delete_removes()
    {
        using var writer = IndexWriter.Open(_folder.Path, Schema);
        writer.Upsert(Paper("a", "old words", ""));
        writer.Upsert(Paper("b", "old words", ""));
        writer.Commit(1);
        writer.Upsert(Paper("a", "new words", ""));
        writer.Upsert(Paper("a", "newer words", ""));
        writer.Delete("b");
        Assert.Equal(1, writer.DocumentCount);
        writer.Commit(2);

        using var searcher = Searcher.Open(_folder.Path);
        Assert.Equal(1, searcher.DocumentCount);
        Assert.Empty(Ids(searcher, "old new"));
        Assert.Equal(["a"], Ids(searcher, "newer words"));
    }

    [Fact]
    public void An_index_that_is_opened_again_knows_its_documents_whether_few_or_many_are_added()
    {
        using (var writer = IndexWriter.Open(_folder.Path, Schema))
        {
            for (var i = 0; i < 200; i++)
                writer.Upsert(Paper($"p{i}", "first", ""));
            writer.Commit(1);
        }

        using var reopened = IndexWriter.Open(_folder.Path, Schema);
        for (var i = 0; i < 300; i++)
        {
            reopened.Upsert(Paper($"p{i}", "second", ""));
            if (i % 50 == 0)
                reopened.Commit(2 + i);
            Assert.Equal(Math.Max(200, i + 1), reopened.DocumentCount);
        }

        reopened.Commit(1_000);
        using var searcher = Searcher.Open(_folder.Path);
        Assert.Equal(300, searcher.DocumentCount);
        Assert.Empty(searcher.Search(new SearchRequest("first", 400)).Hits);
        Assert.Equal(300, searcher.Search(new SearchRequest("second", 400)).Hits.Count);
    }

    [Fact]
    public void An_index_that_was_built_again_to_the_byte_is_opened_again()
    {
        Build();
        var segment = Directory.GetFiles(_folder.Path, "*.seg").Single();
        var sound = File.ReadAllBytes(segment);
        var damaged = (byte[])sound.Clone();
        damaged[damaged.Length / 4] ^= 0x10;
        File.Delete(segment); // as a new file: the old one may be mapped
        File.WriteAllBytes(segment, damaged);
        using var searcher = Searcher.Open(_folder.Path);

        var before = File.GetLastWriteTimeUtc(segment);
        Directory.Delete(_folder.Path, recursive: true);
        Build();
        Assert.Equal(sound, File.ReadAllBytes(segment));
        File.SetLastWriteTimeUtc(segment, before.AddSeconds(1)); // as it comes to be when the clock of the disk has ticked
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "manifest"), before.AddSeconds(1));
        Assert.True(searcher.Refresh());
        Assert.False(searcher.Refresh());
        for (var i = 0; i < 100; i++)
            Assert.Equal([$"p{i}"], Ids(searcher, $"w{i}"));

        void Build()
        {
            using var writer = IndexWriter.Open(_folder.Path, Schema);
            for (var i = 0; i < 100; i++)
                writer.Upsert(Paper($"p{i}", $"w{i}", "many words"));
            writer.Commit(1);
        }
    }

    [Fact]
    public void What_is_not_committed_is_lost()
    {
        using (var writer = IndexWriter.Open(_folder.Path, Schema))
        {
            writer.Upsert(Paper("a", "kept", ""));
            writer.Commit(3);
            writer.Upsert(Paper("b", "lost", ""));
        }

        using var reopened = IndexWriter.Open(_folder.Path, Schema);
        Assert.Equal(3, reopened.CommittedSequence);
        Assert.Equal(1, reopened.DocumentCount);
    }

    [Fact]
    public void A_full_buffer_overflows_into_segments_that_nobody_sees_before_the_commit()
    {
        using var writer = IndexWriter.Open(_folder.Path, Schema);
        writer.MostBufferedBytes = 300_000;
        for (var i = 0; i < 2000; i++)
            writer.Upsert(Paper($"{i % 1500}", $"word version{i}", $"filler{i} text{i}"));
        Assert.InRange(Directory.GetFiles(_folder.Path, "*.seg").Length, 2, 100);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "manifest")));
        Assert.Equal(1500, writer.DocumentCount);
        writer.Commit(1);

        using var searcher = Searcher.Open(_folder.Path);
        Assert.Equal(1500, searcher.Search(new SearchRequest("word", 2000)).Hits.Count);
        Assert.Empty(Ids(searcher, "version42"));
        Assert.Equal(["42"], Ids(searcher, "version1542"));
        Assert.Empty(IndexCheck.Check(_folder.Path).Problems);
    }

    [Fact]
    public void A_second_writer_is_refused_and_so_is_another_schema()
    {
        using (IndexWriter.Open(_folder.Path, Schema))
        {
            var refused = Assert.Throws<IndexLockedException>(() => IndexWriter.Open(_folder.Path, Schema));
            Assert.Contains("write.lock", refused.Message, StringComparison.Ordinal);
        }

        using (var writer = IndexWriter.Open(_folder.Path, Schema))
            writer.Commit(1);
        Assert.Throws<SchemaMismatchException>(() => IndexWriter.Open(_folder.Path, Schema with { B = 0.5f }));
    }

    [Fact]
    public void An_unknown_field_is_refused()
    {
        using var writer = IndexWriter.Open(_folder.Path, Schema);
        Assert.Throws<ArgumentException>(() => writer.Upsert(new IndexDocument("a").Add("body", "text")));
        Assert.Equal(0, writer.DocumentCount);
    }

    [Fact]
    public void Counting_all_is_exact()
    {
        using var searcher = Index([.. Enumerable.Range(0, 5000).Select(i => Paper($"{i:D4}", i % 7 == 0 ? "rare" : "other", "filler text"))]);
        var counted = searcher.Search(new SearchRequest("rare filler", 1, CountAll: true));
        Assert.Equal(new SearchTotal(5000, true), counted.Total);
        var estimated = searcher.Search(new SearchRequest("rare filler", 1));
        Assert.True(estimated.Total.Value is > 0 and <= 5000);
        Assert.Equal(["rare", "filler"], counted.Terms);
    }

    [Fact]
    public void A_search_that_is_cancelled_stops()
    {
        using var searcher = Index(Paper("a", "word", ""));
        Assert.Throws<OperationCanceledException>(
            () => searcher.Search(new SearchRequest("word", 1), new CancellationToken(canceled: true)));
        Assert.Single(Ids(searcher, "word"));
    }

    private static IndexDocument Paper(string id, string title, string text) =>
        new IndexDocument(id).Add("title", title).Add("abstract", text);

    private static string[] Ids(Searcher searcher, string query) =>
        [.. searcher.Search(new SearchRequest(query, 10)).Hits.Select(hit => hit.Id)];

    private Searcher Index(params IndexDocument[] documents)
    {
        using var writer = IndexWriter.Open(_folder.Path, Schema);
        foreach (var document in documents)
            writer.Upsert(document);
        writer.Commit(1);
        return Searcher.Open(_folder.Path);
    }
}
