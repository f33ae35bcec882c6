using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Harvest.Fetching;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.TestProgram;

/// <summary>
/// What the application's tests need a process of its own for, where no verb does just that: asks a service through the gate
/// of a data folder. (No file of statements: their class would have the same name as the application's.)
/// </summary>
internal static class AskingProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["ask", var folder, var address, var count, var milliseconds])
        {
            await Console.Error.WriteLineAsync("Usage: ask FOLDER ADDRESS COUNT MILLISECONDS: ask for a page so many times, with so much time in between.");
            return 2;
        }

        var delay = TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture));
        await AskAsync(new DataFolder(folder), new Uri(address), int.Parse(count, CultureInfo.InvariantCulture), delay);
        return 0;
    }

    private static async Task AskAsync(DataFolder folder, Uri page, int count, TimeSpan delay)
    {
        var settings = SettingsReader.From(new ConfigurationBuilder().Build()).Sources;
        using var gates = new Gates(folder, TimeProvider.System);
        using var handler = new SocketsHttpHandler();
        using var client = new PoliteClient(
            handler, gates, settings, TimeProvider.System, new Random(1), NullLogger<PoliteClient>.Instance);
        var request = new FetchRequest(page, new ServiceRules("test", delay, [page.Host]));
        for (var i = 0; i < count; i++)
            await client.GetAsync(request, ReadAsync, CancellationToken.None);
    }

    private static async Task<bool> ReadAsync(Reply reply, CancellationToken cancel)
    {
        await reply.Body.CopyToAsync(Stream.Null, cancel);
        return true;
    }
}
