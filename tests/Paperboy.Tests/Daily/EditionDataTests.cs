using Dapper;
using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Past;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Personal;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Daily;

public sealed class EditionDataTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 17);

    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private readonly Database _database;

    public EditionDataTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_curator_who_leaves_takes_the_name_along_and_leaves_the_edition()
    {
        var desks = new DeskStore(_database, _time);
        var ada = _database.Write((connection, transaction) => AccountStore.Make(connection, transaction, null, "Ada", Role.Curator, _time.Now));
        desks.Do(Day, 0, new DeskAct.Pick("arXiv:1", null, "why not"), ada.Actor);
        desks.Do(Day, 1, new DeskAct.LeaveOut("arXiv:2"), ada.Actor);
        new PastEditions(_database).Keep(
            new EditionVersion(Day, 1, _time.Now, []), new FrozenDay([], [new FrozenPick("arXiv:1", "why not", ada.Actor)], [ada.Actor]), 2);
        var stamp = new EditionStamp(_database).Current();
        var person = new Person(ada.Number, ada.Handle, ada.Actor, null, null);
        Assert.All(new EditionData().Tables, table => Assert.NotEmpty(Rows(table.Export, person)));

        _database.Write((connection, transaction) =>
        {
            new EditionData().Delete(connection, transaction, person, AccountStore.NewActor(connection, transaction, _time.Now));
            connection.Execute("DELETE FROM account", transaction: transaction);
        });
        Assert.All(new EditionData().Tables, table => Assert.Empty(Rows(table.Export, person)));
        var state = desks.Of(Day);
        Assert.Equal("why not", Assert.Single(state.Picks).Note);
        Assert.Null(state.Picks[0].Curator);
        Assert.Null(Assert.Single(state.Hands).Name);
        Assert.Null(new PastEditions(_database).Find(Day, 1)!.Names.Values.Single());
        Assert.True(new EditionStamp(_database).Current() > stamp);
    }

    private List<object> Rows(string sql, Person person)
    {
        using var connection = _database.Read();
        return connection.Query<object>(sql, person).AsList();
    }
}
