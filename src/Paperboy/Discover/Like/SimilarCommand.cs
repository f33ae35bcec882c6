using System.CommandLine;
using System.Globalization;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Discover.Like;

/// <summary><c>paperboy similar ID...</c>: the same answer as on the page "More like these".</summary>
internal static class SimilarCommand
{
    public static Command Create(GlobalOptions options)
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = $"Papers by arXiv id, DOI, any other id, or address; at most {MoreLikeThese.MostPapers}.",
            Arity = ArgumentArity.OneOrMore,
        };
        ids.Validators.Add(result =>
        {
            if (result.Tokens.Count > MoreLikeThese.MostPapers)
                result.AddError($"similar takes at most {MoreLikeThese.MostPapers} papers, not {result.Tokens.Count}.");
        });
        var limit = LimitOf("--limit");
        var where = new Option<string>("--where")
        {
            Description = "Conditions in the query language that results must meet: 'year:>=2024 cat:cs.CL'.",
            HelpName = "CONDITIONS",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("similar", "Find what is close in meaning to one paper, or to a set of papers.") { ids, limit, where };
        options.Examples[command] =
        [
            "paperboy similar arXiv:2503.11731",
            "paperboy similar 2503.11731 2401.04088 --limit 10 --where 'year:>=2025' --json",
        ];
        options.Handle(command, (context, cancel) =>
        {
            using var rooms = Open(context, cancel);
            var answer = rooms.GetRequiredService<MoreLikeThese>().Find(
                context.Parsed.GetRequiredValue(ids), context.Parsed.GetValue(limit), context.Parsed.GetRequiredValue(where), cancel);
            return Report(context, answer);
        });
        return command;
    }

    /// <summary>The option that says how many results, for the verbs that ask what is close.</summary>
    public static Option<int> LimitOf(string name)
    {
        var option = new Option<int>(name) { Description = "How many results at most (1 to 1000).", HelpName = "N", DefaultValueFactory = _ => 20 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000)
                result.AddError($"{name} takes a whole number from 1 to 1000.");
        });
        return option;
    }

    /// <summary>The services of the house, when papers are found and have vectors, as far as these can be had.</summary>
    /// <exception cref="VerbFailedException">There is no catalog.</exception>
    public static ServiceProvider Open(VerbContext context, CancellationToken cancel)
    {
        if (!File.Exists(context.Folder.Database))
            throw new VerbFailedException($"{context.Folder.Root} holds no catalog. Import papers first: paperboy import FILE.");
        var rooms = context.OpenRooms(SettingsReader.Read(context.Folder));
        try
        {
            new Searchable(rooms.GetRequiredService<Database>()).Ensure(context, cancel);
            rooms.GetRequiredService<Embedded>().Ensure(context, cancel);
            return rooms;
        }
        catch
        {
            rooms.Dispose();
            throw;
        }
    }

    /// <summary>A paper as both verbs print it: similarity and title, then id, authors and the reason.</summary>
    public static void Append(StringBuilder text, Paper paper, float similarity, string? reason)
    {
        text.Append(CultureInfo.InvariantCulture, $"{similarity,6:F2}  {PaperText.Parse(paper.Title).ToPlainText()}\n")
            .Append(CultureInfo.InvariantCulture, $"        {paper.Id}  {ShortenedAuthors.Of(paper)}\n");
        if (reason is not null)
            text.Append(CultureInfo.InvariantCulture, $"        {reason}\n");
    }

    private static int Report(VerbContext context, LikeAnswer answer)
    {
        foreach (var id in answer.Unknown)
            context.Warn($"No paper here has the id {id}.");
        foreach (var paper in answer.WithoutVector)
            context.Warn($"The meaning of {paper.Id} is not known yet, so it does not count: paperboy serve reads new papers.");
        foreach (var note in answer.Conditions?.Notes ?? [])
            context.Say(note.Sentence);
        context.Result(Json(answer), _ => Words(answer));
        return answer.Set.Count == 0 ? ExitCode.Failed : answer.Unknown.Count > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static object Json(LikeAnswer answer) => new
    {
        set = answer.Set.Select(paper => new { paper.Id, title = Plain(paper) }),
        unknown = answer.Unknown,
        withoutVector = answer.WithoutVector.Select(paper => paper.Id),
        results = answer.Results.Select(found => new
        {
            found.Paper.Id,
            title = Plain(found.Paper),
            similarity = Math.Round(found.Similarity, 4),
            closeTo = found.CloseTo.Id,
            published = (found.Paper.Published ?? found.Paper.Appeared)?.ToString(),
            authors = found.Paper.Authors.Select(author => AuthorName.Parse(author).Display),
            found.Paper.Categories,
        }),
    };

    private static string Words(LikeAnswer answer)
    {
        var text = new StringBuilder();
        foreach (var found in answer.Results)
            Append(text, found.Paper, found.Similarity, answer.Set.Count > 1 ? $"close to “{Plain(found.CloseTo)}”" : null);
        if (answer.Set.Count == 0)
            return "There is no paper that others could be close to.";
        return text.Append(answer.Results.Count == 0 ? "Nothing in this catalog is close." : Web.Words.Count(answer.Results.Count, "paper")).ToString();
    }

    private static string Plain(Paper paper) => PaperText.Parse(paper.Title).ToPlainText();
}
