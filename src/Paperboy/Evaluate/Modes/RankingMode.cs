using Paperboy.Cli;
using Paperboy.Discover;
using Paperboy.Search.Fusion;

namespace Paperboy.Evaluate.Modes;

/// <summary>A way of ranking that can be asked for by name. A new one is a ranker and a line here.</summary>
/// <param name="Name">What the command line and files call it.</param>
/// <param name="Open">Makes it ready; what that takes is not counted into the time of queries.</param>
internal sealed record RankingMode(string Name, Func<RankingBench, CancellationToken, IRanker> Open)
{
    /// <summary>What stands for all modes.</summary>
    public const string All = "all";

    private static readonly RankingMode Bm25 = new("bm25", (bench, cancel) => new Bm25Ranker(TermIndex.Of(bench.Documents, withWholes: true, cancel)));
    private static readonly RankingMode TfIdf = new("tfidf", (bench, cancel) => new TfIdfRanker(TermIndex.Of(bench.Documents, withWholes: false, cancel)));
    private static readonly RankingMode Keyword = new("keyword", (bench, cancel) => new SearchRanker(bench.Words(cancel), SearchMode.Keyword));
    private static readonly RankingMode Semantic = new("semantic", (bench, cancel) => new SearchRanker(bench.Meaning(cancel), SearchMode.Semantic));
    private static readonly RankingMode Hybrid = new("hybrid", (bench, cancel) => new SearchRanker(bench.Meaning(cancel), SearchMode.Hybrid));

    // Every paper of a pool is ranked, and so every document is a candidate.
    private static readonly RankingMode PooledHybrid =
        new("hybrid", (bench, cancel) => new SearchRanker(bench.Meaning(cancel, bench.Documents.Count), SearchMode.Hybrid));

    /// <summary>Of searching; the simplest first.</summary>
    public static IReadOnlyList<RankingMode> ForSearch { get; } = [Bm25, Keyword, Semantic, Hybrid];

    /// <summary>Of ranking papers by their likeness to a paper; the simplest first.</summary>
    public static IReadOnlyList<RankingMode> ForPools { get; } = [TfIdf, Bm25, Keyword, Semantic, PooledHybrid];

    /// <summary>Hybrid ranking in another way than the default.</summary>
    public static RankingMode HybridOf(FusionOptions options) =>
        new("hybrid", (bench, cancel) => new SearchRanker(bench.Meaning(cancel, fusion: options), SearchMode.Hybrid));

    /// <exception cref="VerbFailedException">There is no such mode.</exception>
    public static IReadOnlyList<RankingMode> Choose(string name, IReadOnlyList<RankingMode> among) =>
        name == All ? among
        : among.FirstOrDefault(mode => mode.Name == name) is { } one ? [one]
        : throw new VerbFailedException(
            $"There is no mode {name} here; there are {string.Join(", ", among.Select(mode => mode.Name))} and {All}.");
}
