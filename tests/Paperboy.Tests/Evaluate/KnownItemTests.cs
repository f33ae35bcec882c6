using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.KnownItems;
using Paperboy.Harvest.Sample;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class KnownItemTests
{
    private static readonly IReadOnlyList<PaperRecord> Papers = SampleLibrary.Generate(new DateOnly(2026, 3, 31));

    [Fact]
    public void A_title_asks_for_an_abstract_that_stands_without_it()
    {
        var item = KnownItemKind.Titles.Make(Record("A \\emph{quiet}  method", "We measure.\n" + Filler))!;
        Assert.Equal("A quiet method", item.Query);
        Assert.Equal("", item.Document.Title);
        Assert.StartsWith("We measure. There", item.Document.Text, StringComparison.Ordinal);
        Assert.Null(KnownItemKind.Titles.Make(Record("Two words", "We measure." + Filler))!.Query);
        Assert.Null(KnownItemKind.Titles.Make(Record("A quiet method", "Too short.")));
    }

    [Fact]
    public void A_summary_is_taken_out_of_the_abstract_that_it_asks_for()
    {
        const string Summary = "In this work we propose Lantern, a patient method for caches that wait.";
        var item = KnownItemKind.Summaries.Make(Record("Lantern: a title", $"Caches wait. {Summary} {Filler}"))!;
        Assert.Equal(Summary, item.Query);
        Assert.Equal("Lantern: a title", item.Document.Title);
        Assert.StartsWith("Caches wait. There is", item.Document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lantern", item.Document.Text, StringComparison.Ordinal);
        Assert.Null(KnownItemKind.Summaries.Make(Record("None of it", Filler))!.Query);
        Assert.Null(KnownItemKind.Summaries.Make(Record("All of it", Summary)));
    }

    [Fact]
    public void The_same_seed_draws_the_same_set_and_train_and_test_ask_for_different_papers()
    {
        foreach (var kind in KnownItemKind.All)
        {
            var set = KnownItemSet.Draw(Papers, kind, 200, 40, 5, default);
            var again = KnownItemSet.Draw(Papers, kind, 200, 40, 5, default);
            Assert.Equal(set.Items, again.Items);
            Assert.Equal(set.Test, again.Test);
            Assert.NotEqual(set.Test, KnownItemSet.Draw(Papers, kind, 200, 40, 6, default).Test);
            Assert.Equal((200, 40, 40), (set.Items.Count, set.Test.Count, set.Train.Count));
            Assert.Empty(set.Test.Select(item => item.Document.Id).Intersect(set.Train.Select(item => item.Document.Id)));
            Assert.Equal(200, set.Items.Select(item => item.Document.Id).Distinct().Count());
        }
    }

    [Fact]
    public void A_paper_that_several_sources_tell_of_is_one_document()
    {
        var twice = new[] { Record("On the same thing", Filler), Record("On the Same Thing.", Filler + " It differs.", "x:2"), Record("On another thing", Filler, "x:3") };
        Assert.Equal(2, KnownItemSet.Draw(twice, KnownItemKind.Titles, 2, 1, 1, default).Items.Count);
        var error = Assert.Throws<VerbFailedException>(() => KnownItemSet.Draw(twice, KnownItemKind.Titles, 3, 1, 1, default));
        Assert.Equal("Of 3 papers 2 are different and have enough text; --documents asks for 3.", error.Message);
        error = Assert.Throws<VerbFailedException>(() => KnownItemSet.Draw(twice, KnownItemKind.Titles, 2, 2, 1, default));
        Assert.Contains("Of 2 documents 2 have a query; --queries 2 asks for twice 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_as_a_collection()
    {
        using var folder = new TempFolder();
        var set = KnownItemSet.Draw(Papers, KnownItemKind.Summaries, 150, 30, 3, default);
        KnownItemFiles.Write(set, folder.File("made"));
        var collection = CollectionReader.Read(folder.File("made"), default);
        Assert.Equal(set.Items.Select(item => item.Document).OrderBy(document => document.Id, StringComparer.Ordinal), collection.Documents);
        foreach (var (split, items) in new[] { ("test", set.Test), ("train", set.Train) })
        {
            var task = CollectionReader.ReadSearch(collection, split, default);
            Assert.Equal(items.Select(item => item.Query!), task.Queries.Select(query => query.Text));
            Assert.All(task.Queries.Zip(items), pair =>
                Assert.Equal([pair.Second.Document.Id], task.Facets[0].Grades[pair.First.Id].Keys));
        }

        Assert.Throws<VerbFailedException>(() => KnownItemFiles.Write(set, folder.File("made")));
    }

    private static string Filler => string.Concat(Enumerable.Repeat("There is a long tale of towers and of graphs, and it goes on. ", 5)).Trim();

    private static PaperRecord Record(string title, string text, string id = "x:1") =>
        Invented.Record(("id", id), ("title", title), ("abstract", text));
}
