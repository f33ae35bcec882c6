using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Jobs;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Train;

/// <summary>
/// Decides when the built-in model is adapted to the catalog: as soon as there are papers enough, and again when there are
/// twice as many as the last time. It waits for a catalog that has stopped growing fast, as one that is being imported does not.
/// </summary>
public sealed class AutomaticAdaptation(
    Database database, EmbeddingsSettings settings, JobLedger ledger, ILogger<AutomaticAdaptation> log)
{
    private const double Growth = 2;
    private const double FastGrowth = 1.01;

    private long? _lastSeen;

    /// <summary>Looks whether an adaptation is due, and does it in a process of its own.</summary>
    /// <exception cref="AdaptationException">It failed; it is tried again by a later look.</exception>
    public async Task LookAsync(CancellationToken cancel)
    {
        var papers = CatalogTexts.Count(database);
        var before = _lastSeen;
        _lastSeen = papers;
        var record = AdaptationRecord.Read(database.Folder);
        Note(record);
        if (before is null || papers > before * FastGrowth || !IsDue(settings, papers, record, File.Exists(database.Folder.Embedder)))
            return;
        log.LogInformation("The built-in model is adapted to {Papers} papers in the background, on one core", papers);
        await AdaptAsync(cancel);
        record = AdaptationRecord.Read(database.Folder)
            ?? throw new AdaptationException($"The adaptation ended well, but left no {database.Folder.Adaptation}.");
        Note(record);
        log.LogInformation("{Adaptation}", record.ToWords());
    }

    private async Task AdaptAsync(CancellationToken cancel)
    {
        try
        {
            await BackgroundVerb.RunAsync(database.Folder, ["train", "--if-better"], cancel);
        }
        catch (BackgroundVerbException e)
        {
            throw new AdaptationException($"The model could not be adapted: {e.Message}", e);
        }
    }

    /// <summary>Whether the model should be adapted now.</summary>
    /// <param name="settings">It must be the built-in one, and may be switched off.</param>
    /// <param name="papers">In the catalog.</param>
    /// <param name="record">Of the last time.</param>
    /// <param name="hasModel">Whether there is an adapted model.</param>
    internal static bool IsDue(EmbeddingsSettings settings, long papers, AdaptationRecord? record, bool hasModel) =>
        settings is { Kind: "built-in", Adapts: true }
        && papers >= Adaptation.FewestPapers
        && (record is null || papers >= Growth * record.Papers || (record.Adopted && !hasModel));

    private void Note(AdaptationRecord? record)
    {
        if (record is not null)
            ledger.Note(AdaptationJob.Name, record.ToWords());
    }
}
