using System.CommandLine;
using System.CommandLine.Parsing;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Discover;

/// <summary><c>paperboy search "QUERY"</c>: the same search as on the page.</summary>
internal static class SearchCommand
{
    private const int MostRepeats = 1_000;

    private static readonly string[] Orders = ["relevance", "new", "top"];

    public static Command Create(GlobalOptions options)
    {
        var query = new Argument<string[]>("QUERY") { Description = "What to search for, in the query language (docs/query-language.md).", Arity = ArgumentArity.ZeroOrMore };
        var limit = Bounded("--limit", "How many results at most (1 to 1000).", 20, 1_000);
        var count = new Option<bool>("--count") { Description = "Count every paper that matches, which takes longer than finding the best." };
        var sort = new Option<string?>("--sort") { Description = "The order: relevance, new or top (most upvoted); else the one that the query asks for.", HelpName = "ORDER" };
        sort.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } order && !Orders.Contains(order))
                result.AddError($"--sort takes {string.Join(", ", Orders[..^1])} or {Orders[^1]}, not \"{order}\".");
        });
        var facets = new Option<bool>("--facets") { Description = "Count by category, year, venue and what papers have, too." };
        var explain = new Option<bool>("--explain") { Description = "Say of each result why it stands where it stands." };
        var queries = new Option<string?>("--queries") { Description = "Ask every line of a file instead, and tell how long the answers took.", HelpName = "FILE" };
        var repeat = Bounded("--repeat", "With --queries: how often each is asked and measured, after it was asked to warm (1 to 1000).", 3, MostRepeats);
        var command = new Command("search", "Search the papers.") { query, limit, sort, count, facets, explain, queries, repeat };
        command.Validators.Add(result => Check(result, result.GetResult(query), result.GetResult(queries), result.GetResult(repeat), [sort, facets, explain]));
        options.Examples[command] =
        [
            "paperboy search graph neural networks",
            "paperboy search \"patient lanterns\" --limit 5 --json",
            "paperboy search 'au:example cat:cs.CL year:>=2024' --sort top --facets",
            "paperboy search auxiliary models --limit 3 --explain",
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
                context.Result(answers, SearchOutput.Words);
                return ExitCode.Done;
            }

            var question = new PaperQuestion(string.Join(' ', context.Parsed.GetRequiredValue(query)), most)
            {
                CountAll = all,
                WithFacets = context.Parsed.GetValue(facets),
                Sort = SortOf(context.Parsed.GetValue(sort)),
            };
            var answer = search.Search(question, cancel);
            foreach (var note in answer.Read.Notes)
                context.Say(note.Sentence);
            var meant = new QuerySuggestions(index, new PaperStore(database)).DidYouMean(question.Text, cancel);
            if (meant is not null)
                context.Say($"Did you mean: {meant}");
            var why = context.Parsed.GetValue(explain)
                ? answer.Results.ToDictionary(found => found.Paper.Id, found => search.Explain(answer, found.Paper.Id), StringComparer.Ordinal)
                : null;
            context.Result(SearchOutput.Json(answer, question.WithFacets, why, meant), _ => SearchOutput.Words(answer, why));
            return ExitCode.Done;
        });
        return command;
    }

    private static SortOrder? SortOf(string? name) => name is null ? null : Enum.Parse<SortOrder>(name, ignoreCase: true);

    private static void Check(
        CommandResult command, ArgumentResult? query, OptionResult? queries, OptionResult? repeat, IReadOnlyList<Option> ofOne)
    {
        var words = query is not null && query.Tokens.Any(token => !string.IsNullOrWhiteSpace(token.Value));
        if (words && queries is not null)
            command.AddError("search takes either a QUERY or --queries FILE, not both.");
        else if (!words && queries is null)
            command.AddError("search takes a QUERY, or --queries FILE.");
        else if (queries is null && repeat is { Implicit: false })
            command.AddError("--repeat is for --queries only.");
        else if (queries is not null && ofOne.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is { } other)
            command.AddError($"{other.Name} is for a QUERY, not for --queries.");
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
}
