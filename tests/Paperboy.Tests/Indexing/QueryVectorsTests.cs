using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Tests.Embeddings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Indexing;

public sealed class QueryVectorsTests
{
    private static readonly BuiltInEmbedder Small = BuiltInEmbedder.Of(SmallModel.Make(1, "cach", "spars", "tower"), "small");

    private readonly FakeClock _time = new();
    private int _asked;

    [Fact]
    public void The_built_in_embedder_says_how_much_of_the_text_it_knows()
    {
        var vectors = Vectors(Small);
        var known = vectors.Of("sparse towers", default).Vector!;
        var half = vectors.Of("sparse quorl", default).Vector!;
        Assert.Equal(1, known.Certainty);
        Assert.InRange(half.Certainty, 0.01f, 0.99f);
        Assert.Equal(Small.Fingerprint, Assert.Single(known.Vectors).Model.Fingerprint);
        Assert.Equal(0.25f, known.LeastSimilarity);
    }

    [Theory]
    [InlineData("quorl zibbet")]
    [InlineData("")]
    [InlineData("?!")]
    public void A_text_of_unknown_words_has_no_vector(string text)
    {
        var answer = Vectors(Small).Of(text, default);
        Assert.Null(answer.Vector);
        Assert.Equal(MeaningGap.UnknownWords, answer.Without!.Gap);
    }

    [Fact]
    public void Where_it_is_not_known_what_is_close_nothing_is()
    {
        var vectors = new QueryVectors(_ => ValueTask.FromResult<IEmbedder>(Small), (_, _) => null, _time);
        Assert.Equal(float.PositiveInfinity, vectors.Of("sparse", default).Vector!.LeastSimilarity);
    }

    [Fact]
    public void An_embedder_that_fails_is_left_alone_for_a_while_and_asked_again()
    {
        var isAway = true;
        var vectors = new QueryVectors(
            _ =>
            {
                _asked++;
                return isAway ? throw new EmbedderException("nobody is there") : ValueTask.FromResult<IEmbedder>(Small);
            },
            (_, _) => 0f,
            _time);
        for (var query = 0; query < 5; query++)
        {
            var without = vectors.Of("sparse", default).Without!;
            Assert.Equal((MeaningGap.EmbedderAway, "nobody is there"), (without.Gap, without.Detail));
        }

        Assert.Equal(1, _asked);
        isAway = false;
        _time.Pass(TimeSpan.FromSeconds(11));
        Assert.NotNull(vectors.Of("sparse", default).Vector);
        Assert.NotNull(vectors.Of("sparse", default).Vector);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task A_service_that_takes_too_long_is_not_waited_for()
    {
        var slow = new SlowEmbedder();
        var vectors = new QueryVectors(_ => ValueTask.FromResult<IEmbedder>(slow), (_, _) => 0f, _time);
        var asking = Task.Run(() => vectors.Of("sparse", default));
        await slow.Begun.Task;
        _time.Pass(QueryVectors.Budget + TimeSpan.FromMilliseconds(1));
        var answer = await asking;
        Assert.Equal(MeaningGap.EmbedderAway, answer.Without!.Gap);
        Assert.Contains("longer than 1 s", answer.Without.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_leaves_is_no_failure_of_the_embedder()
    {
        var slow = new SlowEmbedder();
        var vectors = new QueryVectors(_ => ValueTask.FromResult<IEmbedder>(slow), (_, _) => 0f, _time);
        using var leave = new CancellationTokenSource();
        var asking = Task.Run(() => vectors.Of("sparse", leave.Token));
        await slow.Begun.Task;
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public void A_model_whose_vectors_the_index_cannot_keep_is_an_embedder_that_is_away()
    {
        var answer = Vectors(new SlowEmbedder { Dimensions = 100, IsFast = true }).Of("sparse", default);
        Assert.Equal(MeaningGap.EmbedderAway, answer.Without!.Gap);
        Assert.Contains("multiple of 64", answer.Without.Detail, StringComparison.Ordinal);
    }

    private QueryVectors Vectors(IEmbedder embedder) => new(_ => ValueTask.FromResult(embedder), (_, _) => 0.25f, _time);

    /// <summary>Answers when it is stopped, or at once.</summary>
    private sealed class SlowEmbedder : IEmbedder
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsFast { get; init; }

        public string Name => "slow";

        public string Fingerprint => "slow";

        public int Dimensions { get; init; } = 64;

        public async ValueTask EmbedAsync(IReadOnlyList<EmbedderText> texts, Memory<float> vectors, CancellationToken cancel)
        {
            vectors.Span[0] = 1;
            Begun.TrySetResult();
            if (!IsFast)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
    }
}
