using System.CommandLine;
using System.Diagnostics;
using System.Runtime;
using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Indexing;

namespace Paperboy.Harvest.Files;

/// <summary><c>paperboy import PATH...</c>: files of papers into the catalog, and until they are found.</summary>
internal static class ImportCommand
{
    private const int MostShown = 20;

    public static Command Create(GlobalOptions options)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files of JSON Lines (.jsonl, .ndjson, .json), arXiv's metadata in bulk (.json, .zip), BibTeX (.bib), RIS (.ris), CSL-JSON (.json) or of title TAB abstract (.tsv), plain or .gz; or folders of JSON Lines.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("import", "Import papers from JSON Lines, bibliographies or tab-separated titles and abstracts. What is known already is not imported twice.") { paths };
        options.Examples[command] =
        [
            "paperboy import papers.jsonl.gz",
            "paperboy import ~/papers --json > import.json",
            "paperboy import corpus.tsv",
            "paperboy import library.bib references.ris zotero.json",
            "paperboy import arxiv-metadata-oai-snapshot.json.zip",
        ];
        options.Handle(command, (context, cancel) => Run(context, context.Parsed.GetRequiredValue(paths), cancel));
        return command;
    }

    private static int Run(VerbContext context, string[] paths, CancellationToken cancel)
    {
        IReadOnlyList<string> files;
        try
        {
            files = PaperFile.Expand(paths);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            throw new VerbFailedException(e.Message, e);
        }

        // Nobody waits for an answer of this process: collections beside the work would take processors from it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var clock = Stopwatch.StartNew();
        using var database = context.OpenDatabase();
        var rebuilt = new PaperRebuild(database).Run(cancel);
        if (rebuilt > 0)
            context.Say($"{rebuilt:N0} papers were merged anew by the rules of this version.");
        var import = new PaperImport(new PaperStore(database), context.Time);
        var result = context.WithProgress("Importing", report => import.Import(
            files, (share, so) => report(share, $"{so.New:N0} new, {so.Changed:N0} changed, {so.Rejected:N0} rejected"), cancel));
        var searchable = new Searchable(database).Ensure(context, cancel);
        Report(context, result, new PaperStore(database).Count(), searchable, clock.ElapsedMilliseconds);
        return result.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static void Report(VerbContext context, ImportResult result, long papers, bool searchable, long tookMs)
    {
        foreach (var rejection in result.Rejections.Take(context.Json ? 0 : MostShown))
            context.Warn($"{rejection.File}:{rejection.Line}: rejected: {rejection.Reason}");
        if (!context.Json && result.Rejected > MostShown)
            context.Warn($"... and {result.Rejected - MostShown} more rejected; --json lists them.");
        context.Result(
            new
            {
                result.New,
                result.Changed,
                result.Unchanged,
                result.Rejected,
                result.Rejections,
                papers,
                searchable,
                tookMs,
            },
            r => $"{r.New:N0} new, {r.Changed:N0} changed, {r.Unchanged:N0} unchanged, {r.Rejected:N0} rejected; "
                + $"{r.papers:N0} papers in all, searchable, in {r.tookMs / 1000.0:N1} s.");
    }
}
