using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Jobs;
using Paperboy.Ledger;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Upkeep;
using Xunit;

namespace Paperboy.Tests.Upkeep;

public sealed class HealthTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_is_well_says_so_and_names_its_jobs()
    {
        await using var host = new HostedPaperboy(_folder.Path);
        using var client = host.Open();
        var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(0, health.GetProperty("papers").GetInt64());
        Assert.Equal(["adaptation", "checksums", "digest", "editions", "harvest", "index", "outbox", "predictions", "rebuild", "requests", "sign-ins", "vectors", "visits"], health.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("name").GetString()));
    }

    private static SourceBook Book(Database database)
    {
        var ledger = new LedgerStore(database);
        return new SourceBook(ledger, new RunStore(database), new DayBook(ledger, TimeProvider.System), TimeProvider.System);
    }

    [Fact]
    public void A_job_that_fails_is_named_with_its_reason_at_once_and_alarms_at_the_third_time()
    {
        using var database = _folder.OpenDatabase();
        using var index = new PaperIndex(_folder.Data);
        using var indexing = new IndexService(database, index, NullLogger<IndexService>.Instance);
        var ledger = new JobLedger(TimeProvider.System);
        (string, int?) Ask()
        {
            var answer = HealthEndpoint.Get(
                new PaperStore(database), new IndexQueue(database), index, indexing, ledger, Book(database), NullLogger<HealthEndpoint.Health>.Instance);
            return (answer.Value!.Status, answer.StatusCode);
        }

        ledger.Planned("digest");
        Assert.Equal(("ok", 200), Ask());
        ledger.Ended("digest", "the server is down");
        Assert.Equal(("degraded", 200), Ask());
        Assert.Equal("the server is down", Assert.Single(ledger.All).LastError);
        ledger.Ended("digest", "the server is down");
        ledger.Ended("digest", "the server is down");
        Assert.Equal(("failing", 503), Ask());
        ledger.Ended("digest", null);
        Assert.Equal(("ok", 200), Ask());
    }

    [Fact]
    public void Segments_that_cannot_be_merged_are_named_until_they_are()
    {
        using var database = _folder.OpenDatabase();
        using var index = new PaperIndex(_folder.Data);
        var log = new CollectedLog<IndexService>();
        using var indexing = new IndexService(database, index, log);
        indexing.Drain(CancellationToken.None);

        // The eighth commit makes a merge due. Where it would write stands something else: as if the disk were full.
        var blocked = Enumerable.Range(9, 200)
            .Select(number => Directory.CreateDirectory(Path.Combine(_folder.Data.Index, $"segment-{number:D6}.seg"))).ToList();
        for (var paper = 1; paper <= 8; paper++)
            Save(paper);
        Until(() => indexing.MergeFailure is not null);
        var health = Ask();
        Assert.Equal(("degraded", 8, 0), (health.Status, health.Papers, health.WaitingForIndex));
        Assert.Contains(_folder.Data.Index, health.Problem, StringComparison.Ordinal);
        Assert.Contains("segment-000009.seg", health.Problem, StringComparison.Ordinal);
        Assert.Contains(log.Warnings, warning => warning == health.Problem);

        blocked.ForEach(folder => folder.Delete());
        Save(9);
        Until(() => indexing.MergeFailure is null);
        Assert.Equal(("ok", null), (Ask().Status, Ask().Problem));

        void Save(int paper)
        {
            new PaperStore(database).Save([Invented.Record(("id", $"arXiv:2601.{paper:D5}"), ("title", $"Paper {paper}"))], new ImportRun());
            indexing.Drain(CancellationToken.None);
        }

        HealthEndpoint.Health Ask() => HealthEndpoint.Get(
            new PaperStore(database), new IndexQueue(database), index, indexing, new JobLedger(TimeProvider.System),
            Book(database), NullLogger<HealthEndpoint.Health>.Instance).Value!;

        // The index job, as it comes each second.
        void Until(Func<bool> isSo) => Assert.True(SpinWait.SpinUntil(
            () =>
            {
                indexing.Drain(CancellationToken.None);
                return isSo();
            },
            TimeSpan.FromSeconds(20)));
    }
}
