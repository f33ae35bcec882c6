using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Daily.Trending;
using Paperboy.Digest;
using Paperboy.Discover;
using Paperboy.Discover.Drafts;
using Paperboy.Discover.Like;
using Paperboy.Evaluate;
using Paperboy.Harvest;
using Paperboy.Harvest.Files;
using Paperboy.Readers.Accounts;
using Paperboy.Recommend;
using Paperboy.Train;
using Paperboy.Upkeep;

namespace Paperboy;

/// <summary>All verbs of the command line, each from its slice.</summary>
internal static class Verbs
{
    public static RootCommand Root()
    {
        var options = new GlobalOptions(PaperboyHost.AddRooms);
        var root = new RootCommand("Paperboy: the day's research papers, found, ranked and delivered.")
        {
            options.Data,
            options.Json,
            options.Quiet,
            ServeCommand.Create(options),
            HarvestCommand.Create(options),
            LedgerCommand.Create(options),
            ImportCommand.Create(options),
            ExportCommand.Create(options),
            SearchCommand.Create(options),
            TrendingCommand.Create(options),
            SimilarCommand.Create(options),
            DraftCommand.Create(options),
            DigestCommand.Create(options),
            EvaluateCommand.Create(options),
            TrainCommand.Create(options),
            PredictCommand.Create(options),
            OwnerLinkCommand.Create(options),
            CheckCommand.Create(options),
            SplitCommand.Create(options),
            BackupCommand.Create(options),
            RestoreCommand.Create(options),
        };
        return VerbHelp.AddTo(root, options);
    }

    /// <summary>
    /// The arguments as typed, but for a first one of the form --Section:Name=value: then the verb is serve. (The
    /// host of the tests passes nothing else.) And see <see cref="EvaluateCommand.Arguments"/>.
    /// </summary>
    public static string[] Arguments(string[] args) =>
        args.Length > 0 && args[0].StartsWith("--", StringComparison.Ordinal) && args[0].Contains('=', StringComparison.Ordinal)
            ? ["serve", .. args]
            : EvaluateCommand.Arguments(args, Directory.Exists);
}
