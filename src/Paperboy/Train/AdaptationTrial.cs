using System.Text;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;

namespace Paperboy.Train;

/// <summary>
/// Adapts the model to a catalog but for some of its papers, and measures by those whether that helped: how well their titles
/// find their abstracts among those of others, by the adapted model and by the one before.
/// </summary>
internal static class AdaptationTrial
{
    // One paper of twenty is kept out of the training, by its id: the same ones each time, so that no model has seen them.
    private const ulong OneOf = 20;
    private const string Salt = "adaptation ";
    private const int MostTitles = 1_000;
    private const int MostAbstracts = 10_000;
    private const int FewestTitles = 20;

    // From as many on, only papers are asked for that the general model has not been trained on either: that it has learned
    // others by heart would speak for it. In smaller catalogs it may, and errs on the safe side.
    private const int EnoughUnknown = 100;

    /// <summary>Trains and measures.</summary>
    /// <param name="current">The model that is used now.</param>
    /// <param name="papers">The catalog's papers.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <param name="report">Is given the share done and a few words.</param>
    /// <param name="cancel">Stops it.</param>
    public static TrialOutcome Run(
        BuiltInEmbedder current, IReadOnlyList<CatalogText> papers, ulong seed, Action<double, string> report, CancellationToken cancel)
    {
        var taken = papers.Where(paper => !IsHeldOut(paper.Id)).Select(paper => paper.Text).ToList();
        var options = Adaptation.OptionsFor(taken.Count) with { Seed = seed };
        var model = Adaptation.Adapt(BuiltInEmbedder.General.Model, taken, options, report, cancel);
        var adapted = BuiltInEmbedder.Of(model, "built-in, adapted");
        var titles = Asked(papers);
        var step = Math.Max(1, (taken.Count + MostAbstracts - 1) / MostAbstracts);
        var others = taken.Where((text, place) => place % step == 0 && text.Abstract.Length > 0).ToList();
        return new TrialOutcome(model, titles.Count, MeanReciprocalRank(current, titles, others), MeanReciprocalRank(adapted, titles, others));
    }

    /// <summary>Whether a paper is kept out, by its id alone.</summary>
    public static bool IsHeldOut(string id) =>
        HeldOut.Contains(id) || Vocabulary.Hash(Encoding.UTF8.GetBytes(Salt + id)) % OneOf == 0;

    /// <summary>The papers whose titles are asked for.</summary>
    internal static List<TrainingText> Asked(IReadOnlyList<CatalogText> papers)
    {
        var held = papers.Where(paper => IsHeldOut(paper.Id) && paper.Text.Title.Length > 0 && paper.Text.Abstract.Length > 0).ToList();
        var unknown = held.Where(paper => HeldOut.Contains(paper.Id)).ToList();
        return [.. (unknown.Count >= EnoughUnknown ? unknown : held).Take(MostTitles).Select(paper => paper.Text)];
    }

    /// <summary>The mean reciprocal rank of each title's own abstract among all; 0 without any.</summary>
    internal static double MeanReciprocalRank(BuiltInEmbedder embedder, IReadOnlyList<TrainingText> titles, IReadOnlyList<TrainingText> others)
    {
        if (titles.Count == 0)
            return 0;
        const int Width = TokenVectors.Dimensions;
        var abstracts = new float[(titles.Count + others.Count) * Width];
        Parallel.For(0, titles.Count + others.Count, i => embedder.Embed(
            EmbedderText.Document("", (i < titles.Count ? titles[i] : others[i - titles.Count]).Abstract), abstracts.AsSpan(i * Width, Width)));
        var reciprocals = new double[titles.Count];
        Parallel.For(0, titles.Count, i =>
        {
            Span<float> title = stackalloc float[Width];
            embedder.Embed(EmbedderText.Query(titles[i].Title), title);
            var own = VectorKernels.Dot(title, abstracts.AsSpan(i * Width, Width));
            var rank = 1;
            for (var other = 0; other < titles.Count + others.Count; other++)
            {
                if (other != i && VectorKernels.Dot(title, abstracts.AsSpan(other * Width, Width)) >= own)
                    rank++;
            }

            reciprocals[i] = 1.0 / rank;
        });
        return reciprocals.Sum() / titles.Count;
    }

    /// <param name="Model">The adapted model.</param>
    /// <param name="HeldOut">How many titles were asked.</param>
    /// <param name="Before">The mean reciprocal rank of their abstracts by the model before.</param>
    /// <param name="After">The same by the adapted model.</param>
    internal sealed record TrialOutcome(TokenVectors Model, int HeldOut, double Before, double After)
    {
        /// <summary>Whether the adapted model is to be used: with too few titles to tell, the general one is safe.</summary>
        public bool IsBetter => HeldOut >= FewestTitles && After >= Before;
    }
}
