using System.IO.Compression;
using System.Text.Json;
using Paperboy.Embeddings;
using Paperboy.Evaluate.Collections;
using Paperboy.Evaluate.Vectors;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Evaluate;

/// <summary>Hubs and thresholds: the counts by hand, and the figures on real papers where they are at hand.</summary>
public sealed class VectorMeasuresTests
{
    [Fact]
    public void Hubs_are_counted_as_the_third_moment_of_how_often_papers_stand_in_lists()
    {
        // Counts 3, 1, 0, 0: mean 1, variance 1.5, third moment 1.5.
        var hubs = HubCount.Of([[0, 1], [0], [0]], 4);
        Assert.Equal(1.5 / Math.Pow(1.5, 1.5), hubs.Skewness, 9);
        Assert.Equal((1.0, 0.5), (hubs.MostFrequent, hubs.Never));
        Assert.Equal(0, HubCount.Of([[0, 1], [1, 0]], 2).Skewness);
    }

    [Fact]
    public void Nearest_papers_of_titles_are_those_that_sorting_all_gives()
    {
        var space = PaperSpace.Of([.. Invented(130)], isAdapted: false, default);
        foreach (var share in new[] { 0, 0.5 })
        {
            var lists = HubCount.NearestOfTitles(space, share, _ => { }, default);
            for (var title = 0; title < lists.Length; title += 7)
            {
                var query = space.Titles.AsSpan(title * PaperSpace.Dimensions, PaperSpace.Dimensions).ToArray();
                var closeness = Enumerable.Range(0, lists.Length).Where(paper => paper != title).Select(paper =>
                    query.Zip(space.Documents.AsSpan(paper * PaperSpace.Dimensions, PaperSpace.Dimensions).ToArray(), (a, b) => a * b).Sum()
                    - (share * space.Crowding[paper])).OrderDescending().Take(HubCount.Nearest);
                Assert.DoesNotContain(lists[title], hit => hit.Paper == title);
                Assert.Equal(closeness, lists[title].Select(hit => (double)hit.Closeness), (a, b) => Math.Abs(a - b) < 1e-4);
            }
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t", 0)]
    [InlineData("guacamole", 1)]
    [InlineData(" two  words\n", 2)]
    public void Words_are_what_stands_between_spaces(string text, int words) => Assert.Equal(words, UnrelatedTexts.WordsIn(text));

    [Fact]
    public void Unrelated_texts_are_two_hundred_of_each_length_and_no_two_long_ones_alike()
    {
        Assert.All(UnrelatedTexts.All.GroupBy(text => text.Words), length => Assert.Equal(200, length.Count()));
        Assert.All(UnrelatedTexts.All, text => Assert.Equal(text.Words, UnrelatedTexts.WordsIn(text.Text)));
        Assert.Equal(600, UnrelatedTexts.All.Where(text => text.Words >= 4).Select(text => text.Text).Distinct().Count());
    }

    /// <summary>Of 3,000 real papers: few hubs, little noise, and most of what is there is found.</summary>
    [Fact]
    public void Real_papers_have_few_hubs_and_everyday_questions_seldom_find_any()
    {
        var space = PaperSpace.Of(Real(3_000), isAdapted: false, default);
        int[][] raw = Lists(space, 0), corrected = Lists(space, 0.5);
        var (before, after) = (HubCount.Of(raw, raw.Length), HubCount.Of(corrected, corrected.Length));
        Assert.True(after.Skewness < 1.5 && after.Skewness < 0.7 * before.Skewness, $"skewness {before.Skewness:0.00} became {after.Skewness:0.00}");
        var everyday = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Evaluate", "everyday-queries.txt"));
        var rates = ClosenessRate.Measure(space, everyday, default).ToDictionary(rate => rate.Kind, StringComparer.Ordinal);
        Assert.InRange(rates["unrelated"].Shown, 0, 0.15);
        Assert.InRange(rates["letters"].Shown, 0, 0.05);
        Assert.InRange(rates["titles"].OwnShown!.Value, 0.9, 1);
    }

    private static int[][] Lists(PaperSpace space, double share) =>
        [.. HubCount.NearestOfTitles(space, share, _ => { }, default).Select(list => list.Select(hit => hit.Paper).ToArray())];

    private static List<CollectionDocument> Real(int count)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.File("papers/hf-daily-2024-2026.jsonl.gz")), CompressionMode.Decompress));
        var papers = new List<CollectionDocument>();
        var titles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (papers.Count < count && lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
            if (titles.Add(Text("title")))
                papers.Add(new CollectionDocument(Text("id"), Text("title"), Text("abstract")));
        }

        return papers;
    }

    private static IEnumerable<CollectionDocument> Invented(int count)
    {
        var random = new Random(4);
        string[] words = ["graph", "proof", "noise", "cache", "model", "vision", "speech", "robot", "memory", "planning", "privacy", "language"];
        string Sentence(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)]));
        return Enumerable.Range(0, count).Select(i => new CollectionDocument($"p{i}", Sentence(3), Sentence(20)));
    }
}
