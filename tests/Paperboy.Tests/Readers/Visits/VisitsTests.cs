using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Visits;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Visits;

public sealed class VisitsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reading_lasts_while_pages_follow_within_an_hour()
    {
        var visit = new Visit(_time.Now, 10, null, null);
        for (var i = 1; i <= 5; i++)
            visit = visit.On(_time.Now.AddMinutes(59 * i), 10 + i);
        Assert.Null(visit.BeforeAt);
        var ended = visit.SeenAt;
        visit = visit.On(ended.AddHours(1), 20).On(ended.AddHours(1.5), 30);
        Assert.Equal((ended, 15L, 30L), (visit.BeforeAt!.Value, visit.BeforeNewest!.Value, visit.Newest));
        Assert.Equal(30, visit.On(ended.AddDays(2), 40).BeforeNewest);
    }

    [Fact]
    public void Visits_outlive_the_server_and_go_with_the_account()
    {
        using var database = Database.Open(_folder.Data, _time);
        var account = NewAccount(database);
        var first = new Paperboy.Readers.Visits.Visits(database, _time);
        Assert.Null(first.Note(account).BeforeAt);
        first.Write();
        _time.Pass(TimeSpan.FromDays(1));
        var second = new Paperboy.Readers.Visits.Visits(database, _time);
        Assert.Equal(_time.Now.AddDays(-1), second.Note(account).BeforeAt);
        database.Write((connection, transaction) => connection.Execute("DELETE FROM account", transaction: transaction));
        second.Write();
        using var connection = database.Read();
        Assert.Equal(0, connection.Number("SELECT COUNT(*) FROM visit"));
    }

    [Fact]
    public void Readings_that_are_over_take_no_memory_and_are_found_again()
    {
        using var database = Database.Open(_folder.Data, _time);
        var account = NewAccount(database);
        using var visits = new Paperboy.Readers.Visits.Visits(database, _time);
        visits.Note(account);
        visits.Write();
        _time.Pass(TimeSpan.FromHours(2));
        visits.Write();
        Assert.Equal(_time.Now.AddHours(-2), visits.Note(account).BeforeAt);
    }

    [Fact]
    public async Task Papers_that_came_since_the_last_visit_are_marked_in_editions_and_lists()
    {
        await using var host = new HostedPaperboy(_folder.Path) { Replace = services => services.AddSingleton<TimeProvider>(_time) };
        using var visitor = host.Open();
        using var rita = host.SignIn("Rita");
        rita.DefaultRequestHeaders.Add("Accept", "text/html");
        var papers = host.Services.GetRequiredService<PaperStore>();
        papers.Save([Invented.Record(("id", "arXiv:2603.00001"), ("title", "An old lamp"), ("listed", "2026-03-17"))], new ImportRun());
        Assert.DoesNotContain("since your last visit", await rita.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        _time.Pass(TimeSpan.FromHours(3));
        Assert.Contains("Nothing new since your last visit on 17 March 2026, 09:00 UTC.", await rita.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        papers.Save([Invented.Record(("id", "arXiv:2603.00002"), ("title", "A young lantern"), ("listed", "2026-03-17"))], new ImportRun());
        foreach (var _ in new[] { 1, 2 })
        {
            var page = await rita.GetStringAsync("/", Cancel);
            Assert.Contains("<span class=\"new\">1 new</span> since your last visit", page, StringComparison.Ordinal);
            Assert.Single(page.Split("<span class=\"new\">new</span>")[1..]);
            _time.Pass(TimeSpan.FromMinutes(50));
        }

        Assert.Contains("<span class=\"new\">new</span>", await rita.GetStringAsync("/papers/week/2026-W12", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"new\"", await visitor.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Contains("Nothing new", await rita.GetStringAsync("/", Cancel), StringComparison.Ordinal);
    }

    private long NewAccount(Database database) => database.Write((connection, transaction) =>
        AccountStore.Make(connection, transaction, null, "Rita", Role.Reader, _time.Now).Number);
}
