using System.CommandLine;
using Paperboy.Cli;
using Paperboy.Settings;

namespace Paperboy.Readers.Accounts;

/// <summary><c>paperboy owner-link</c>: a new link by which somebody becomes the owner, or the owner comes in, also without mail.</summary>
internal static class OwnerLinkCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("owner-link", "Make a link by which somebody becomes the owner; where there is one, it lets that one in. The link before it is dead.");
        options.Examples[command] = ["paperboy owner-link", "paperboy owner-link --data /srv/papers --json"];
        options.Handle(command, (context, _) =>
        {
            if (!File.Exists(context.Folder.Database))
                throw new VerbFailedException($"{context.Folder.Root} holds no catalog. Start it first: paperboy serve --data {context.Folder.Root}");
            var settings = SettingsReader.Read(context.Folder);
            using var database = context.OpenDatabase();
            var owner = new AccountStore(database).FirstOwner();
            var link = new EntryLinks(database, settings.Server, context.Time).ForOwner();
            context.Result(
                new { link, owner = owner?.Name, expires = context.Time.GetUtcNow() + EntryLinks.Lifetime },
                r => r.owner is null
                    ? $"Open this link, once, and press the button there to become the owner:\n{r.link}"
                    : $"Open this link, once, and press the button there to sign in as {r.owner}:\n{r.link}");
            return ExitCode.Done;
        });
        return command;
    }
}
