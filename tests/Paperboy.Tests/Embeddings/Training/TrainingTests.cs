using System.Text;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Xunit;

namespace Paperboy.Tests.Embeddings.Training;

/// <summary>Training on papers of an invented language, in which each thing has two names that never stand in one sentence.</summary>
public sealed class TrainingTests
{
    private static readonly TrainingOptions Quick = new() { Epochs = 8, BatchSize = 128, Dropped = 0.1f };

    [Fact]
    public void A_corpus_holds_the_terms_of_titles_and_sentences_in_order()
    {
        var corpus = TrainingCorpus.Read([new("Graph graphs", "k-NN works. It fails."), new("", "Graph.")], CancellationToken.None);
        Assert.Equal(2, corpus.Papers);
        Assert.Equal((0, 3), (corpus.FirstSentence(0), corpus.EndSentence(0)));
        Assert.Equal("graph graph", Terms(corpus, 0));
        Assert.Equal("k nn ~knn work", Terms(corpus, 1));
        Assert.Equal("it fail", Terms(corpus, 2));
        Assert.Equal("", Terms(corpus, 3));
        Assert.Equal("graph", Terms(corpus, 4));
        Assert.Equal([2, 1, 1], VocabularyChoice.PaperCounts(corpus).Take(3));
    }

    [Fact]
    public void Numbers_of_terms_do_not_depend_on_how_the_work_is_shared()
    {
        var texts = Papers(seed: 1, 5000);
        var whole = TrainingCorpus.Read(texts, CancellationToken.None);
        var seen = new HashSet<int>();
        for (var sentence = 0; sentence < whole.EndSentence(whole.Papers - 1); sentence++)
        {
            foreach (var token in whole.Sentence(sentence))
            {
                if (seen.Add(token))
                    Assert.Equal(seen.Count - 1, token);
            }
        }
    }

    [Fact]
    public void The_most_frequent_words_and_the_most_telling_phrases_get_rows()
    {
        var texts = Enumerable.Range(0, 200).Select(i => new TrainingText(
            i % 5 == 0 ? "hidden markov chain" : i % 5 < 3 ? "chain letter" : "letter", $"x{i}. rare{i / 2}")).ToList();
        var layout = VocabularyChoice.Choose(TrainingCorpus.Read(texts, CancellationToken.None), 4, 1, 10, 3);
        Assert.Equal(["letter", "chain", "hidden", "markov"], Enumerable.Range(0, 4).Select(row => Encoding.UTF8.GetString(layout.Words.Term(row))));
        Assert.Equal(0, layout.Phrases.Find(layout.Words.Find("hidden"u8), layout.Words.Find("markov"u8)));
        Assert.Equal(1, layout.Phrases.Count);
        Assert.Equal(layout.FirstGram + 10, layout.Rows);
    }

    [Fact]
    public void Two_names_of_one_thing_come_to_lie_close_together()
    {
        var model = GeneralTraining.Train(Papers(seed: 2, 3000), Quick, (_, _) => { }, CancellationToken.None);
        var embedder = BuiltInEmbedder.Of(model, "test");
        var right = 0;
        for (var thing = 0; thing < Things; thing++)
        {
            var query = Embed(embedder, Name(thing, 0));
            var best = Enumerable.Range(0, Things).MaxBy(other => Dot(query, Embed(embedder, Name(other, 1))));
            right += best == thing ? 1 : 0;
        }

        Assert.InRange(right, Things * 9 / 10, Things);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var texts = Papers(seed: 3, 700);
        var options = Quick with { Epochs = 2 };
        var first = Bytes(options);
        Assert.Equal(first, Bytes(options));
        Assert.NotEqual(first, Bytes(options with { Seed = 2 }));

        byte[] Bytes(TrainingOptions with) =>
            TokenVectorFile.ToBytes(GeneralTraining.Train(texts, with, (_, _) => { }, CancellationToken.None));
    }

    [Fact]
    public void Adaptation_learns_the_words_of_a_collection_and_keeps_the_rows_of_the_others()
    {
        var general = SmallModel.Make(1, "the", "of");
        var adapted = Adaptation.Adapt(general, Papers(seed: 4, 2000), Quick, (_, _) => { }, CancellationToken.None);
        Assert.Equal(0, adapted.Layout.Words.Find("the"u8));
        Assert.Equal(general.Layout.Phrases.Pairs, adapted.Layout.Phrases.Pairs);
        var (before, after) = (BuiltInEmbedder.Of(general, "general"), BuiltInEmbedder.Of(adapted, "adapted"));
        var vector = new float[TokenVectors.Dimensions];
        Assert.Equal(0, before.Embed(EmbedderText.Query(Name(1, 0)), vector));
        Assert.Equal(1, after.Embed(EmbedderText.Query(Name(1, 0)), vector));
        Assert.True(Dot(Embed(after, Name(1, 0)), Embed(after, Name(1, 1))) > Dot(Embed(after, Name(1, 0)), Embed(after, Name(2, 1))) + 0.3);
    }

    [Fact]
    public void Papers_without_abstract_title_or_any_word_do_no_harm()
    {
        TrainingText[] texts = [.. Papers(seed: 5, 60), new("", ""), new("Only a title", ""), new("", "Only an abstract."), new("?", "!")];
        var model = Adaptation.Adapt(SmallModel.Make(1, "the"), texts, Quick with { Epochs = 3 }, (_, _) => { }, CancellationToken.None);
        Assert.All(model.Scales.ToArray(), scale => Assert.True(float.IsFinite(scale)));
    }

    [Fact]
    public void Training_stops_when_asked_and_one_paper_is_too_few()
    {
        Assert.Throws<ArgumentException>(() => GeneralTraining.Train(Papers(seed: 6, 1), Quick, (_, _) => { }, CancellationToken.None));
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            GeneralTraining.Train(Papers(seed: 6, 400), Quick, (_, _) => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void One_paper_of_a_hundred_is_held_out_by_its_id()
    {
        Assert.InRange(Enumerable.Range(0, 100_000).Count(i => HeldOut.Contains($"arXiv:2601.{i:D5}")), 900, 1100);
        Assert.Equal("arXiv:2601.00125", Enumerable.Range(0, 200).Select(i => $"arXiv:2601.{i:D5}").First(HeldOut.Contains));
    }

    [Fact]
    public void The_general_model_counts_by_how_much_better_it_finds_abstracts_than_random_vectors_do()
    {
        Assert.Equal(0.5f, Adaptation.Share(0.7, 0.7));
        Assert.InRange(Adaptation.Share(0.81, 0.85), 0.1f, 0.3f);
        Assert.InRange(Adaptation.Share(0.83, 0.68), 3, 8);
        Assert.InRange(Adaptation.Share(1, 0), 8, 8);
        Assert.InRange(Adaptation.Share(0, 1), 0.1f, 0.1f);
    }

    [Fact]
    public void Vectors_of_a_direction_a_word_find_every_abstract_and_equal_vectors_none_but_one()
    {
        var corpus = TrainingCorpus.Read([.. Enumerable.Range(0, 50).Select(i => new TrainingText($"quux{i}", $"Of quux{i}."))], CancellationToken.None);
        var rows = new CorpusRows(corpus, VocabularyChoice.Choose(corpus, 100, 0, 10, 1));
        Assert.Equal(1, KnownItems.MeanReciprocalRank(rows, Initialization.Random(rows.Layout, corpus, 1)), 0.05);
        var equal = new float[rows.Layout.Rows * TokenVectors.Dimensions];
        Array.Fill(equal, 1);
        Assert.Equal(1.0 / 50, KnownItems.MeanReciprocalRank(rows, equal), 1e-9);
    }

    private const int Things = 40;

    // A paper is of three things; each sentence names each thing by one of its two names.
    private static TrainingText[] Papers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int[] things = [random.Next(Things), random.Next(Things), random.Next(Things)];
            return new TrainingText(Sentence(), string.Join(". ", Enumerable.Range(0, 4).Select(_ => "The " + Sentence())));

            string Sentence() => string.Join(" of ", things.Select(thing => Name(thing, random.Next(2))));
        })];
    }

    private static string Name(int thing, int which) => $"{(which == 0 ? "zq" : "xv")}{(char)('a' + (thing % 26))}{(char)('b' + (thing / 26))}{thing}";

    private static string Terms(TrainingCorpus corpus, int sentence) =>
        string.Join(' ', corpus.Sentence(sentence).ToArray().Select(token =>
            token < 0 ? "~" + Encoding.UTF8.GetString(corpus.Terms[~token]) : Encoding.UTF8.GetString(corpus.Terms[token])));

    private static float[] Embed(BuiltInEmbedder embedder, string text)
    {
        var vector = new float[TokenVectors.Dimensions];
        embedder.Embed(EmbedderText.Query(text), vector);
        return vector;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
