using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Search.Fusion;
using Paperboy.Search.Queries.Language;
using Paperboy.Storage;
using Paperboy.Tests.Embeddings;
using Paperboy.Tests.Indexing;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Discover;

/// <summary>The ranking by words and meaning through the index, against one over all papers with nothing left out.</summary>
public sealed class HybridSearchTests : IDisposable
{
    // Every paper has the vector of a model of these words, and some words that the model does not know.
    private static readonly string[] Known = ["sparse", "patient", "towers", "graphs", "proofs", "maps", "noise", "models", "caches", "shelves"];
    private static readonly string[] Stems = ["cach", "graph", "map", "model", "nois", "patient", "proof", "shelv", "spars", "tower"];
    private static readonly string[] Unknown = ["quorl", "zibbet", "frandle"];

    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly PaperIndex _index;
    private readonly BuiltInEmbedder _embedder = BuiltInEmbedder.Of(SmallModel.Make(5, Stems), "small");
    private readonly Dictionary<string, (string Title, string Text)> _texts = new(StringComparer.Ordinal);

    public HybridSearchTests()
    {
        _database = _folder.OpenDatabase();
        _index = new PaperIndex(_folder.Data);
    }

    public void Dispose()
    {
        _index.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, 700)]
    [InlineData(2, 150)]
    public void The_order_is_that_of_all_candidates_with_both_figures_known(int seed, int papers)
    {
        var random = new Random(seed);
        Fill(random, papers);
        var search = Search(0.2f);
        foreach (var query in Queries(random, 40))
        {
            var found = search.Search(new PaperQuestion(query, 1_000));
            Assert.Equal(SearchMode.Hybrid, found.Mode);
            Assert.NotNull(found.Meaning);
            Assert.Equal(Expected(query, 0.2f), found.Results.Select(result => result.Paper.Id));
        }
    }

    [Theory]
    [InlineData(3, 700)]
    [InlineData(4, 90)]
    public void All_pages_together_have_each_paper_once_and_as_many_as_is_said(int seed, int papers)
    {
        var random = new Random(seed);
        Fill(random, papers);
        var search = Search(0.2f);
        foreach (var query in Queries(random, 12))
        {
            var whole = search.Search(new PaperQuestion(query, 1_000) { CountAll = true });
            var walked = new List<string>();
            for (var page = 0; ; page++)
            {
                var one = search.Search(new PaperQuestion(query, 20) { Offset = page * 20, WithFacets = true });
                Assert.Equal(whole.Listed, one.Listed);
                walked.AddRange(one.Results.Select(result => result.Paper.Id));
                if (one.Results.Count < 20)
                    break;
            }

            Assert.Equal(whole.Results.Select(result => result.Paper.Id), walked);
            Assert.Equal(walked.Count, walked.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(whole.Listed, walked.Count);

            // What the words find is there, whatever is close beside it.
            var byWords = search.Search(new PaperQuestion(query, 1_000) { Mode = SearchMode.Keyword }).Results.Select(result => result.Paper.Id);
            Assert.Empty(byWords.Except(walked));
        }
    }

    [Fact]
    public void Only_what_has_none_of_the_words_is_found_by_meaning_alone()
    {
        Fill(new Random(6), 260);
        var answer = Search(-1f).Search(new PaperQuestion("graphs quorl", 1_000) { CountAll = true });
        Assert.Contains(answer.Results, found => found.IsByMeaningAlone);
        Assert.Contains(answer.Results, found => found.Fused!.Value.Ground == FusionGround.WordsAndMeaning);
        foreach (var found in answer.Results)
            Assert.Equal(found.IsByMeaningAlone, !Has(found.Paper.Id, "graphs") && !Has(found.Paper.Id, "quorl"));
        Assert.Equal(answer.Results.Count(found => found.IsByMeaningAlone), answer.Meaning!.CloseOnly);
    }

    [Fact]
    public void What_is_close_must_meet_the_conditions_too()
    {
        Fill(new Random(7), 400);
        var search = Search(-1f);
        Assert.NotEmpty(search.Search(new PaperQuestion("sparse -towers", 400)).Results);
        Assert.All(Ids(search, "sparse -towers"), id => Assert.False(Has(id, "towers")));
        Assert.All(Ids(search, "sparse +proofs"), id => Assert.True(Has(id, "proofs")));
        Assert.All(Ids(search, "sparse ti:maps"), id => Assert.Contains("maps", _texts[id].Title, StringComparison.Ordinal));
        Assert.All(Ids(search, "\"sparse towers\""), id => Assert.Contains("sparse towers", _texts[id].Title + " . " + _texts[id].Text, StringComparison.Ordinal));
        Assert.All(Ids(search, "\"sparse towers\" noise"), id => Assert.Contains("sparse towers", _texts[id].Title + " . " + _texts[id].Text, StringComparison.Ordinal));
        Assert.Empty(Ids(search, "sparse date:2030"));
    }

    [Theory]
    [InlineData("sparse sort:new")]
    [InlineData("sparse sort:top")]
    [InlineData("au:example")]
    [InlineData("cat:cs.CL")]
    [InlineData("neur*")]
    [InlineData("-sparse")]
    public void What_has_another_order_or_no_subject_is_found_by_words_as_ever(string query)
    {
        Fill(new Random(8), 100);
        var answer = Search(-1f).Search(new PaperQuestion(query, 100));
        Assert.Equal(SearchMode.Keyword, answer.Mode);
        Assert.Null(answer.Meaning);
        Assert.Null(answer.Without);
        Assert.All(answer.Results, found => Assert.Null(found.Fused));
    }

    [Fact]
    public void By_meaning_alone_papers_come_by_their_closeness_and_only_close_ones()
    {
        Fill(new Random(9), 300);
        var answer = Search(0.3f).Search(new PaperQuestion("sparse proofs", 300) { Mode = SearchMode.Semantic });
        var vector = new float[_embedder.Dimensions];
        _embedder.Embed(EmbedderText.Query("sparse proofs"), vector);
        var expected = _texts.ToDictionary(paper => paper.Key, paper => Cosine(vector, paper.Value));
        Assert.InRange(answer.Results.Count, 1, 299);
        Assert.Equal(answer.Results.Count, answer.Total.Value);
        Assert.All(answer.Results, found => Assert.Equal(expected[found.Paper.Id], found.Similarity!.Value, 0.01));
        Assert.All(answer.Results, found => Assert.True(found.Similarity >= 0.3f));
        Assert.Equal(answer.Results.OrderByDescending(found => found.Similarity).Select(found => found.Paper.Id), answer.Results.Select(found => found.Paper.Id));
        Assert.All(expected.Where(paper => paper.Value > 0.32), paper => Assert.Contains(answer.Results, found => found.Paper.Id == paper.Key));
    }

    [Fact]
    public void Where_nothing_has_the_words_and_nothing_is_close_nothing_is_listed()
    {
        Fill(new Random(10), 200);
        var answer = Search(0.99f).Search(new PaperQuestion("frobnicate shelves towers", 20));
        Assert.NotEmpty(answer.Results);
        answer = Search(2f).Search(new PaperQuestion("quorlish", 20) { CountAll = true });
        Assert.Empty(answer.Results);
        Assert.Equal(0, answer.Listed);
        Assert.Equal(MeaningGap.UnknownWords, answer.Without!.Gap);
    }

    [Fact]
    public void Without_vectors_papers_are_found_by_words_and_that_is_told()
    {
        Fill(new Random(11), 100, withVectors: false);
        var search = Search(0f);
        var answer = search.Search(new PaperQuestion("sparse towers", 50));
        Assert.Equal(MeaningGap.NoVectors, answer.Without!.Gap);
        Assert.Null(answer.Meaning);
        var byWords = search.Search(new PaperQuestion("sparse towers", 50) { Mode = SearchMode.Keyword });
        Assert.Equal(byWords.Results.Select(found => (found.Paper.Id, found.Score)), answer.Results.Select(found => (found.Paper.Id, found.Score)));
        Assert.Empty(search.Search(new PaperQuestion("sparse towers", 50) { Mode = SearchMode.Semantic }).Results);
    }

    [Fact]
    public void A_paper_that_is_indexed_between_the_words_and_the_rest_is_in_no_part_of_the_answer()
    {
        Fill(new Random(12), 120);
        var vectors = new QueryVectors(
            _ =>
            {
                Save("tsv:9999", "sparse towers", "sparse towers", withVector: true);
                return ValueTask.FromResult<IEmbedder>(_embedder);
            },
            (_, _) => -1f,
            TimeProvider.System);
        var answer = new PaperSearch(_index, vectors, new PaperStore(_database)).Search(new PaperQuestion("sparse towers", 400));
        Assert.DoesNotContain(answer.Results, found => found.Paper.Id == "tsv:9999");
        Assert.Equal(120, answer.Results.Count);
        Assert.Contains("tsv:9999", Ids(Search(-1f), "sparse towers"));
    }

    [Theory]
    [InlineData("graphs quorl zibbet")]
    [InlineData("quorl")]
    [InlineData("sparse sort:new")]
    [InlineData("-")]
    public void Every_answer_can_be_printed_for_people_and_programs(string query)
    {
        Fill(new Random(14), 260);
        foreach (var mode in Enum.GetValues<SearchMode>())
        {
            var answer = Search(0.1f).Search(new PaperQuestion(query, 400) { Mode = mode });
            var json = JsonSerializer.Serialize(SearchOutput.Json(answer, withFacets: false, null, null));
            Assert.Equal(answer.Results.Count, JsonDocument.Parse(json).RootElement.GetProperty("results").GetArrayLength());
            var words = SearchOutput.Words(answer, null);
            Assert.Equal(answer.Meaning?.CloseFrom is > 0, words.Contains("-- Close in meaning. From here on", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_kind_of_result_begins_once_on_one_page()
    {
        Fill(new Random(15), 700);
        var search = Search(0.1f);
        var seen = new List<string>();
        for (var page = 0; page < 35; page++)
        {
            var answer = search.Search(new PaperQuestion("graphs quorl zibbet", 20) { Offset = page * 20, WithFacets = true });
            var dividers = new ResultDividers(answer, page * 20);
            for (var place = 0; place < answer.Results.Count; place++)
            {
                if (dividers.Before(place) is { } divider)
                    seen.Add(divider.ToString());
                if (answer.Results[place].IsClose)
                    Assert.Contains(seen, text => text.StartsWith("Close in meaning", StringComparison.Ordinal));
            }
        }

        Assert.Equal(seen.Distinct(StringComparer.Ordinal), seen);
        Assert.Contains("Some of the words. These follow by their words alone.", seen);
    }

    [Fact]
    public void An_explanation_adds_up_to_the_score_and_names_what_it_rests_on()
    {
        Fill(new Random(13), 300);
        var search = Search(0.1f);
        var answer = search.Search(new PaperQuestion("quorl graphs zibbet", 300));
        foreach (var found in answer.Results)
        {
            var fused = found.Fused!.Value;
            Assert.Equal(found.Score, fused.WordPart + fused.MeaningPart, 9);
            var lines = string.Join('\n', search.Explain(answer, found.Paper.Id)!.Lines());
            Assert.Contains("for words", lines, StringComparison.Ordinal);
            Assert.Contains(found.IsByMeaningAlone ? "by words: none" : "documents;", lines, StringComparison.Ordinal);
            if (found.Similarity >= 0.1f)
                Assert.Contains("close in meaning: papers are from a similarity of 0.100 on", lines, StringComparison.Ordinal);
        }

        Assert.Null(search.Explain(answer, "nobody"));
    }

    // All papers, each scored by the engine's words and by floats; the candidates are cut as the search cuts them.
    private List<string> Expected(string query, float least)
    {
        var request = new SearchRequest(QueryParser.Parse(query, PaperVocabulary.Queries), 10_000) { WithTermWeights = true };
        var words = _index.Search(request, default);
        var vector = new float[_embedder.Dimensions];
        var certainty = _embedder.Embed(EmbedderText.Query(query), vector);
        var model = new ModelVector(new VectorModel(_embedder.Fingerprint, _embedder.Dimensions), vector);
        var scores = words.Hits.ToDictionary(hit => hit.Id, StringComparer.Ordinal);
        var near = _index.Nearest(new NearestRequest([model], _texts.Count), default).ToDictionary(neighbour => neighbour.Id, StringComparer.Ordinal);
        Assert.Equal(_texts.Count, near.Count);
        var first = words.Hits.Take(200).Select(hit => hit.Id).ToList();
        var closest = _index.Nearest(new NearestRequest([model], 200), default).Select(neighbour => neighbour.Id); // the scan is not exact

        // What has every word, and is not among the best of these, stands behind the candidates by its words.
        var chosen = first.Concat(closest.Where(id => scores.GetValueOrDefault(id) is not { Tier: > 0 })).Distinct(StringComparer.Ordinal).ToList();
        var candidates = chosen.Select(id => new FusionCandidate(
            id, scores.GetValueOrDefault(id)?.Tier ?? 0, scores.GetValueOrDefault(id)?.Score ?? 0, near[id].Similarity)).ToList();
        var ranking = HybridRanking.Rank(
            candidates,
            new FusionQuery(words.TermWeights.Sum(weight => (double)weight) / 65_536, certainty),
            new FusionOptions { LeastSimilarity = least },
            1_000,
            hasMoreWithEveryWord: words.Hits.Count(hit => hit.Tier > 0) > 200);
        var ranked = ranking.Hits.Select(hit => hit.Document.Id).ToList();
        return [.. ranked, .. words.Hits.Select(hit => hit.Id).Except(ranked, StringComparer.Ordinal)];
    }

    private bool Has(string id, string word) => $" {_texts[id].Title} {_texts[id].Text} ".Contains($" {word} ", StringComparison.Ordinal);

    private double Cosine(float[] query, (string Title, string Text) paper)
    {
        var vector = new float[_embedder.Dimensions];
        _embedder.Embed(EmbedderText.Document(paper.Title, paper.Text), vector);
        return query.Zip(vector, (a, b) => (double)a * b).Sum();
    }

    private PaperSearch Search(float least) => new(_index, TestVectors.Of(_embedder, least), new PaperStore(_database));

    private static IEnumerable<string> Ids(PaperSearch search, string query) =>
        search.Search(new PaperQuestion(query, 1_000)).Results.Select(found => found.Paper.Id);

    // Some of them have more papers with every word than there are candidates.
    private static IEnumerable<string> Queries(Random random, int count) => Enumerable.Range(0, count)
        .Select(_ => Sentence(random, random.Next(1, 5)))
        .Where(query => Known.Any(word => query.Contains(word, StringComparison.Ordinal)));

    private void Fill(Random random, int papers, bool withVectors = true)
    {
        var records = Enumerable.Range(0, papers).Select(number => ($"tsv:{number + 1}", Sentence(random, random.Next(1, 6)), Sentence(random, random.Next(1, 12)))).ToList();
        Save(records, withVectors);
    }

    private void Save(string id, string title, string text, bool withVector) => Save([(id, title, text)], withVector);

    private void Save(IReadOnlyList<(string Id, string Title, string Text)> papers, bool withVectors)
    {
        foreach (var (id, title, text) in papers)
            _texts[id] = (title, text);
        using var writer = IndexWriter.Open(_folder.Data.Index, PaperDocument.Schema);
        new PaperStore(_database).Save([.. papers.Select(paper => RecordJson.Read(Line(paper)))], new ImportRun());

        // With its vector from the first: what is put in again counts twice in the statistics until a merge.
        foreach (var change in new IndexQueue(_database).After(writer.CommittedSequence, 100_000))
        {
            var document = PaperDocument.Of(change);
            writer.Upsert(withVectors ? document.Set(VectorOf(change.Paper!)) : document);
        }

        writer.Commit(new IndexQueue(_database).CatalogSequence());
    }

    private ModelVector VectorOf(Paper paper)
    {
        var vector = new float[_embedder.Dimensions];
        _embedder.Embed(EmbedderText.Document(paper.Title, paper.Abstract), vector);
        return new ModelVector(new VectorModel(_embedder.Fingerprint, _embedder.Dimensions), vector);
    }

    private static string Line((string Id, string Title, string Text) paper) =>
        Invented.Line(("source", "file"), ("id", paper.Id), ("title", paper.Title), ("abstract", paper.Text), ("authors", Array.Empty<string>()));

    private static string Sentence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
        random.Next(6) == 0 ? Unknown[random.Next(Unknown.Length)] : Known[random.Next(Known.Length)]));
}
