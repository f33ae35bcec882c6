using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Jobs;
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
        Assert.Equal(["checksums", "digest", "index", "outbox"], health.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_job_that_fails_is_named_with_its_reason_at_once_and_alarms_at_the_third_time()
    {
        using var database = _folder.OpenDatabase();
        using var index = new PaperIndex(_folder.Data);
        var ledger = new JobLedger(TimeProvider.System);
        (string, int?) Ask()
        {
            var answer = HealthEndpoint.Get(
                new PaperStore(database), new IndexQueue(database), index, ledger, NullLogger<HealthEndpoint.Health>.Instance);
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
}
