using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Jobs;
using Paperboy.Ledger;

namespace Paperboy.Upkeep;

/// <summary>
/// GET /health: 200 while the catalog answers and the jobs run, 503 when the catalog does not answer or a job has
/// failed three times in a row; a first failure, of merging the index, or of a
/// source, shows as degraded, since it is tried again by itself.
/// </summary>
internal static class HealthEndpoint
{
    private const int FailuresThatAlarm = 3;

    public static JsonHttpResult<Health> Get(
        PaperStore papers, IndexQueue queue, PaperIndex index, IndexService indexing, JobLedger ledger, SourceBook book, ILogger<Health> log)
    {
        var jobs = ledger.All;
        try
        {
            var waiting = Math.Max(0, queue.CatalogSequence() - index.Sequence);
            var sources = book.All();
            var status = jobs.Any(j => j.ConsecutiveFailures >= FailuresThatAlarm) ? "failing"
                : jobs.Any(j => j.ConsecutiveFailures > 0) || indexing.MergeFailure is not null || sources.Any(s => s.IsTrouble) ? "degraded"
                : "ok";
            return Answer(new Health(status, papers.Count(), waiting, indexing.MergeFailure, jobs, Told(sources)));
        }
        catch (Exception e)
        {
            // Whatever keeps the catalog or the index from answering is exactly what this page is asked for.
            log.LogError(e, "The catalog or the index does not answer");
            return Answer(new Health("failing", null, null, e.Message, jobs, []));
        }
    }

    private static IReadOnlyList<SourceLine> Told(IReadOnlyList<SourceHealth> sources) =>
        [.. sources.Select(source => new SourceLine(source.Source, JsonNamingPolicy.CamelCase.ConvertName(source.Status.ToString()), source.Words, source.Since))];

    private static JsonHttpResult<Health> Answer(Health health) =>
        TypedResults.Json(health, statusCode: health.Status == "failing" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);

    /// <param name="Status">ok, degraded or failing.</param>
    /// <param name="Papers">In the catalog; null when it does not answer.</param>
    /// <param name="WaitingForIndex">Changes that searches do not see yet.</param>
    /// <param name="Problem">What does not answer or does not go on, and why.</param>
    /// <param name="Jobs">Each with its last run.</param>
    /// <param name="Sources">Each that was ever harvested.</param>
    internal sealed record Health(
        string Status, long? Papers, long? WaitingForIndex, string? Problem, IReadOnlyList<JobRecord> Jobs, IReadOnlyList<SourceLine> Sources);

    /// <param name="Source">Its name.</param>
    /// <param name="Status">fine, running, late, gaps, broken, shut or unasked.</param>
    /// <param name="Words">What there is to tell.</param>
    /// <param name="Since">Since when it is so.</param>
    internal sealed record SourceLine(string Source, string Status, string Words, DateTimeOffset? Since);
}
