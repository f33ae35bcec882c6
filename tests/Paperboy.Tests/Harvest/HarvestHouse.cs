using Paperboy.Catalog;
using Paperboy.Harvest;
using Paperboy.Ledger;
using Paperboy.Storage;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest;

/// <summary>A data folder with all that a harvest works with.</summary>
internal sealed class HarvestHouse : IDisposable
{
    public static readonly DateOnly Monday = new(2026, 3, 16);

    public HarvestHouse()
    {
        Database = Folder.OpenDatabase();
        Papers = new PaperStore(Database);
        Ledger = new LedgerStore(Database);
        Runs = new RunStore(Database);
        Run = new HarvestRun(Database, Papers, Ledger, Runs, Time);
        Days = new DayBook(Ledger, Time);
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Tuesday, 17 March 2026, 09:00 UTC.</summary>
    public TestTime Time { get; } = new();

    public Database Database { get; }

    public PaperStore Papers { get; }

    public LedgerStore Ledger { get; }

    public RunStore Runs { get; }

    public HarvestRun Run { get; }

    public DayBook Days { get; }

    public Task<HarvestResult> Harvest(IPaperSource source, DateOnly? from = null, DateOnly? until = null, bool insist = true, CancellationToken cancel = default) =>
        Run.RunAsync(source, Order(from ?? Monday, until ?? Monday.AddDays(4)), "a test", insist, null, cancel);

    public HarvestOrder Order(DateOnly from, DateOnly until) => new(from, until, []) { Now = Time.GetUtcNow() };

    public DayLedger Day(DateOnly day, string source = "arxiv") => Days.Of(day).Single(d => d.Source == source);

    public void Dispose()
    {
        Database.Dispose();
        Folder.Dispose();
    }
}
