using System.CommandLine;
using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Storage;

namespace Paperboy.Daily.Trending;

/// <summary><c>paperboy trending [--over SPAN] [--at TIME] [--top N]</c>: what draws attention, now or at any moment of the past.</summary>
internal static class TrendingCommand
{
    private const int Most = 10_000;
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];

    public static Command Create(GlobalOptions options)
    {
        var over = Over();
        var at = At();
        var top = Top();
        var command = new Command("trending", "List the papers that draw attention, and why.") { over, at, top };
        options.Examples[command] =
            ["paperboy trending", "paperboy trending --over week --top 10", "paperboy trending --at 2026-03-17T18:00:00Z --json"];
        options.Handle(command, (context, _) =>
        {
            var now = context.Time.GetUtcNow();
            var moment = Moment(context.Parsed.GetValue(at)) ?? now;
            if (moment > now)
                throw new VerbFailedException($"--at {moment.ToSql()} has not come yet: a list is made of what is known.");
            using var database = context.OpenDatabase();
            var span = TrendingSpan.All.Single(known => known.Name == context.Parsed.GetValue(over));
            var list = TrendingFormula.Rank(new TrendingStore(database).At(moment, span), span);
            list = list with { Papers = [.. list.Papers.Take(context.Parsed.GetValue(top))] };
            context.Result(Json(list), _ => Words(list, new PaperStore(database)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Over()
    {
        var over = new Option<string>("--over") { Description = "24h, week (7 days) or month (30 days).", HelpName = "SPAN", DefaultValueFactory = _ => TrendingSpan.Day.Name };
        over.Validators.Add(result =>
        {
            if (!TrendingSpan.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError($"--over takes 24h, week or month, not \"{result.GetValueOrDefault<string>()}\".");
        });
        return over;
    }

    private static Option<string?> At()
    {
        var at = new Option<string?>("--at") { Description = "The list as it was at this moment (UTC unless it says otherwise); else now.", HelpName = "TIME" };
        at.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Moment(text) is null)
                result.AddError($"--at takes a moment such as 2026-03-17T18:00:00Z or a day, which stands for its beginning, not \"{text}\".");
        });
        return at;
    }

    private static Option<int> Top()
    {
        var top = new Option<int>("--top") { Description = "How many papers.", HelpName = "N", DefaultValueFactory = _ => 50 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
                result.AddError($"--top takes a whole number from 1 to {Most}.");
        });
        return top;
    }

    /// <summary>Reads a moment as ISO 8601 writes it; null where it is none.</summary>
    internal static DateTimeOffset? Moment(string? text)
    {
        if (text is null)
            return null;
        var plain = text.EndsWith('Z') ? text[..^1] : text;
        var zoned = Forms.Skip(1).Select(form => form + "zzz").ToArray();
        return DateTimeOffset.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            || DateTimeOffset.TryParseExact(text, zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)
            ? moment.ToUniversalTime()
            : null;
    }

    // Titles change with a paper's versions and are left out: the same moment gives the same bytes for ever.
    private static object Json(TrendingList list) => new
    {
        at = list.At.ToSql(),
        over = list.Span.Name,
        hours = list.Span.Length.TotalHours,
        halfLifeHours = list.Span.HalfLife.TotalHours,
        papers = list.Papers.Select(paper => new { paper.Rank, paper.Id, paper.Score, paper.Words, paper.Parts }),
    };

    private static string Words(TrendingList list, PaperStore papers)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Trending in {list.Span.Words}, as of {list.At.ToSql()}");
        if (list.Papers.Count == 0)
            text.Append("Nothing drew attention: no votes, saves, comments or picks, no stars gained, no other service featured a paper.");
        var titles = papers.FindMany([.. list.Papers.Select(paper => paper.Id)]).ToDictionary(paper => paper.Id, paper => paper.Title, StringComparer.Ordinal);
        foreach (var paper in list.Papers)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{paper.Rank,4}. {titles.GetValueOrDefault(paper.Id, "(not in this catalog)")}")
                .AppendLine(CultureInfo.InvariantCulture, $"      {paper.Id}  {paper.Score:0.0##} points: {paper.Words}");
        }

        return text.ToString().TrimEnd();
    }
}
