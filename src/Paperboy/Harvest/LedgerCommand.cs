using System.CommandLine;
using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Ledger;

namespace Paperboy.Harvest;

/// <summary><c>paperboy ledger [--day D]</c>: what was announced, what came, and what is missing.</summary>
internal static class LedgerCommand
{
    private const int Days = 14;

    public static Command Create(GlobalOptions options)
    {
        var day = new Option<string?>("--day") { Description = "One day, with its categories and the papers that are missing; else the last two weeks.", HelpName = "DAY" };
        day.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Parse(text) is null)
                result.AddError($"--day takes a day such as 2026-03-17, not \"{text}\".");
        });
        var command = new Command("ledger", "Tell what was announced, what came, and what is missing.") { day };
        options.Examples[command] = ["paperboy ledger", "paperboy ledger --day 2026-03-17", "paperboy ledger --json"];
        options.Handle(command, (context, _) =>
        {
            using var database = context.OpenDatabase();
            var ledger = new LedgerStore(database);
            var book = new DayBook(ledger, context.Time);
            if (Parse(context.Parsed.GetValue(day)) is { } one)
            {
                var report = DayReport.Of(one, book, ledger);
                context.Result(Json(report), _ => Words(report));
            }
            else
            {
                var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
                var days = book.Between(today.AddDays(1 - Days), today);
                context.Result(new { days = days.Select(Json) }, _ => Words(days));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static object Json(DayLedger day) => new
    {
        day = day.Day,
        day.Source,
        day.State,
        words = DayWords.Sentence(day),
        day.Announced,
        day.Tally.Fetched,
        merged = day.Tally.New + day.Tally.Changed + day.Tally.Unchanged,
        day.Tally.New,
        day.Tally.Changed,
        day.Tally.Unchanged,
        day.Tally.Withdrawn,
        day.Tally.Rejected,
        day.Missing,
        day.Next,
    };

    private static object Json(DayReport report) => new
    {
        report.Day,
        sources = report.Sources.Select(Json),
        categories = report.Rows.Select(row => new
        {
            row.Source,
            row.Category,
            row.Announced,
            row.Tally.Fetched,
            merged = row.Tally.New + row.Tally.Changed + row.Tally.Unchanged,
            row.Tally.New,
            row.Tally.Changed,
            row.Tally.Unchanged,
            row.Tally.Withdrawn,
            row.Tally.Rejected,
            row.Missing,
        }),
        windows = report.Windows.Select(w => new { w.Source, w.Name, w.State, w.Pages, w.Expected, w.Tally.Fetched, w.Fault, w.Error }),
        missing = report.Missing.Select(paper => new { paper.Source, paper.Id, paper.Categories }),
        rejected = report.Rejections.Select(r => new { r.Source, r.Window, r.Id, r.Reason }),
    };

    private static string Words(IReadOnlyList<DayLedger> days)
    {
        if (days.Count == 0)
            return "Nothing was harvested yet. paperboy harvest begins.";
        var rows = new List<string[]> { new[] { $"{"day",-14} {"source",-6}  state", "announced", "fetched", "merged", "rejected", "missing" } };
        foreach (var day in days.Reverse())
        {
            rows.Add([
                $"{day.Day.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture),-14} {day.Source,-6}  {DayWords.Mark(day.State)} {DayWords.Title(day.State)}",
                Number(day.Announced), Number(day.Tally.Fetched), Number(day.Tally.New + day.Tally.Changed + day.Tally.Unchanged), Number(day.Tally.Rejected), Number(day.Missing)]);
        }

        return HarvestOutput.Table(rows);
    }

    private static string Words(DayReport report)
    {
        var text = new StringBuilder();
        foreach (var day in report.Sources)
            text.AppendLine(CultureInfo.InvariantCulture, $"{DayWords.Mark(day.State)} {DayWords.Sentence(day)}");
        if (report.Sources.Count == 0)
            text.AppendLine("Nothing was harvested yet. paperboy harvest begins.");
        if (report.Rows.Count > 0)
        {
            var rows = new List<string[]> { new[] { "source  category", "announced", "fetched", "new", "changed", "unchanged", "rejected", "missing" } };
            rows.AddRange(report.Rows.Select(row => new[]
            {
                $"{row.Source,-6}  {(row.Category.Length == 0 ? "-" : row.Category)}", Number(row.Announced), Number(row.Tally.Fetched), Number(row.Tally.New),
                Number(row.Tally.Changed), Number(row.Tally.Unchanged), Number(row.Tally.Rejected), Number(row.Missing),
            }));
            text.AppendLine().AppendLine(HarvestOutput.Table(rows));
        }

        List(text, "Missing", [.. report.Missing.Select(paper => $"{paper.Id}  announced by {SourceNames.Of(paper.Source)} in {string.Join(", ", paper.Categories)}")]);
        List(text, "Rejected", [.. report.Rejections.Select(r => $"{(r.Id.Length == 0 ? "(no id)" : r.Id)}  {r.Window}: {r.Reason}")]);
        List(text, "Failed", [.. report.Windows.Where(w => w.Error is not null).Select(w => $"{w.Source} {w.Name}: {w.Error}")]);
        return text.ToString().TrimEnd();
    }

    private static void List(StringBuilder text, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.AppendLine().AppendLine(heading + ":");
        foreach (var line in lines)
            text.Append("  ").AppendLine(line);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
