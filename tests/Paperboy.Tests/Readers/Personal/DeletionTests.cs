using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Cli;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Events;
using Paperboy.Readers.Personal;
using Paperboy.Storage;
using Paperboy.Tests.Readers.Accounts;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers.Personal;

/// <summary>What is kept of a person is named, exported, deleted, and stays deleted.</summary>
public sealed class DeletionTests : IDisposable
{
    private const string Ann = "ann.of.green.gables@example.org";
    private const string Ben = "ben@example.org";

    private static readonly EventKind[] Kinds = [EventKind.Vote, EventKind.Save, EventKind.Unvote];

    private readonly TempFolder _folder = new();
    private readonly TempFolder _elsewhere = new();
    private readonly TestTime _time = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task Who_is_deleted_is_gone_and_the_events_stay_with_nobody()
    {
        await using var house = await Start();
        var browser = await house.SignedInByMail(Ann);
        _time.Pass(TimeSpan.FromDays(3));
        await house.SignedInByMail(Ben);
        var ann = Do(house, Ann, EventKind.Vote, EventKind.Save);
        var ben = Do(house, Ben, EventKind.Vote);
        WriteTo(house, Ann);
        var before = Replay(house);
        var since = before.Select(e => Since(house, e.Actor)).ToList();

        Assert.Equal("Your account is deleted", (await Browser.PageOf(await browser.Submit("/account/delete", "/account/delete"))).QuerySelector("h1")!.TextContent);

        Assert.Equal(HttpStatusCode.Found, (await browser.Get("/account")).StatusCode);
        Assert.DoesNotContain("__Host-paperboy", browser.Cookies.Keys);
        var after = Replay(house);
        Assert.Equal(before.Select(e => (e.Number, e.At, e.Kind, e.Paper)), after.Select(e => (e.Number, e.At, e.Kind, e.Paper)));
        Assert.Equal(since, after.Select(e => Since(house, e.Actor)));
        var anonymous = Assert.Single(after.Select(e => e.Actor).Distinct(), actor => actor != ben);
        Assert.NotEqual(ann, anonymous);
        Assert.DoesNotContain(Dump(_folder.Data.Database), row => row.Contains("green.gables", StringComparison.OrdinalIgnoreCase) || row.Contains($"{ann}", StringComparison.Ordinal));
        Assert.Contains(Dump(_folder.Data.Database), row => row.Contains(Ben, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restored_backup_loses_those_again_who_were_deleted_since()
    {
        var backup = _elsewhere.File("backup.paperboy");
        string handle;
        await using (var house = await Start())
        {
            var browser = await house.SignedInByMail(Ann);
            await house.SignedInByMail(Ben);
            Do(house, Ann, EventKind.Vote);
            WriteTo(house, Ann);
            handle = house.Get<AccountStore>().All().Single(e => e.Address == Ann).Account.Handle;
            Backup.Write(house.Get<Database>(), backup);
            await browser.Submit("/account/delete", "/account/delete");
        }

        SqliteConnection.ClearAllPools();
        RestorePoint.Restore(_folder.Data, backup, _time);
        using (var connection = new SqliteConnection(Database.ConnectionString(_folder.Data.Database)))
            Assert.Equal(2, connection.ExecuteScalar<long>("SELECT count(*) FROM account"));

        await using (var house = await Start())
        {
            Assert.Equal(Ben, Assert.Single(house.Get<AccountStore>().All()).Address);
            Assert.Single(Replay(house));
            Assert.DoesNotContain(Dump(_folder.Data.Database), row => row.Contains("green.gables", StringComparison.OrdinalIgnoreCase));

            // The list tells nobody who it was; and whoever comes back is somebody new, and stays.
            Assert.DoesNotContain(handle, await File.ReadAllTextAsync(_folder.Data.Deletions, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await house.SignedInByMail(Ann);
        }

        await using (var house = await Start())
            Assert.Equal(2, house.Get<AccountStore>().All().Count);
    }

    [Fact]
    public async Task The_verb_restore_deletes_again_by_itself()
    {
        var backup = _elsewhere.File("backup.paperboy");
        await using (var house = await Start())
        {
            var browser = await house.SignedInByMail(Ann);
            Backup.Write(house.Get<Database>(), backup);
            await browser.Submit("/account/delete", "/account/delete");
        }

        SqliteConnection.ClearAllPools();
        Assert.Equal(0, await VerbRunner.RunAsync(Verbs.Root(), ["restore", backup, "--data", _folder.Path, "--quiet"]));
        Assert.DoesNotContain(Dump(_folder.Data.Database), row => row.Contains("green.gables", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_export_holds_all_rows_of_the_reader_and_none_of_others_nor_any_secret()
    {
        await using var house = await Start();
        var browser = await house.SignedInByMail(Ann);
        await house.SignedInByMail(Ben);
        Do(house, Ann, EventKind.Vote, EventKind.Save);
        Do(house, Ben, EventKind.Save);
        WriteTo(house, Ann);

        var answer = await browser.Get("/account/export");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var tables = JsonDocument.Parse(text).RootElement;
        Assert.Equal(house.Provider.GetServices<IPersonalData>().SelectMany(room => room.Tables).Select(t => t.Name), tables.EnumerateObject().Select(t => t.Name));
        Assert.Equal(Ann, Assert.Single(tables.GetProperty("reader").EnumerateArray()).GetProperty("address").GetString());
        Assert.Equal(["Vote", "Save"], tables.GetProperty("event").EnumerateArray().Select(e => e.GetProperty("kind").GetString()));
        Assert.Single(tables.GetProperty("session").EnumerateArray());
        Assert.Contains("the text of a mail", Assert.Single(tables.GetProperty("mail").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ben@", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_that_leads_to_a_person_is_named_on_the_page_on_privacy()
    {
        await using var house = await Start();
        using var connection = house.Get<Database>().Read();
        var tables = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").ToList();
        var leads = tables.ToDictionary(t => t, t => connection.Query<string>("SELECT \"table\" FROM pragma_foreign_key_list($t)", new { t }).ToHashSet());
        var personal = tables.Where(t => connection.Query<string>("SELECT name FROM pragma_table_info($t)", new { t })
            .Any(c => c is "address_key" or "address" or "account" or "actor" or "reader")).ToHashSet();
        personal.UnionWith(["account", "actor", "reader"]);
        while (tables.Where(t => !personal.Contains(t) && leads[t].Overlaps(personal)).ToList() is { Count: > 0 } more)
            personal.UnionWith(more);

        var named = (await house.Open().Page("/privacy")).QuerySelectorAll("dl code").Select(c => c.TextContent).ToHashSet();
        Assert.Empty(personal.Except(named));
        Assert.Empty(named.Except(tables));
    }

    [Fact]
    public async Task Who_has_an_account_keeps_the_address_also_when_a_subscription_is_never_confirmed()
    {
        await using var house = await Start();
        await house.SignedInByMail(Ann);
        Assert.True(ReaderAddress.TryParse(Ann, out var address));
        await house.Get<Subscriptions>().AskAsync(address, new Schedule(7, NodaTime.DateTimeZone.Utc));
        _time.Pass(TimeSpan.FromDays(8));
        house.Get<Subscriptions>().ForgetUnconfirmed();
        Assert.Equal(Ann, Assert.Single(house.Get<AccountStore>().All()).Address);
    }

    [Fact]
    public async Task A_mail_that_is_on_its_way_when_its_reader_is_deleted_is_not_sent_and_stops_no_other()
    {
        await using var house = await Start();
        var browser = await house.SignedInByMail(Ann);
        WriteTo(house, Ann, MailState.Queued);
        var outbox = house.Get<Outbox>();
        var due = outbox.Find(Assert.Single(outbox.Due(_time.Now, 10)))!;
        await browser.Submit("/account/delete", "/account/delete");
        Assert.False(outbox.Claim(due.Number));
        var outcome = new SendOutcome(SendResult.Withheld, "not wanted any more", []);
        outbox.Settle(due, outcome, RetryPolicy.Settle(due, outcome, _time.Now, 0), _time.Now);
        Assert.DoesNotContain(Dump(_folder.Data.Database), row => row.Contains("not wanted", StringComparison.Ordinal));
    }

    private Task<AccountsHouse> Start() => AccountsHouse.Start(_folder, _time, ("Accounts:Registration", "open"));

    // What a reader does, and the actor whose it is.
    private long Do(AccountsHouse house, string address, params EventKind[] kinds)
    {
        var account = house.Get<AccountStore>().All().Single(e => e.Address == address).Account;
        foreach (var kind in kinds)
        {
            _time.Pass(TimeSpan.FromMinutes(1));
            house.Get<Database>().Write((connection, transaction) => EventLog.Append(connection, transaction, _time.Now, account.Actor, kind, "arXiv:2603.00001"));
        }

        return account.Actor;
    }

    // A mail that waits in the outbox.
    private void WriteTo(AccountsHouse house, string address, MailState state = MailState.Nothing)
    {
        Assert.True(ReaderAddress.TryParse(address, out var parsed));
        var reader = house.Get<ReaderStore>().Find(parsed)!;
        var mail = new OutgoingMail("paperboy@paperboy.test", address, "<1@paperboy.test>", "the text of a mail"u8.ToArray());
        house.Get<Database>().Write((connection, transaction) => Outbox.Enqueue(
            connection, transaction, new NewMail(MailKind.Digest, reader.Number, "2026-03-17", reader.Generation, mail, _time.Now.AddDays(1)), state, "", _time.Now));
    }

    private static IReadOnlyList<Event> Replay(AccountsHouse house) =>
        house.Get<EventLog>().Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Kinds);

    private static string Since(AccountsHouse house, long actor)
    {
        using var connection = house.Get<Database>().Read();
        return connection.QuerySingle<string>("SELECT since FROM actor WHERE number = $actor", new { actor });
    }

    // Every row of the catalog as text, with all of its bytes that are text.
    private static List<string> Dump(string file)
    {
        using var connection = new SqliteConnection(Database.ConnectionString(file));
        connection.Open();
        return
        [
            .. connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").SelectMany(table => connection.Query($"SELECT * FROM \"{table}\"")
                .Cast<IDictionary<string, object?>>()
                .Select(row => string.Join('|', row.Values.Select(v => v is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{v}")))),
        ];
    }
}
