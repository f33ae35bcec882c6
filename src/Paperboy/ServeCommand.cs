using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Readers.Accounts;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy;

/// <summary><c>paperboy serve</c>: the pages, the jobs and the index, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("serve", "Serve the pages and run the jobs. Settings may follow as --Section:Name=value.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        options.Examples[command] =
        [
            "paperboy serve",
            "paperboy serve --data /srv/papers --Server:Address=http://127.0.0.1:9000",
            "PAPERBOY_Mail__Transport=folder paperboy serve",
        ];
        options.Handle(command, async (context, cancel) =>
        {
            SettingsFile.WriteIfMissing(context.Folder.Create());
            var settings = SettingsReader.Read(context.Folder, Overrides(context.Parsed.UnmatchedTokens));
            await using var app = PaperboyHost.Build(context.Folder, settings, context.Time);

            // What is wrong with the catalog is said now, not to the first visitor.
            _ = app.Services.GetRequiredService<Database>();
            if (settings.Accounts.IsSingleUser)
                app.Services.GetRequiredService<AccountStore>().EnsureOwner(context.Time.GetUtcNow());
            await app.StartAsync(cancel);
            foreach (var address in app.Urls)
                context.Say($"Paperboy is at {address} (data in {context.Folder.Root}). Ctrl-C stops it.");
            TellOwner(app, settings, context);
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        });
        return command;
    }

    // At each start until somebody has become the owner; the link of the start before is dead then.
    private static void TellOwner(WebApplication app, PaperboySettings settings, VerbContext context)
    {
        if (settings.Accounts.IsSingleUser)
            context.Say("Whoever sits at this machine is its owner (Accounts:SingleUser).");
        if (context.Quiet || settings.Accounts.IsSingleUser || app.Services.GetRequiredService<AccountStore>().FirstOwner() is not null)
            return;
        var link = app.Services.GetRequiredService<EntryLinks>().ForOwner(app.Urls.Select(url => new Uri(url)).FirstOrDefault());
        context.Say($"It has no owner yet. Whoever opens this link and presses the button there becomes the owner: {link}");
    }

    // The host of the tests also passes the framework's own names (environment, contentRoot, applicationName).
    private static Dictionary<string, string?> Overrides(IReadOnlyList<string> tokens)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in tokens)
        {
            var split = token.IndexOf('=', StringComparison.Ordinal);
            if (!token.StartsWith("--", StringComparison.Ordinal) || split < 3)
                throw new VerbFailedException($"serve does not know \"{token}\"; settings are given as --Section:Name=value.");
            var name = token[2..split];
            if (name.Contains(':', StringComparison.Ordinal))
                overrides[name] = token[(split + 1)..];
        }

        return overrides;
    }
}
