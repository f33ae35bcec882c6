using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Harvest.Fetching;
using Paperboy.Harvest.Requests;
using Paperboy.Ledger;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Requests;

public sealed class RequestedHarvestTests : IDisposable
{
    private const string Wanted = "arXiv:2601.00009";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly PaperStore _papers;
    private readonly RequestedPapers _requests;
    private readonly Account _ada;
    private readonly Account _ben;
    private readonly ScriptedSource _arxiv = new();
    private readonly ScriptedSource _crossref = new() { Name = "crossref" };
    private readonly ScriptedSource _openAlex = new() { Name = "openalex" };
    private readonly RequestedHarvest _harvest;

    public RequestedHarvestTests()
    {
        _database = Database.Open(_folder.Data, _time);
        _papers = new PaperStore(_database);
        _requests = new RequestedPapers(_database, _time);
        (_ada, _ben) = (NewAccount("Ada"), NewAccount("Ben"));
        _harvest = new RequestedHarvest(
            [_arxiv, _crossref, _openAlex], _requests, _papers, SettingsReader.Read(_folder.Data).Sources, _time, NullLogger<RequestedHarvest>.Instance);
        _arxiv.ById = id => id == Wanted ? Invented.Record(("id", Wanted)) : null;
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_paper_that_was_asked_for_comes_and_its_first_asker_brought_it()
    {
        _requests.Ask(_ada.Number, Wanted);
        _requests.Ask(_ada.Number, Wanted);
        _requests.Ask(_ben.Number, Wanted);

        Assert.Equal(1, await Drain());

        Assert.NotNull(_papers.Find(Wanted));
        Assert.Equal([RequestState.Found], _requests.Of(_ada.Number, 10).Select(r => r.State));
        Assert.Equal([RequestState.Found], _requests.Of(_ben.Number, 10).Select(r => r.State));
        var submitted = Assert.Single(Submissions());
        Assert.Equal((_ada.Actor, Wanted), (submitted.Actor, submitted.Paper));
        Assert.Equal([("ids/" + Wanted, 0)], _arxiv.Asked);

        // Nothing of a day was asked for, and the ledger knows nothing of it.
        Assert.Empty(new LedgerStore(_database).Sources());
        Assert.Equal(0, await Drain());
    }

    [Fact]
    public async Task What_the_source_does_not_know_is_said_to_be_absent_and_may_be_asked_for_anew()
    {
        const string other = "arXiv:2601.00010";
        _requests.Ask(_ada.Number, other);
        Assert.Equal(0, await Drain());
        Assert.Equal(RequestState.Absent, _requests.Of(_ada.Number, 10).Single().State);

        _arxiv.ById = id => Invented.Record(("id", id));
        Assert.Equal(0, await Drain());
        _requests.Ask(_ada.Number, other);
        Assert.Equal(1, await Drain());
    }

    [Fact]
    public async Task Another_paper_than_the_one_that_was_asked_for_is_not_taken()
    {
        _requests.Ask(_ada.Number, "arXiv:2601.00010");
        _arxiv.ById = _ => Invented.Record(("id", "arXiv:2601.00011"));
        Assert.Equal(0, await Drain());
        Assert.Equal(0, _papers.Count());
    }

    [Fact]
    public async Task A_source_that_is_away_is_asked_again_ever_later_and_given_up_in_the_end()
    {
        _requests.Ask(_ada.Number, Wanted);
        _arxiv.Before = (_, _) => throw new FetchFailedException(FetchFault.Unavailable, "away");
        for (var hour = 0; hour < 48; hour++)
        {
            await Drain();
            _time.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(5, _arxiv.Asked.Count);
        Assert.Equal(RequestState.Failed, _requests.Of(_ada.Number, 10).Single().State);
    }

    [Fact]
    public async Task A_doi_is_asked_of_the_second_service_where_the_first_does_not_know_it()
    {
        _requests.Ask(_ada.Number, "doi:10.1000/xyz");
        _openAlex.ById = _ => Invented.Record(("source", "openalex"), ("id", "openalex:W1"), ("doi", "10.1000/xyz"), ("listed", null), ("published", "2026"));
        Assert.Equal(1, await Drain());
        Assert.Single(_crossref.Asked);
        Assert.Empty(_arxiv.Asked);
    }

    [Fact]
    public async Task A_paper_that_was_taken_down_does_not_come_back_by_a_submission()
    {
        _papers.Save([Invented.Record(("id", Wanted))], new ImportRun());
        new Takedowns(_database, _time).TakeDown(Wanted, "");
        _requests.Ask(_ada.Number, Wanted);
        Assert.Equal(0, await Drain());
        Assert.Null(_papers.Find(Wanted));
        Assert.Equal(RequestState.Absent, _requests.Of(_ada.Number, 10).Single().State);
        Assert.Empty(Submissions());
    }

    [Fact]
    public async Task The_paper_comes_also_when_its_asker_has_left()
    {
        _requests.Ask(_ada.Number, Wanted);
        _database.Write((connection, transaction) => connection.Execute("DELETE FROM account WHERE number = $number", new { number = _ada.Number }, transaction));
        Assert.Equal(1, await Drain());
        Assert.Empty(Submissions());
    }

    private Task<int> Drain() => _harvest.DrainAsync(TestContext.Current.CancellationToken);

    private IReadOnlyList<Event> Submissions() => new EventLog(_database).Between(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [EventKind.Submit]);

    private Account NewAccount(string name) =>
        _database.Write((connection, transaction) => AccountStore.Make(connection, transaction, null, name, Role.Reader, _time.Now));
}
