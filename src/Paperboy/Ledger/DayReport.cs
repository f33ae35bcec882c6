namespace Paperboy.Ledger;

/// <summary>All that the ledger has of one day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Sources">Each judged.</param>
/// <param name="Rows">By source and category.</param>
/// <param name="Windows">What was asked for.</param>
/// <param name="Missing">Papers that were announced and did not come.</param>
/// <param name="Rejections">What was there and is no record.</param>
public sealed record DayReport(
    DateOnly Day,
    IReadOnlyList<DayLedger> Sources,
    IReadOnlyList<CategoryRow> Rows,
    IReadOnlyList<LedgerWindow> Windows,
    IReadOnlyList<MissingPaper> Missing,
    IReadOnlyList<LedgerRejection> Rejections)
{
    /// <summary>Beyond this many, missing papers and rejections are counted but not shown one by one.</summary>
    public const int MostShown = 200;

    public static DayReport Of(DateOnly day, DayBook book, LedgerStore ledger)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(ledger);
        var rows = new SortedDictionary<(string Source, string Category), CategoryRow>();
        foreach (var tally in ledger.Tallies(day, day))
            rows[(tally.Source, tally.Category)] = new CategoryRow(tally.Source, tally.Category, 0, tally.Tally, 0);
        foreach (var count in ledger.Announced(day, day))
        {
            var key = (count.Source, count.Category);
            var row = rows.GetValueOrDefault(key) ?? new CategoryRow(count.Source, count.Category, 0, default, 0);
            rows[key] = row with { Announced = count.Announced, Missing = count.Missing };
        }

        return new DayReport(
            day, book.Of(day), [.. rows.Values], ledger.Windows(day, day),
            ledger.Missing(null, day, day, MostShown), ledger.Rejections(day, day, MostShown));
    }
}

/// <summary>What became of a day in one category of one source.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Category">Empty where the source names none.</param>
/// <param name="Announced">Papers; one may be announced in several categories.</param>
/// <param name="Tally">Of records: one may come twice, with the announcement and from the archive.</param>
/// <param name="Missing">Announced papers that the catalog lacks.</param>
public sealed record CategoryRow(string Source, string Category, int Announced, Tally Tally, int Missing);
