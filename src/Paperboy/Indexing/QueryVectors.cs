using Paperboy.Embeddings;
using Paperboy.Search;

namespace Paperboy.Indexing;

/// <summary>
/// Embeds texts that ask, with the embedder of the settings. A service has a short time to answer a reader who waits; one that
/// failed is left alone for a while, so that a search costs no more while it is away. There is never a made-up vector.
/// </summary>
/// <param name="open">Gives the embedder as it is now, or fails with an <see cref="EmbedderException"/>.</param>
/// <param name="leastSimilarity">
/// From which similarity on papers are close in meaning to a text, by the embedder; null while that is not known: then nothing is.
/// </param>
/// <param name="time">The clock.</param>
public sealed class QueryVectors(
    Func<CancellationToken, ValueTask<IEmbedder>> open, Func<IEmbedder, string, float?> leastSimilarity, TimeProvider time)
{
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(10);

    private Failure? _last;

    /// <summary>What a vector of the embedder is in the space of each model that papers have: itself, if there is no other.</summary>
    public Func<ModelVector, IReadOnlyList<ModelVector>> Everywhere { private get; init; } = vector => [vector];

    /// <summary>How long a service may take for a query.</summary>
    public static TimeSpan Budget { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The vector of a text, or why it has none.</summary>
    public QueryVectorAnswer Of(string text, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Volatile.Read(ref _last) is { } last && time.GetElapsedTime(last.At) < LeftAlone)
            return last.Answer;
        return Within(Budget, limit => Embed(text, limit), cancel);
    }

    /// <summary>
    /// Has the embedder made ready, for those who can wait longer than a query's reader: a service is connected by its first
    /// call. Whether that succeeded, the next query tells.
    /// </summary>
    public void Connect(TimeSpan patience, CancellationToken cancel) => Within(patience, limit =>
    {
        Wait(open(limit));
        return new QueryVectorAnswer(null, null);
    }, cancel);

    private QueryVectorAnswer Within(TimeSpan budget, Func<CancellationToken, QueryVectorAnswer> work, CancellationToken cancel)
    {
        using var slow = new CancellationTokenSource(budget, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancel);
        try
        {
            var answer = work(limit.Token);
            Volatile.Write(ref _last, null);
            return answer;
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return Failed($"the embedder took longer than {budget.TotalSeconds:0.#} s");
        }
        catch (EmbedderException e)
        {
            return Failed(e.Message);
        }
    }

    private QueryVectorAnswer Failed(string why)
    {
        var answer = new QueryVectorAnswer(null, new NoQueryVector(MeaningGap.EmbedderAway, why));
        Volatile.Write(ref _last, new Failure(answer, time.GetTimestamp()));
        return answer;
    }

    private QueryVectorAnswer Embed(string text, CancellationToken cancel)
    {
        var embedder = Wait(open(cancel));
        var values = new float[embedder.Dimensions];
        var certainty = CertaintyOf(embedder, EmbedderText.Query(text), values, cancel);

        // Of words that it does not know the built-in embedder sees the letters, which say nothing for sure.
        return certainty > 0 && values.AsSpan().ContainsAnyExcept(0f)
            ? new QueryVectorAnswer(
                new QueryVector(Everywhere(new ModelVector(ModelOf(embedder), values)), certainty, leastSimilarity(embedder, text) ?? float.PositiveInfinity), null)
            : new QueryVectorAnswer(null, new NoQueryVector(MeaningGap.UnknownWords, $"{embedder.Name} knows none of the words"));
    }

    private static float CertaintyOf(IEmbedder embedder, EmbedderText text, float[] values, CancellationToken cancel)
    {
        if (embedder is BuiltInEmbedder builtIn)
            return builtIn.Embed(text, values);
        var embedding = embedder.EmbedAsync([text], values, cancel);
        if (embedding.IsCompletedSuccessfully)
            return 1;
        embedding.AsTask().GetAwaiter().GetResult();
        return 1;
    }

    private static VectorModel ModelOf(IEmbedder embedder)
    {
        try
        {
            return new VectorModel(embedder.Fingerprint, embedder.Dimensions);
        }
        catch (ArgumentException e)
        {
            throw new EmbedderException($"The index cannot keep the vectors of {embedder.Name}: {e.Message}", e);
        }
    }

    private static IEmbedder Wait(ValueTask<IEmbedder> opening) =>
        opening.IsCompletedSuccessfully ? opening.Result : opening.AsTask().GetAwaiter().GetResult();

    private sealed record Failure(QueryVectorAnswer Answer, long At);
}

/// <summary>What a search by meaning needs of a text.</summary>
/// <param name="Vectors">One for each model whose papers are looked at.</param>
/// <param name="Certainty">From 0 to 1, how sure they are: the share of the text's weight in words that the embedder knows.</param>
/// <param name="LeastSimilarity">From which similarity on a paper is close in meaning.</param>
public sealed record QueryVector(IReadOnlyList<ModelVector> Vectors, float Certainty, float LeastSimilarity);

/// <summary>A text's vector, or why it has none.</summary>
public sealed record QueryVectorAnswer(QueryVector? Vector, NoQueryVector? Without);

/// <summary>Why there is no search by meaning.</summary>
/// <param name="Gap">What is missing.</param>
/// <param name="Detail">The same for whoever runs this; may name a service's address.</param>
public sealed record NoQueryVector(MeaningGap Gap, string Detail);

/// <summary>What a search by meaning lacks.</summary>
public enum MeaningGap
{
    /// <summary>The embedder could not be had, or not in time.</summary>
    EmbedderAway,

    /// <summary>No paper has a vector of the embedder yet.</summary>
    NoVectors,

    /// <summary>The embedder knows none of the words.</summary>
    UnknownWords,
}
