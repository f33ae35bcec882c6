using Paperboy.Ledger;
using Paperboy.Storage;

namespace Paperboy.Tests.Pages;

/// <summary>A ledger of January 2026 with a day of each kind, beside the invented papers.</summary>
internal static class InventedLedger
{
    public const string GapDay = "2026-01-07";
    public const string BrokenDay = "2026-01-08";
    public const string MissingPaper = "arXiv:2601.19998";

    private static readonly DateTimeOffset Then = new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero);

    public static void Write(Database database)
    {
        var ledger = new LedgerStore(database);
        var runs = new RunStore(database);
        ledger.Write(Then, writer =>
        {
            Announce(writer, 6, [.. Enumerable.Range(0, 50).Select(i => $"arXiv:2601.0{i:D4}")]);
            Announce(writer, 7, [InventedPapers.Formulas, InventedPapers.Hostile, InventedPapers.Crowd, MissingPaper, "arXiv:2601.19999"]);
        });
        Window(ledger, "feed/cs.CL/06", 6, 50);
        Window(ledger, "feed/cs.CL/07", 7, 3, rejected: 2);
        Window(ledger, "feed/cs.CL/08", 8, 0, end: (WindowState.Failed, "unavailable", "https://rss.arxiv.org/ answered 503 (Service Unavailable) seven times"));
        Window(ledger, "feed/cs.CL/09", 9, 0, end: (WindowState.Repeated, "repeated", "all 640 papers are those of the announcement before it"));
        Window(ledger, "oai/10", 10, 0);
        Window(ledger, "oai/12", 12, 3, expected: 3);
        Window(ledger, "oai/13", 13, 0, growing: true);
        Window(ledger, "oai/14", 14, 1_300, expected: 2_600, open: true);
        Window(ledger, "oai/20", 20, 0);
        Window(ledger, "daily/06", 6, 9, source: "hf");
        Window(ledger, "daily/09", 9, 12, growing: true, source: "hf");
        foreach (var (source, state, words) in new[]
        {
            ("arxiv", RunState.Partial, "53 records of 4 of 6 windows: 53 new, 0 changed, 0 unchanged, 0 withdrawn, 2 rejected. feed/cs.CL/08: https://rss.arxiv.org/ answered 503 (Service Unavailable) seven times"),
            ("hf", RunState.Complete, "21 records of 2 of 2 windows: 3 new, 18 changed, 0 unchanged, 0 withdrawn, 0 rejected."),
        })
        {
            runs.End(runs.Begin(source, "paperboy serve", 6, Then), state, words, Then.AddMinutes(3));
        }
    }

    private static void Announce(LedgerWriter writer, int day, IReadOnlyList<string> ids) => writer.Announce(
        "arxiv", [.. ids.Select(id => new AnnouncedPaper(Day(day), "cs.CL", "new", id)), new AnnouncedPaper(Day(day), "cs.LG", "cross", ids[0])]);

    private static void Window(
        LedgerStore ledger, string name, int day, int fetched, int? expected = null, bool growing = false, bool open = false, int rejected = 0,
        (WindowState State, string Fault, string Error)? end = null, string source = "arxiv")
    {
        ledger.Write(Then, writer => writer.Begin(new LedgerWindow(source, name, Day(day), "") { Growing = growing }));
        var number = ledger.Find(source, name)!.Number;
        ledger.Write(Then, writer =>
        {
            var tally = new Tally(fetched, fetched, 0, 0, 0, rejected);
            writer.Page(number, open ? "next" : null, expected, new Dictionary<string, Tally> { ["cs.CL"] = tally });
            writer.Reject(number, Enumerable.Range(0, rejected).Select(i => ($"arXiv:2601.1888{i}", "title is missing or empty")));
            if (end is var (state, fault, error))
                writer.End(number, state, fault, error);
        });
    }

    private static DateOnly Day(int day) => new(2026, 1, day);
}
