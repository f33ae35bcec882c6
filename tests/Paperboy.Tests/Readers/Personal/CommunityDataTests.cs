using Dapper;
using Paperboy.Catalog;
using Paperboy.Ledger;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Choices;
using Paperboy.Readers.Comments;
using Paperboy.Readers.Events;
using Paperboy.Readers.Moderation;
using Paperboy.Readers.Personal;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Personal;

/// <summary>What the community keeps of a person, given out and deleted.</summary>
public sealed class CommunityDataTests : IDisposable
{
    private const string Paper = "arXiv:2601.00001";

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly ChoiceStore _choices;
    private readonly CommentStore _comments;
    private readonly Account _ada;
    private readonly Account _ben;

    public CommunityDataTests()
    {
        _database = Database.Open(_folder.Data, _time);
        new PaperStore(_database).Save([Invented.Record()], new ImportRun());
        _choices = new ChoiceStore(_database, _time);
        _comments = new CommentStore(_database, _time);
        (_ada, _ben) = (NewAccount("Ada Unmistakable", Role.Curator), NewAccount("Ben", Role.Curator));
        NewAccount("Olga", Role.Owner);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Who_is_deleted_leaves_no_word_and_counts_no_more()
    {
        var (question, answer) = Live();

        Assert.True(new Deletions(_database, [new CommunityData(_time), new AccountData(), new SubscriptionData()], _time).Delete(_ada));

        Assert.Equal(new PaperStanding(1, 0, 1) { Voted = true }, _choices.Of([Paper], _ben)[Paper]);
        Assert.Equal(["", "Ben's answer"], _comments.Of(Paper).Select(c => c.Text));
        Assert.Equal([question, answer], CommentThread.Of(_comments.Of(Paper)).Select(row => row.Comment.Handle));
        var rows = Rows();
        Assert.DoesNotContain(rows, row => row.Contains("Unmistakable", StringComparison.Ordinal) || row.Contains("Ada's", StringComparison.Ordinal) || row.Contains(_ada.Handle, StringComparison.Ordinal));
        Assert.Empty(new FollowStore(_database, _time).Of(_ben));

        // What is counted from events is what stands.
        var events = new EventLog(_database).Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, [.. Enum.GetValues<EventKind>()]);
        int Count(EventKind come, EventKind go) => events.Count(e => e.Kind == come) - events.Count(e => e.Kind == go);
        Assert.Equal((1, 0, 1), (Count(EventKind.Vote, EventKind.Unvote), Count(EventKind.Save, EventKind.Unsave), Count(EventKind.Comment, EventKind.Uncomment)));
        Assert.DoesNotContain(events, e => e.Actor == _ada.Actor);
    }

    [Fact]
    public void The_export_has_what_the_person_did_and_nothing_of_others()
    {
        Live();
        using var connection = _database.Read();
        var person = new Person(_ada.Number, _ada.Handle, _ada.Actor, null, null);
        var counts = new CommunityData(_time).Tables.ToDictionary(table => table.Name, table => connection.Query(table.Export, person).Cast<IDictionary<string, object?>>().ToList());
        Assert.Equal([("choice", 2), ("comment", 1), ("follow", 1), ("report", 1), ("claim", 1), ("requested_paper", 1), ("moderation", 2)], counts.Select(pair => (pair.Key, pair.Value.Count)));
        Assert.Equal("Ada's question", counts["comment"][0]["text"]);
        Assert.DoesNotContain(counts.Values.SelectMany(rows => rows).SelectMany(row => row.Values), value => $"{value}".Contains("Ben", StringComparison.Ordinal));
    }

    // Everything that two readers can do here.
    private (string Question, string Answer) Live()
    {
        foreach (var account in new[] { _ada, _ben })
            _choices.Set(account, Paper, Choice.Vote, on: true);
        _choices.Set(_ada, Paper, Choice.Save, on: true);
        var question = _comments.Add(_ada, Paper, null, "Ada's question")!.Handle;
        var answer = _comments.Add(_ben, Paper, question, "Ben's answer")!.Handle;
        var follows = new FollowStore(_database, _time);
        follows.Add(_ada, new Follow(FollowKind.Query, "Ada's query", "Ada's query"));
        follows.Add(_ben, new Follow(FollowKind.Reader, _ada.Handle, _ada.Name));
        new ReportStore(_database, _time).Add(_ada, Paper, answer, ReportReason.Abuse, "Ada's report");
        var claims = new ClaimStore(_database, _time);
        claims.Add(_ada, Paper, "Ada Example", "Ada's words");
        new RequestedPapers(_database, _time).Ask(_ada.Number, "arXiv:2601.00002");
        var desk = new ModerationDesk(_database, new Takedowns(_database, _time), _time);
        desk.Settle(_ben, claims.Of(_ada, Paper)!.Handle, confirmed: true, "");
        desk.Dismiss(_ada, Paper, answer, "");
        return (question, answer);
    }

    private List<string> Rows()
    {
        using var connection = _database.Read();
        return
        [
            .. connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").SelectMany(table => connection.Query($"SELECT * FROM \"{table}\"")
                .Cast<IDictionary<string, object?>>().Select(row => string.Join('|', row.Values.Select(value => $"{value}")))),
        ];
    }

    private Account NewAccount(string name, Role role) =>
        _database.Write((connection, transaction) => AccountStore.Make(connection, transaction, null, name, role, _time.Now));
}
