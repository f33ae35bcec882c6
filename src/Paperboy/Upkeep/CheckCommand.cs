using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Embeddings;
using Paperboy.Indexing;
using Paperboy.Settings;

namespace Paperboy.Upkeep;

/// <summary>
/// <c>paperboy check [--repair]</c>: verifies database and index, says what it found, and builds a damaged index anew.
/// Ends with 0 when all is sound (now), with 1 when something is wrong (still). <c>paperboy check --embedder</c>: tries the
/// embedder instead.
/// </summary>
internal static class CheckCommand
{
    public static Command Create(GlobalOptions options)
    {
        var repair = new Option<bool>("--repair")
        {
            Description = "Build a damaged index anew from the catalog, also while Paperboy serves. The catalog is never changed.",
        };
        var embedder = new Option<bool>("--embedder")
        {
            Description = "Try the embedder that the settings name instead: what it is, and how long a text takes.",
        };
        var command = new Command("check", "Verify the database and the index; ends with 0 when all is sound, also after --repair, else with 1.") { repair, embedder };
        options.Examples[command] =
        [
            "paperboy check",
            "paperboy check --repair",
            "paperboy check --embedder",
        ];
        options.Handle(command, (context, cancel) => context.Parsed.GetValue(embedder)
            ? TryEmbedderAsync(context, cancel)
            : Task.Run(() => Verify(context, context.Parsed.GetValue(repair), cancel), CancellationToken.None));
        return command;
    }

    private static int Verify(VerbContext context, bool mayRepair, CancellationToken cancel)
    {
        if (!File.Exists(context.Folder.Database))
            throw new VerbFailedException($"{context.Folder.Root} holds no catalog to check.");
        using var database = context.OpenDatabase();
        var report = new CatalogCheck(database).Run(cancel);
        if (report.NeedsRepair && mayRepair)
        {
            var found = report.IndexProblems;
            context.Say($"The index is built anew from the catalog: {found[0]}");
            new IndexRepair(database).Run(context, found[0], cancel);
            report = new CatalogCheck(database).Run(cancel) with { Repaired = found };
        }

        context.Result(report, Words);
        return report.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> TryEmbedderAsync(VerbContext context, CancellationToken cancel)
    {
        await using var rooms = context.OpenRooms(SettingsReader.Read(context.Folder));
        try
        {
            var report = await EmbedderCheck.RunAsync(rooms.GetRequiredService<EmbedderFactory>(), context.Time, cancel);
            context.Result(report, Words);
            return report.TellsApart ? ExitCode.Done : ExitCode.Failed;
        }
        catch (EmbedderException e)
        {
            throw new VerbFailedException(e.Message, e);
        }
    }

    private static string Words(EmbedderReport report) =>
        $"{report.Name}: {report.Dimensions} dimensions; ready in {report.OpenMs:N0} ms, then {report.TextMs:N1} ms a text. "
        + $"A query is {report.Near:N2} close to a paper that answers it and {report.Far:N2} to one on something else."
        + (report.TellsApart ? "" : " Problem: it does not tell them apart. Is it a model for search, and are its prefixes set?");

    private static string Words(CheckReport report)
    {
        var lines = (report.Repaired ?? []).Select(problem => "Repaired: " + problem).ToList();
        var found = $"{report.Papers:N0} papers from {report.Records:N0} records; {report.Indexed:N0} in the index"
            + (report.Waiting > 0 ? $", {report.Waiting:N0} changes waiting for it." : ".");
        lines.Add(report.Problems.Count == 0 ? found + " Database and index are sound." : found);
        lines.AddRange(report.Problems.Select(problem => "Problem: " + problem));
        if (report.NeedsRepair)
            lines.Add("The index can be built anew from the catalog: paperboy check --repair.");
        if (report.Problems.Count > report.IndexProblems.Count)
            lines.Add("What is wrong with the catalog itself only a backup can mend: paperboy restore FILE.");
        return string.Join(Environment.NewLine, lines);
    }
}
