using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Catalog;
using Paperboy.Indexing;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Bench;

/// <summary>How long pages take over loopback, one request after the other; sizes are of the HTML before compression.</summary>
internal static class PagesBench
{
    private const int Requests = 1_000;

    public static async Task Run(string folder)
    {
        var data = new DataFolder(folder);
        var settings = SettingsReader.Read(data, new Dictionary<string, string?> { ["Server:Address"] = "http://127.0.0.1:0", ["Sources:Scheduled"] = "no" });
        await using var app = PaperboyHost.Build(data, settings, TimeProvider.System);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var random = new Random(7);
        var ids = app.Services.GetRequiredService<IndexQueue>().Contents().Papers.Select(p => p.Id).ToList();
        var days = app.Services.GetRequiredService<EditionStore>().Counts(DateOnly.MinValue, DateOnly.MaxValue)
            .Select(c => c.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        Console.WriteLine(Percentiles.Header);
        await Measure(http, "edition of a day", () => $"/papers/date/{days[random.Next(days.Count)]}");
        await Measure(http, "paper", () => "/papers/" + ids[random.Next(ids.Count)]);
        await Measure(http, "search", () => "/papers?q=" + Uri.EscapeDataString(ids[random.Next(ids.Count)][^3..] + " language models"));
        await Measure(http, "edition of a week", () => "/papers/week/2026-W12", 200);
        await Measure(http, "edition of a month", () => "/papers/month/2026-03", 200);
        await app.StopAsync();
    }

    private static async Task Measure(HttpClient http, string what, Func<string> address, int requests = Requests)
    {
        for (var i = 0; i < 200; i++)
            await http.GetByteArrayAsync(new Uri(address(), UriKind.Relative));
        var times = new List<double>(requests);
        var largest = 0;
        for (var i = 0; i < requests; i++)
        {
            var path = new Uri(address(), UriKind.Relative);
            var started = Stopwatch.GetTimestamp();
            var page = await http.GetByteArrayAsync(path);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            largest = Math.Max(largest, page.Length);
        }

        Console.WriteLine(Percentiles.Line($"{what} (largest {largest / 1024} KB)", times));
    }
}
