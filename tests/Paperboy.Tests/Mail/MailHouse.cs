using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Paperboy.Catalog;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Mail;

/// <summary>The house's own services over a data folder of the test, with a clock that the test sets.</summary>
internal sealed class MailHouse : IDisposable
{
    private readonly ServiceProvider _services;

    public MailHouse(TempFolder folder, TestTime time, Func<IMailer>? mailer = null, params (string Name, string Value)[] settings)
    {
        Time = time;
        var services = new ServiceCollection();
        services.AddLogging();
        PaperboyHost.AddRooms(services, folder.Data, Settings(settings), time);
        if (mailer is not null)
            services.AddSingleton(mailer);
        _services = services.BuildServiceProvider();
    }

    public TestTime Time { get; }

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static PaperboySettings Settings(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Server:PublicAddress"] = "https://papers.example.org",
            ["Server:Address"] = "http://127.0.0.1:0",
            ["Mail:Transport"] = "folder",
            ["Mail:From"] = "Paperboy <paperboy@paperboy.test>",
            ["Sources:Scheduled"] = "no",
        };
        foreach (var (name, value) in settings)
            values[name] = value;
        return SettingsReader.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    /// <summary>A confirmed reader.</summary>
    public Reader AddReader(string address, int hour = 7, string zone = "UTC")
    {
        Assert(ReaderAddress.TryParse(address, out var parsed));
        var schedule = new Schedule(hour, DateTimeZoneProviders.Tzdb[zone]);
        var reader = Database.Write((connection, transaction) =>
            ReaderStore.Ask(connection, transaction, parsed!, ReaderStore.NewHandle(), schedule, Time.GetUtcNow()));
        return Get<ReaderStore>().Confirm(reader.Handle, reader.Generation, schedule, Time.GetUtcNow())!;
    }

    /// <summary>Invented papers of one day's edition.</summary>
    public void AddPapers(string day, int count, int from = 1) =>
        Get<PaperStore>().Save(
            [
                .. Enumerable.Range(from, count).Select(i => Invented.Record(
                    ("id", $"arXiv:2603.{i:D5}"), ("title", $"On Towers of Height {i}"),
                    ("abstract", $"We build tower {i} and look down from it. It is high."), ("listed", day))),
            ],
            new ImportRun());

    public IReadOnlyList<(string State, int Attempts, int Uncertain, string Words)> Mails()
    {
        using var connection = Database.Read();
        return connection.Query<(string, int, int, string)>("SELECT state, attempts, uncertain, words FROM mail ORDER BY number").AsList();
    }

    public void Dispose() => _services.Dispose();

    private static void Assert(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The test's address is none.");
    }
}
