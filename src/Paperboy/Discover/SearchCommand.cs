using System.CommandLine;
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
    public static Command Create(GlobalOptions options)
    {
        var query = new Argument<string[]>("QUERY") { Description = "Words to search for.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "How many results at most (1 to 1000).", HelpName = "N", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000)
                result.AddError("--limit takes a whole number from 1 to 1000.");
        });
        var count = new Option<bool>("--count") { Description = "Count every paper that matches, which takes longer than finding the best." };
        var command = new Command("search", "Search the papers.") { query, limit, count };
        options.Examples[command] =
        [
            "paperboy search graph neural networks",
            "paperboy search \"patient lanterns\" --limit 5 --json",
        ];
        options.Handle(command, (context, cancel) =>
        {
            using var database = context.OpenDatabase();
            new Searchable(database).Ensure(context, cancel);
            using var index = new PaperIndex(context.Folder);
            var search = new PaperSearch(index, new PaperStore(database));
            var words = string.Join(' ', context.Parsed.GetRequiredValue(query));
            var answer = search.Search(words, context.Parsed.GetValue(limit), count: context.Parsed.GetValue(count), cancel: cancel);
            context.Result(Json(answer), _ => Words(answer));
            return ExitCode.Done;
        });
        return command;
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
}
