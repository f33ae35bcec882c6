using System.CommandLine;
using System.Diagnostics;
using Paperboy.Cli;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Storage;

namespace Paperboy.Train;

/// <summary>
/// <c>paperboy train</c>: adapts the built-in embedder to the catalog. <c>paperboy train PATH... --out FILE</c>: makes a general
/// model of files of papers.
/// </summary>
internal static class TrainCommand
{
    public static Command Create(GlobalOptions options)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files or folders of JSON Lines to make a general model of. None: the model that comes with Paperboy is adapted to the catalog.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string?>("--out") { Description = "The file to write the model to; without PATH the data folder's own.", HelpName = "FILE" };
        var seed = new Option<long>("--seed") { Description = "Decides every random draw; the same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var ifBetter = new Option<bool>("--if-better") { Description = "Keep some papers of the catalog out, and use the adapted model only if it finds them better than the one before." };
        var command = new Command("train", "Adapt the built-in embedder to the catalog, or train a general model from files.") { paths, output, seed, ifBetter };
        options.Examples[command] =
        [
            "paperboy train",
            "paperboy train papers/ --out general.vectors",
        ];
        options.Handle(command, (context, cancel) =>
        {
            var from = context.Parsed.GetValue(paths) ?? [];
            var to = context.Parsed.GetValue(output);
            if (from.Length > 0 && context.Parsed.GetValue(ifBetter))
                throw new VerbFailedException("--if-better keeps papers of the catalog out; a model made of files has none to measure by.");
            return from.Length == 0
                ? Adapt(context, to ?? context.Folder.Embedder, (ulong)context.Parsed.GetValue(seed), context.Parsed.GetValue(ifBetter), cancel)
                : TrainGeneral(
                    context,
                    from,
                    to ?? throw new VerbFailedException("A model made of files needs a name: --out FILE."),
                    (ulong)context.Parsed.GetValue(seed),
                    cancel);
        });
        return command;
    }

    private static int TrainGeneral(VerbContext context, string[] paths, string target, ulong seed, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        TrainingPapers papers;
        try
        {
            papers = TrainingPapers.Read(paths, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            throw new VerbFailedException(e.Message, e);
        }

        foreach (var (file, count) in papers.Counts)
        {
            context.Say($"{file}: {count.Taken:N0} papers, {count.Known:N0} known already, "
                + $"{count.LeftOut:N0} left out for their licence, {count.Held:N0} held out for measuring");
        }


        if (papers.Texts.Count < 2)
            throw new VerbFailedException($"There are {papers.Texts.Count} papers to train on in {string.Join(", ", paths)}; two at least are needed.");
        var options = GeneralTraining.Defaults with { Seed = seed };
        var model = WithProgress(context, "Training", report => GeneralTraining.Train(papers.Texts, options, report, cancel));
        return Write(context, model, target, papers.Texts.Count, clock);
    }

    private static int Adapt(VerbContext context, string target, ulong seed, bool ifBetter, CancellationToken cancel)
    {
        if (!File.Exists(context.Folder.Database))
            throw new VerbFailedException($"{context.Folder.Root} holds no catalog to adapt the model to. Name files to train on, or import papers first.");
        var clock = Stopwatch.StartNew();
        using var held = FileLock.TryExclusive(context.Folder.EmbedderLock, "paperboy train")
            ?? throw new VerbFailedException($"The model is being adapted already, by {FileLock.Holder(context.Folder.EmbedderLock)}.");
        using var database = context.OpenDatabase();
        var papers = CatalogTexts.Count(database);
        var texts = CatalogTexts.Read(database, cancel);
        if (texts.Count < Adaptation.FewestPapers)
        {
            throw new VerbFailedException(
                $"The catalog has {texts.Count:N0} papers; from {Adaptation.FewestPapers:N0} on adapting the model to them is worth it.");
        }

        if (ifBetter)
            return AdaptIfBetter(context, papers, texts, target, seed, clock, cancel);
        var options = Adaptation.OptionsFor(texts.Count) with { Seed = seed };
        var model = WithProgress(context, "Adapting", report => Adaptation.Adapt(
            BuiltInEmbedder.General.Model, [.. texts.Select(paper => paper.Text)], options, report, cancel));
        var ended = Write(context, model, target, texts.Count, clock);
        if (target == context.Folder.Embedder)
            new AdaptationRecord(papers, Adopted: true, 0, 0, 0, clock.Elapsed.TotalSeconds, context.Time.GetUtcNow()).Write(context.Folder);
        return ended;
    }

    private static int AdaptIfBetter(
        VerbContext context, long papers, IReadOnlyList<CatalogText> texts, string target, ulong seed, Stopwatch clock, CancellationToken cancel)
    {
        var current = Current(target);
        AdaptationTrial.TrialOutcome? outcome = null;
        var model = WithProgress(context, "Adapting", report => (outcome = AdaptationTrial.Run(current, texts, seed, report, cancel)).Model);
        if (outcome!.IsBetter)
            TokenVectorFile.Write(model, target);
        var record = new AdaptationRecord(
            papers, outcome.IsBetter, outcome.HeldOut, outcome.Before, outcome.After, clock.Elapsed.TotalSeconds, context.Time.GetUtcNow());
        if (target == context.Folder.Embedder)
            record.Write(context.Folder);
        context.Result(record, r => r.ToWords());
        return ExitCode.Done;
    }

    private static BuiltInEmbedder Current(string file)
    {
        try
        {
            return File.Exists(file) ? BuiltInEmbedder.Open(file) : BuiltInEmbedder.General;
        }
        catch (InvalidDataException e)
        {
            throw new VerbFailedException($"The model that is used now cannot be read; delete it, and the general one serves: {e.Message}", e);
        }
    }

    private static int Write(VerbContext context, TokenVectors model, string target, int papers, Stopwatch clock)
    {
        TokenVectorFile.Write(model, target);
        context.Result(
            new
            {
                file = Path.GetFullPath(target),
                BuiltInEmbedder.Open(target).Fingerprint,
                papers,
                rows = model.Layout.Rows,
                bytes = new FileInfo(target).Length,
                tookMs = clock.ElapsedMilliseconds,
            },
            r => $"{r.file}: {r.rows:N0} rows from {r.papers:N0} papers ({r.bytes / 1e6:N1} MB), {r.Fingerprint}, in {r.tookMs / 1000.0:N0} s.");
        return ExitCode.Done;
    }

    // A bar for people; for a log a line each tenth of the way.
    private static TokenVectors WithProgress(VerbContext context, string title, Func<Action<double, string>, TokenVectors> work)
    {
        if (!Console.IsErrorRedirected)
            return context.WithProgress(title, work);
        var said = 0;
        return work((share, words) =>
        {
            if ((int)(10 * share) <= said)
                return;
            said = (int)(10 * share);
            context.Say($"{title}: {share:P0}, {words}");
        });
    }
}
