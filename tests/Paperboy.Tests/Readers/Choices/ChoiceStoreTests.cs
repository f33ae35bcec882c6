using Paperboy.Catalog;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Choices;

public sealed class ChoiceStoreTests : IDisposable
{
    private const string Preprint = "arXiv:2601.00001";
    private const string Article = "ACL:2026.long.1";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly PaperStore _papers;
    private readonly ChoiceStore _choices;
    private readonly EventLog _events;

    public ChoiceStoreTests()
    {
        _database = Database.Open(_folder.Data, _time);
        _papers = new PaperStore(_database);
        _choices = new ChoiceStore(_database, _time);
        _events = new EventLog(_database);
        Save(Invented.Record());
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_vote_counts_once_and_can_be_taken_back()
    {
        var (ada, ben) = (NewAccount("Ada"), NewAccount("Ben"));

        Assert.Equal(new PaperStanding(1, 0, 0) { Voted = true }, _choices.Set(ada, Preprint, Choice.Vote, on: true));
        Assert.Equal(1, _choices.Set(ada, Preprint, Choice.Vote, on: true)!.Votes);
        Assert.Equal(2, _choices.Set(ben, Preprint, Choice.Vote, on: true)!.Votes);
        Assert.Equal(1, _choices.Set(ada, Preprint, Choice.Vote, on: false)!.Votes);
        Assert.Equal(1, _choices.Set(ada, Preprint, Choice.Vote, on: false)!.Votes);

        Assert.Equal((1, false), Standing(Preprint, ada));
        Assert.Equal((1, true), Standing(Preprint, ben));
        Assert.Equal((1, false), Standing(Preprint, null));
        Assert.Equal([EventKind.Vote, EventKind.Vote, EventKind.Unvote], Events().Select(e => e.Kind));
    }

    [Fact]
    public void Votes_and_saves_are_two_things()
    {
        var ada = NewAccount("Ada");

        _choices.Set(ada, Preprint, Choice.Save, on: true);

        Assert.Equal(new PaperStanding(0, 1, 0) { Saved = true }, _choices.Of([Preprint], ada)[Preprint]);
        Assert.Equal([Preprint], _choices.SavedBy(ada, 0, 10));
        Assert.Equal(1, _choices.CountSaved(ada));
        Assert.Empty(_choices.SavedBy(NewAccount("Ben"), 0, 10));
    }

    [Fact]
    public void Nothing_is_written_for_a_paper_that_is_not_there()
    {
        Assert.Null(_choices.Set(NewAccount("Ada"), "arXiv:2601.99999", Choice.Vote, on: true));
        Assert.Empty(Events());
    }

    [Fact]
    public void Who_voted_for_both_papers_counts_once_when_they_merge()
    {
        Save(JournalArticle());
        var (ada, ben, cleo) = (NewAccount("Ada"), NewAccount("Ben"), NewAccount("Cleo"));
        foreach (var (account, paper) in new[] { (ada, Preprint), (ada, Article), (ben, Article) })
        {
            _choices.Set(account, paper, Choice.Vote, on: true);
            _choices.Set(account, paper, Choice.Save, on: true);
        }

        Merge();

        var kept = _papers.Find(Article)!.Id;
        Assert.Equal((2, true), Standing(kept, ada));
        Assert.Equal((2, true), Standing(kept, ben));
        Assert.Equal((2, false), Standing(kept, cleo));
        Assert.Equal([kept], _choices.SavedBy(ada, 0, 10));

        // A vote through either id is the same vote; taken back it is gone under both.
        Assert.Equal(2, _choices.Set(ada, Article, Choice.Vote, on: true)!.Votes);
        Assert.Equal(1, _choices.Set(ada, Preprint, Choice.Vote, on: false)!.Votes);
        Assert.Equal([Article, Preprint], Events().Where(e => e.Kind == EventKind.Unvote).Select(e => e.Paper).Order(StringComparer.Ordinal));
        Assert.Equal(2, _choices.Set(cleo, Article, Choice.Vote, on: true)!.Votes);
    }

    [Fact]
    public void A_split_gives_each_paper_back_what_was_done_under_its_id()
    {
        Save(JournalArticle());
        var (ada, ben) = (NewAccount("Ada"), NewAccount("Ben"));
        _choices.Set(ada, Preprint, Choice.Vote, on: true);
        _choices.Set(ben, Article, Choice.Vote, on: true);
        Merge();
        var merged = _papers.Find(Article)!;
        Assert.Equal((2, true), Standing(merged.Id, ada));

        new PaperSplit(_database).Split(merged, ["acl:" + Article]);

        Assert.Equal((1, true), Standing(Preprint, ada));
        Assert.Equal((1, false), Standing(Article, ada));
        Assert.Equal((1, true), Standing(Article, ben));
    }

    [Fact]
    public async Task Counts_are_exact_when_everybody_presses_at_once()
    {
        const int readers = 24;
        string[] papers = [Preprint, "arXiv:2601.00002", "arXiv:2601.00003"];
        Save([.. papers[1..].Select((id, i) => Invented.Record(("id", id), ("title", $"Another title {i} of its own"), ("authors", new[] { $"Somebody{i} Else" })))]);
        var accounts = Enumerable.Range(0, readers).Select(i => NewAccount($"Reader {i}")).ToArray();

        // Each reader goes their own way, and each press is made by three threads at once.
        var random = new Random(7);
        var presses = accounts.SelectMany(account => Enumerable.Range(0, 8)
            .Select(_ => (Account: account, Paper: papers[random.Next(3)], Choice: (Choice)random.Next(2), On: random.Next(3) > 0))).ToList();
        await Parallel.ForEachAsync(
            presses.GroupBy(press => press.Account.Number), TestContext.Current.CancellationToken, async (own, cancel) =>
        {
            foreach (var press in own)
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => _choices.Set(press.Account, press.Paper, press.Choice, press.On), cancel)));
        });

        foreach (var paper in papers)
        {
            int Expected(Choice choice) => accounts.Count(account => presses.LastOrDefault(press => press.Account == account && press.Paper == paper && press.Choice == choice).On);
            var standing = _choices.Of([paper], null)[paper];
            Assert.Equal((Expected(Choice.Vote), Expected(Choice.Save)), (standing.Votes, standing.Saves));

            // What the events say is what stands.
            Assert.Equal(standing.Votes, Events().Where(e => e.Paper == paper).Sum(e => e.Kind switch { EventKind.Vote => 1, EventKind.Unvote => -1, _ => 0 }));
            Assert.Equal(standing.Saves, Events().Where(e => e.Paper == paper).Sum(e => e.Kind switch { EventKind.Save => 1, EventKind.Unsave => -1, _ => 0 }));
        }
    }

    [Fact]
    public void A_page_reads_the_standings_of_all_its_papers_at_once()
    {
        var ada = NewAccount("Ada");
        Save(JournalArticle());
        var page = new PageStandings(_choices);
        page.Expect(Preprint);
        page.Expect(Article);
        Assert.Equal(0, page.Of(Preprint, ada).Votes);

        _choices.Set(ada, Article, Choice.Vote, on: true);

        // Of one moment: read together with the first.
        Assert.Equal(0, page.Of(Article, ada).Votes);
        Assert.Equal(1, new PageStandings(_choices).Of(Article, ada).Votes);
    }

    private static PaperRecord JournalArticle() => Invented.Record(
        ("source", "acl"), ("id", Article), ("listed", null), ("published", "2026"), ("title", "What a Journal Made of It"), ("authors", new[] { "Cleo Muster" }));

    private void Merge()
    {
        Save(Invented.Record(("source", "y"), ("id", "y:1"), ("ids", new[] { Preprint, Article }), ("listed", null), ("published", "2026")));
        Assert.Equal(1, _papers.Count());
    }

    private void Save(params PaperRecord[] records) => _papers.Save(records, new ImportRun());

    private (int Votes, bool Mine) Standing(string paper, Account? account) =>
        _choices.Of([paper], account)[paper] is var standing ? (standing.Votes, standing.Voted) : default;

    private IReadOnlyList<Event> Events() => _events.Between(_time.Now.AddDays(-1), _time.Now.AddDays(1), [.. Enum.GetValues<EventKind>()]);

    private Account NewAccount(string name) =>
        _database.Write((connection, transaction) => AccountStore.Make(connection, transaction, null, name, Role.Reader, _time.Now));
}
