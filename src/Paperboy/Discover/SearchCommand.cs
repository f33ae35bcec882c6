using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Text;

namespace Paperboy.Discover;

/// <summary><c>paperboy search "QUERY"</c>: the same search as on the page.</summary>
internal static class SearchCommand
{
    private const int MostRepeats = 1_000;

    public static Command Create(GlobalOptions options)
    {
        var query = new Argument<string[]>("QUERY") { Description = "Words to search for.", Arity = ArgumentArity.ZeroOrMore };
        var limit = Bounded("--limit", "How many results at most (1 to 1000).", 20, 1_000);
        var count = new Option<bool>("--count") { Description = "Count every paper that matches, which takes longer than finding the best." };
        var queries = new Option<string?>("--queries") { Description = "Ask every line of a file instead, and tell how long the answers took.", HelpName = "FILE" };
        var repeat = Bounded("--repeat", "With --queries: how often each is asked and measured, after it was asked to warm (1 to 1000).", 3, MostRepeats);
        var command = new Command("search", "Search the papers.") { query, limit, count, queries, repeat };
        command.Validators.Add(result => Check(result, result.GetResult(query), result.GetResult(queries), result.GetResult(repeat)));
        options.Examples[command] =
        [
            "paperboy search graph neural networks",
            "paperboy search \"patient lanterns\" --limit 5 --json",
            "paperboy search --queries titles.txt --limit 10 --repeat 3 --json",
        ];
        options.Handle(command, (context, cancel) =>
        {
            // Before the index is made ready, which may take a while.
            var many = context.Parsed.GetValue(queries) is { } file ? QueryFile.Read(file) : null;
            using var database = context.OpenDatabase();
            new Searchable(database).Ensure(context, cancel);
            using var index = new PaperIndex(context.Folder);
            var search = new PaperSearch(index, new PaperStore(database));
            var (most, all) = (context.Parsed.GetValue(limit), context.Parsed.GetValue(count));
            if (many is not null)
            {
                var answers = context.WithProgress("Searching", report => new ManyQueries(search).Run(
                    many, most, all, context.Parsed.GetValue(repeat), share => report(share, $"{many.Count:N0} queries"), cancel));
                context.Result(answers, Words);
                return ExitCode.Done;
            }

            var answer = search.Search(string.Join(' ', context.Parsed.GetRequiredValue(query)), most, count: all, cancel: cancel);
            context.Result(Json(answer), _ => Words(answer));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Check(CommandResult command, ArgumentResult? query, OptionResult? queries, OptionResult? repeat)
    {
        var words = query is { Tokens.Count: > 0 };
        if (words && queries is not null)
            command.AddError("search takes either a QUERY or --queries FILE, not both.");
        else if (!words && queries is null)
            command.AddError("search takes a QUERY, or --queries FILE.");
        else if (queries is null && repeat is { Implicit: false })
            command.AddError("--repeat is for --queries only.");
    }

    private static Option<int> Bounded(string name, string description, int otherwise, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
                result.AddError($"{name} takes a whole number from 1 to {most}.");
        });
        return option;
    }

    private static object Json(SearchAnswer answer) => new
    {
        answer.Query,
        answer.Total,
        tookMs = Math.Round(answer.TookMs, 3),
        results = answer.Results.Select(r => new
        {
            r.Paper.Id,
            title = PaperText.Parse(r.Paper.Title).ToPlainText(),
            score = r.Score,
            published = (r.Paper.Published?.ToString() ?? r.Paper.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            authors = r.Paper.Authors.Select(a => AuthorName.Parse(a).Display),
            r.Paper.Categories,
        }),
    };

    private static string Words(SearchAnswer answer)
    {
        var text = new StringBuilder();
        foreach (var (paper, score) in answer.Results)
        {
            text.Append(CultureInfo.InvariantCulture, $"{score,7:F2}  {PaperText.Parse(paper.Title).ToPlainText()}\n")
                .Append(CultureInfo.InvariantCulture, $"         {paper.Id}  {ShortenedAuthors.Of(paper)}\n");
        }

        var total = answer.Total.Exact ? $"{answer.Total.Value:N0}" : $"at least {answer.Total.Value:N0}";
        var papers = answer.Total is { Exact: true, Value: 1 } ? "paper" : "papers";
        return text.Append(CultureInfo.InvariantCulture, $"{total} {papers}, {answer.TookMs:F1} ms").ToString();
    }
    private static string Words(ManyAnswers answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{"queries",8} {"p50 ms",9} {"p90 ms",9} {"p99 ms",9} {"mean ms",9}\n"
        + $"{answers.Queries,8:N0} {answers.P50Ms,9:F2} {answers.P90Ms,9:F2} {answers.P99Ms,9:F2} {answers.MeanMs,9:F2}");
}
