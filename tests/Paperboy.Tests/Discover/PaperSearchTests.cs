using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Harvest.Files;
using Paperboy.Search.Queries.Language;
using Paperboy.Tests.Indexing;
using Paperboy.Tests.Support;
using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Discover;

public sealed class PaperSearchTests
{
    private static readonly string[] Venues = ["Papers of Sand (Volume 1)", "Lamp Letters", "The Shelf"];

    [Fact]
    public void Without_words_the_newest_come_first_unless_the_query_says_otherwise()
    {
        using var papers = Varied();
        AssertNewestFirst(papers.Ask("cat:cs.CL"));
        AssertNewestFirst(papers.Ask("au:Example"));
        AssertNewestFirst(papers.Ask("spar*"));
        AssertNewestFirst(papers.Ask("sparse sort:new"));
        Assert.Equal(SortOrder.Relevance, papers.Ask("sparse cat:cs.CL").Read.Sort);
        Assert.Equal(SortOrder.Relevance, papers.Ask("ti:sparse").Read.Sort);
        Assert.Equal(SortOrder.Relevance, papers.Ask("cat:cs.CL sort:relevance").Read.Sort);
        var top = papers.Ask("cat:cs.CL sort:top").Results.Select(found => found.Paper.Upvotes ?? -1).ToList();
        Assert.Equal(top.OrderDescending(), top);
        var asked = papers.Papers.Search(new PaperQuestion("sparse sort:top", 10) { Sort = SortOrder.New });
        Assert.Equal("sparse sort:new", asked.Read.ToString());
    }

    [Theory]
    [InlineData("sparse")]
    [InlineData("sparse towers")]
    [InlineData("sparse towers -noise has:abstract")]
    [InlineData("cat:cs.CL")]
    [InlineData("\"small language\" year:>=2022")]
    [InlineData("\"sparse")]
    public void A_facet_counts_what_its_condition_then_finds(string query)
    {
        using var papers = Varied();
        var answer = papers.Ask(query);
        Assert.Equal(["category", "year", "venue", "has"], answer.Facets.Select(facet => facet.Name));
        var edits = new QueryEdits(query, answer.Read);
        var values = answer.Facets.SelectMany(facet => facet.Values).ToList();
        Assert.True(values.Count > 8);
        foreach (var value in values)
        {
            var narrowed = papers.Ask(edits.With(value.Condition));
            Assert.Equal(value.Papers, answer.WithEveryWord > 0 ? narrowed.WithEveryWord : narrowed.Total.Value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("()")]
    public void Signs_alone_ask_nothing_and_find_nothing(string query)
    {
        using var papers = Varied();
        Assert.Empty(papers.Ask(query).Results);
        Assert.Equal(300, papers.Ask(query + " sort:new").Total.Value);
    }

    [Fact]
    public void A_paper_that_has_all_words_as_typed_stands_above_those_that_have_not()
    {
        // Longer texts and further words, so that scores alone would order otherwise.
        var random = new Random(5);
        string[] forms = ["auxiliary", "auxiliaries", "models", "model", "modeling", "loss", "towers", "waiting"];
        var lines = Enumerable.Range(0, 400).Select(i => Invented.Line(
            ("id", $"arXiv:2601.{i:D5}"),
            ("title", string.Join(' ', Enumerable.Range(0, 6).Select(_ => forms[random.Next(forms.Length)]))),
            ("abstract", string.Join(' ', Enumerable.Range(0, random.Next(3, 60)).Select(_ => forms[random.Next(forms.Length)])) + ".")));
        using var papers = new IndexedPapers([.. lines]);
        AssertByEvidence(papers.Ask("auxiliary models"), "auxiliary", "models");
    }

    [Fact]
    public void In_a_real_listing_papers_with_both_words_stand_above_all_others()
    {
        using var file = File.OpenRead(SharedData.File("papers/listing-534.jsonl.gz"));
        using var papers = new IndexedPapers([.. PaperFile.Lines(file)]);
        AssertByEvidence(papers.Ask("auxiliary models"), "auxiliary", "models");
    }

    // Read from the papers themselves: how their words stand, by the plainest of means.
    private static void AssertByEvidence(SearchAnswer answer, string first, string second)
    {
        var ranks = answer.Results.Select(found => Evidence(found.Paper)).ToList();
        Assert.Contains(2, ranks);
        Assert.Contains(1, ranks);
        Assert.Contains(0, ranks);
        Assert.Equal(ranks.OrderDescending(), ranks);
        Assert.Equal(ranks.Count(rank => rank > 0), answer.Results.Count(found => found.Tier > 4));

        int Evidence(Paper paper)
        {
            var fields = new[] { paper.Title, paper.Abstract }.Select(WordsOf).ToList();
            var all = fields.SelectMany(words => words).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!all.Contains(first) || !all.Contains(second))
                return 0;
            return fields.Exists(words => words.Zip(words.Skip(1)).Any(pair => Is(pair.First, first) && Is(pair.Second, second))) ? 2 : 1;
        }

        static bool Is(string word, string wanted) => word.Equals(wanted, StringComparison.OrdinalIgnoreCase);
        static string[] WordsOf(string text) => PaperText.Parse(text).ToPlainText().Split([' ', '\n', '\t', '\u00A0', ',', '.', ';', ':', '-', '(', ')', '/', '?', '!', '"', '“', '”', '–', '—'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static void AssertNewestFirst(SearchAnswer answer)
    {
        Assert.True(answer.Results.Count > 1);
        var days = answer.Results.Select(found => found.Paper.Appeared!.ToString()).ToList();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
    }

    private static IndexedPapers Varied()
    {
        var random = new Random(3);
        return new IndexedPapers([.. Invented.Lines(300).Select((line, i) => line.Replace(
            "\"categories\":[\"cs.CL\"],\"listed\":\"2026-01-05\"",
            $"\"categories\":[{(i % 3 == 0 ? "\"cs.CL\",\"stat.ML\"" : i % 3 == 1 ? "\"cs.CL\"" : "\"q-bio.QM\"")}],"
            + $"\"listed\":\"{2020 + random.Next(6)}-0{1 + random.Next(9)}-{10 + random.Next(18)}\",\"upvotes\":{random.Next(50)},"
            + $"\"venue\":\"{Venues[random.Next(3)]}\"" + (i % 4 == 0 ? ",\"repository\":\"https://example.org/x\"" : ""),
            StringComparison.Ordinal))]);
    }
}
