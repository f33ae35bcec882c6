using System.Globalization;
using System.Text;

namespace Paperboy.Harvest;

/// <summary>What the verb harvest prints.</summary>
internal static class HarvestOutput
{
    private const int MostWindowsShown = 20;

    public static double Share(HarvestProgress so)
    {
        var within = so.Expected is > 0 and var expected ? Math.Min(1, so.Tally.Given / (double)expected) : 0;
        return so.Windows == 0 ? 0 : Math.Min(1, (so.Done + (so.Windows == 1 ? within : 0)) / so.Windows);
    }

    public static string Words(HarvestProgress so) =>
        string.Create(CultureInfo.InvariantCulture, $"{so.Window}, {so.Done:N0} of {so.Windows:N0} windows, {so.Tally.Fetched:N0} records");

    public static object Json(IReadOnlyList<HarvestResult> results) => new
    {
        sources = results.Select(result => new
        {
            source = result.Source.Name,
            state = result.State,
            windows = result.Outcomes.Count,
            complete = result.Complete,
            result.Pages,
            records = result.Tally.Fetched,
            result.Tally.New,
            result.Tally.Changed,
            result.Tally.Unchanged,
            result.Tally.Withdrawn,
            result.Tally.Rejected,
            result.Missing,
            problems = result.Failures.Concat(result.Repeats).Select(outcome => new { window = outcome.Window.Name, outcome.Fault, outcome.Error }),
        }),
    };

    public static string Words(IReadOnlyList<HarvestResult> results)
    {
        var rows = new List<string[]> { new[] { "source", "windows", "records", "new", "changed", "unchanged", "withdrawn", "rejected", "missing" } };
        foreach (var r in results)
        {
            rows.Add([
                r.Source.Title, $"{Number(r.Complete)} of {Number(Math.Max(r.Planned, r.Outcomes.Count))}", Number(r.Tally.Fetched), Number(r.Tally.New), Number(r.Tally.Changed),
                Number(r.Tally.Unchanged), Number(r.Tally.Withdrawn), Number(r.Tally.Rejected), Number(r.Missing)]);
        }

        return Table(rows);
    }

    public static string Words(IReadOnlyList<HarvestPlan> plans)
    {
        var text = new StringBuilder();
        foreach (var plan in plans)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{plan.Title}: {plan.Windows.Count:N0} windows, each of a request or more; at least {TimeSpan.FromSeconds(plan.LeastSeconds):h\\:mm\\:ss}.");
            foreach (var window in plan.Windows.Take(MostWindowsShown))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {window.Day:yyyy-MM-dd}  {window.Name}");
            if (plan.Windows.Count > MostWindowsShown)
                text.AppendLine(CultureInfo.InvariantCulture, $"  and {plan.Windows.Count - MostWindowsShown:N0} more; --json lists them.");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Rows in columns: the first to the left, the others, which are numbers, to the right.</summary>
    public static string Table(IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>What a harvest would ask for.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Title">For people.</param>
/// <param name="Windows">Those that are not complete.</param>
/// <param name="LeastSeconds">That the waits between their first requests take.</param>
internal sealed record HarvestPlan(string Source, string Title, IReadOnlyList<HarvestWindow> Windows, double LeastSeconds);
