namespace Paperboy.Recommend;

/// <summary>A paper as arXiv announced it, and nothing else: no field that any other source gave.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Id">The paper's permanent id.</param>
/// <param name="Day">When arXiv announced it.</param>
/// <param name="Title">As it came.</param>
/// <param name="Abstract">As it came.</param>
/// <param name="Comment">What the authors remarked; empty if nothing.</param>
/// <param name="Authors">Names in their order.</param>
/// <param name="Categories">The primary one first.</param>
internal sealed record PickCandidate(
    long Paper,
    string Id,
    DateOnly Day,
    string Title,
    string Abstract,
    string Comment,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories);

/// <summary>That a paper was picked: featured by a source, or by a curator of this installation.</summary>
/// <param name="Paper">The catalog's number of the paper.</param>
/// <param name="Id">Its permanent id.</param>
/// <param name="Day">When that became known.</param>
/// <param name="Weight">How much it counts; 1 for a featured paper.</param>
/// <param name="Authors">Who wrote it: counts where arXiv's record is missing; whose work is picked is known all the same.</param>
internal sealed record PickLabel(long Paper, string Id, DateOnly Day, float Weight, IReadOnlyList<string> Authors);
