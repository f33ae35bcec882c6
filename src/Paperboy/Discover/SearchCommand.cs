using System.CommandLine;
using System.CommandLine.Parsing;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Search.Queries.Language;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Discover;

/// <summary><c>paperboy search "QUERY"</c>: the same search as on the page.</summary>
internal static class SearchCommand
{
    private const int MostRepeats = 1_000;

    private static readonly string[] Orders = ["relevance", "new", "top"];
    private static readonly string[] Modes = ["keyword", "semantic", "hybrid"];

    // Who asks from a shell waits until a service has answered for the first time, which may have to load its model.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(GlobalOptions options)
    {
        var query = new Argument<string[]>("QUERY") { Description = "What to search for, in the query language (docs/query-language.md).", Arity = ArgumentArity.ZeroOrMore };
        var limit = Bounded("--limit", "How many results at most (1 to 1000).", 20, 1_000);
        var count = new Option<bool>("--count") { Description = "Count every paper that matches, which takes longer than finding the best." };
        var sort = new Option<string?>("--sort") { Description = "The order: relevance, new or top (most upvoted); else the one that the query asks for.", HelpName = "ORDER" };
        OneOf(sort, Orders);
        var mode = new Option<string>("--mode") { Description = "What finds and orders: keyword (the words), semantic (closeness in meaning) or hybrid (both).", HelpName = "MODE", DefaultValueFactory = _ => "hybrid" };
        OneOf(mode, Modes);
        var facets = new Option<bool>("--facets") { Description = "Count by category, year, venue and what papers have, too." };
        var explain = new Option<bool>("--explain") { Description = "Say of each result why it stands where it stands." };
        var queries = new Option<string?>("--queries") { Description = "Ask every line of a file instead, and tell how long the answers took.", HelpName = "FILE" };
        var repeat = Bounded("--repeat", "With --queries: how often each is asked and measured, after it was asked to warm (1 to 1000).", 3, MostRepeats);
        var command = new Command("search", "Search the papers.") { query, limit, mode, sort, count, facets, explain, queries, repeat };
        command.Validators.Add(result => Check(result, result.GetResult(query), result.GetResult(queries), result.GetResult(repeat), [sort, facets, explain]));
        options.Examples[command] =
        [
            "paperboy search graph neural networks",
            "paperboy search \"patient lanterns\" --limit 5 --json",
            "paperboy search 'au:example cat:cs.CL year:>=2024' --sort top --facets",
            "paperboy search auxiliary models --limit 3 --explain",
            "paperboy search teaching robots to fold laundry --mode semantic",
            "paperboy search --queries titles.txt --limit 10 --repeat 3 --json",
        ];
        options.Handle(command, (context, cancel) =>
        {
            // Before the index is made ready, which may take a while.
            var many = context.Parsed.GetValue(queries) is { } file ? QueryFile.Read(file) : null;
            using var rooms = context.OpenRooms(SettingsReader.Read(context.Folder));
            new Searchable(rooms.GetRequiredService<Database>()).Ensure(context, cancel);
            var question = new PaperQuestion(string.Join(' ', context.Parsed.GetValue(query) ?? []), context.Parsed.GetValue(limit))
            {
                Mode = ModeOf(context.Parsed.GetRequiredValue(mode)),
                CountAll = context.Parsed.GetValue(count),
                WithFacets = context.Parsed.GetValue(facets),
                Sort = SortOf(context.Parsed.GetValue(sort)),
            };
            if (question.Mode != SearchMode.Keyword)
            {
                rooms.GetRequiredService<Embedded>().Ensure(context, cancel);
                rooms.GetRequiredService<QueryVectors>().Connect(Patience, cancel);
            }

            if (many is not null)
                AskMany(context, rooms.GetRequiredService<PaperSearch>(), many, question, context.Parsed.GetValue(repeat), cancel);
            else
                AskOne(context, rooms, question, context.Parsed.GetValue(explain), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static void AskMany(
        VerbContext context, PaperSearch search, IReadOnlyList<string> queries, PaperQuestion form, int repeat, CancellationToken cancel)
    {
        var answers = context.WithProgress("Searching", report => new ManyQueries(search).Run(
            queries, form, repeat, share => report(share, $"{queries.Count:N0} queries"), cancel));
        context.Result(answers, SearchOutput.Words);
    }

    private static void AskOne(VerbContext context, ServiceProvider rooms, PaperQuestion question, bool explain, CancellationToken cancel)
    {
        var search = rooms.GetRequiredService<PaperSearch>();
        var answer = search.Search(question, cancel);
        foreach (var note in answer.Read.Notes)
            context.Say(note.Sentence);
        if (answer.Without is { } without)
            context.Say($"{(answer.Mode == SearchMode.Semantic ? "Nothing is found by meaning" : "Found by words only")}: {without.Detail}.");
        var meant = rooms.GetRequiredService<QuerySuggestions>().DidYouMean(question.Text, cancel);
        if (meant is not null)
            context.Say($"Did you mean: {meant}");
        var why = explain
            ? answer.Results.ToDictionary(found => found.Paper.Id, found => search.Explain(answer, found.Paper.Id), StringComparer.Ordinal)
            : null;
        context.Result(SearchOutput.Json(answer, question.WithFacets, why, meant), _ => SearchOutput.Words(answer, why));
    }

    private static SearchMode ModeOf(string name) => Enum.Parse<SearchMode>(name, ignoreCase: true);

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

    private static void OneOf<T>(Option<T> option, string[] values) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } value && !values.Contains(value))
            result.AddError($"{option.Name} takes {string.Join(", ", values[..^1])} or {values[^1]}, not \"{value}\".");
    });

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
