using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary>How far a run is, as it reports it and as its row in the ledger says.</summary>
internal sealed class RunCounts(long number, string source, int windows, IProgress<HarvestProgress>? progress)
{
    private int _pages;
    private int? _expected;
    private Tally _tally;
    private string _window = "";

    /// <summary>Windows that were seen to.</summary>
    public int Done { get; private set; }

    public int Windows { get; set; } = windows;

    public int Pages => _pages;

    public Tally Tally => _tally;

    public void Enter(HarvestWindow window)
    {
        _window = window.Name;
        _expected = null;
        Report();
    }

    public void Leave()
    {
        Done++;
        Report();
    }

    public void Add(Tally page, int? expected)
    {
        _tally += page;
        _pages++;
        _expected = expected ?? _expected;
    }

    public void Write(LedgerWriter writer) => writer.Move(number, Done, Windows, _window, _expected, _tally, _pages);

    public void Report() => progress?.Report(new HarvestProgress(source, _window, Done, Windows, _pages, _expected, _tally));
}

/// <summary>How far a harvest of a source is.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Window">The one that is being fetched.</param>
/// <param name="Done">Windows that were seen to.</param>
/// <param name="Windows">How many there are.</param>
/// <param name="Pages">How many were saved.</param>
/// <param name="Expected">Records of the window, where the source says so.</param>
/// <param name="Tally">Of all windows so far.</param>
public sealed record HarvestProgress(string Source, string Window, int Done, int Windows, int Pages, int? Expected, Tally Tally);
