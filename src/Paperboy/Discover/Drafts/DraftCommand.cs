using System.CommandLine;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Discover.Like;
using Paperboy.Embeddings;
using Paperboy.Text;

namespace Paperboy.Discover.Drafts;

/// <summary><c>paperboy draft FILE...</c>: the same answer as on the page "Search with a draft".</summary>
internal static class DraftCommand
{
    private const string StandardInput = "-";

    public static Command Create(GlobalOptions options)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "A text, a .tex, a .bib, or several of them that are one draft; - reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var limit = SimilarCommand.LimitOf("--limit");
        var command = new Command("draft", "Find what is close to a draft, and not yet cited in it. Nothing of the draft is stored.") { files, limit };
        options.Examples[command] =
        [
            "paperboy draft abstract.txt",
            "paperboy draft paper.tex references.bib --limit 30",
            "pandoc thesis.docx -t plain | paperboy draft - --json",
        ];
        options.Handle(command, async (context, cancel) =>
        {
            var draft = Read(context.Parsed.GetRequiredValue(files));
            if (draft.IsEmpty)
                throw new VerbFailedException("There is nothing to search with: no text, and no reference. " + string.Join(' ', draft.Problems));
            foreach (var problem in draft.Problems)
                context.Warn(problem.ToString());
            using var rooms = SimilarCommand.Open(context, cancel);
            try
            {
                var answer = await rooms.GetRequiredService<DraftSearch>().FindAsync(draft, context.Parsed.GetValue(limit), cancel);
                context.Result(Json(answer), _ => Words(answer));
                return draft.Problems.Count > 0 ? ExitCode.SomeRejected : ExitCode.Done;
            }
            catch (EmbedderException e)
            {
                throw new VerbFailedException(e.Message, e);
            }
        });
        return command;
    }

    private static Draft Read(string[] paths)
    {
        var files = new List<DraftFile>();
        var problems = new List<DraftProblem>();
        foreach (var path in paths)
        {
            var (file, problem) = DraftFile.Read(path == StandardInput ? "standard input" : Path.GetFileName(path), Bytes(path));
            if (file is not null)
                files.Add(file);
            if (problem is not null)
                problems.Add(problem);
        }

        return DraftReader.Read(files, problems);
    }

    private static byte[] Bytes(string path)
    {
        if (path != StandardInput && !File.Exists(path))
            throw new VerbFailedException($"There is no file {path}.");
        using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        var bytes = new byte[DraftFile.MostBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static object Json(DraftAnswer answer) => new
    {
        title = answer.Draft.Title,
        parts = answer.Draft.Parts.Select(part => part.Name),
        references = answer.Draft.Citations.Count,
        known = answer.Cited.Select(cited => new { cited.Citation.Key, cited.Paper.Id, title = Plain(cited.Paper) }),
        problems = answer.Draft.Problems,
        notCited = answer.NotCited.Select(Json),
        cited = answer.CloseAndCited.Select(Json),
    };

    private static object Json(DraftPaper found) => new
    {
        found.Paper.Id,
        title = Plain(found.Paper),
        similarity = Math.Round(found.Similarity, 4),
        found.CloseTo,
        published = (found.Paper.Published ?? found.Paper.Appeared)?.ToString(),
        authors = found.Paper.Authors.Select(author => AuthorName.Parse(author).Display),
        found.Paper.Categories,
    };

    private static string Words(DraftAnswer answer)
    {
        var text = new StringBuilder().Append(DraftWords.Of(answer)).Append("\n\n");
        text.Append(answer.Draft.Citations.Count > 0 ? "Close, and not cited yet:\n" : "Close to it:\n");
        if (answer.NotCited.Count == 0)
            text.Append(DraftWords.Nothing(answer)).Append('\n');
        Append(text, answer.NotCited);
        if (answer.CloseAndCited.Count == 0)
            return text.ToString().TrimEnd();
        text.Append("\nClose, and cited:\n");
        Append(text, answer.CloseAndCited);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, IReadOnlyList<DraftPaper> papers)
    {
        foreach (var found in papers)
            SimilarCommand.Append(text, found.Paper, found.Similarity, $"close to {found.CloseTo}");
    }

    private static string Plain(Paper paper) => PaperText.Parse(paper.Title).ToPlainText();
}
