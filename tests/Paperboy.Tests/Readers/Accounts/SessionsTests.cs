using Dapper;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Accounts;

public sealed class SessionsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;
    private readonly Sessions _sessions;

    public SessionsTests()
    {
        _database = Database.Open(new DataFolder(_folder.Path), _time);
        _sessions = new Sessions(_database, _time);
    }

    [Fact]
    public void A_secret_leads_to_its_account_until_its_time_is_over()
    {
        var (account, secret) = SignIn();

        Assert.Equal(account, _sessions.Find(secret));
        Assert.Null(_sessions.Find(secret + "A"));
        Assert.Null(_sessions.Find(""));
        _time.Pass(Sessions.Lifetime);
        Assert.Null(_sessions.Find(secret));
    }

    [Fact]
    public void A_banned_account_does_not_come_in()
    {
        var (_, secret) = SignIn();

        _database.Write((connection, transaction) => connection.Execute("UPDATE account SET state = 'banned'", transaction: transaction));

        Assert.Null(_sessions.Find(secret));
    }

    [Fact]
    public void The_catalog_does_not_hold_the_secret()
    {
        var (_, secret) = SignIn();

        using var connection = _database.Read();
        Assert.Equal(Sessions.Hash(secret), connection.QuerySingle<byte[]>("SELECT hash FROM session"));
    }

    [Fact]
    public void Events_come_back_in_their_order_by_kind_and_time()
    {
        var (account, _) = SignIn();
        var start = _time.Now;
        foreach (var kind in new[] { EventKind.Vote, EventKind.Save, EventKind.Unvote })
        {
            _database.Write((connection, transaction) =>
                EventLog.Append(connection, transaction, _time.Now, account.Actor, kind, "arXiv:2503.00001"));
            _time.Pass(TimeSpan.FromHours(1));
        }

        var log = new EventLog(_database);
        Assert.Equal([EventKind.Vote, EventKind.Unvote], log.Between(start, _time.Now, [EventKind.Vote, EventKind.Unvote]).Select(e => e.Kind));
        Assert.Equal([EventKind.Vote], log.Between(start, start + TimeSpan.FromHours(2), [EventKind.Vote, EventKind.Unvote]).Select(e => e.Kind));
        Assert.All(log.Between(start, _time.Now, [EventKind.Save]), e => Assert.Equal((account.Actor, "arXiv:2503.00001"), (e.Actor, e.Paper)));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private (Account Account, string Secret) SignIn() => _database.Write((connection, transaction) =>
    {
        var account = AccountStore.Make(connection, transaction, null, "Ada", Role.Reader, _time.Now);
        return (account, Sessions.Begin(connection, transaction, account.Number, "a test", _time.Now));
    });
}
