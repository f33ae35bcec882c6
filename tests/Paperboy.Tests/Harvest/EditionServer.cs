using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Paperboy.Tests.Harvest;

/// <summary>Plays the editions of Hugging Face on loopback, and keeps an account of every page that was asked for.</summary>
internal sealed class EditionServer : IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly WebApplication _app;
    private readonly int _papersADay;
    private readonly ConcurrentQueue<string> _asked = [];

    private EditionServer(WebApplication app, int papersADay)
    {
        _app = app;
        _papersADay = papersADay;
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Day and page, in the order of the requests.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Called with each request before it is answered.</summary>
    public Action AtRequest { get; set; } = () => { };

    public static async Task<EditionServer> Start(int papersADay)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new EditionServer(app, papersADay);
        app.MapGet("/api/daily_papers", server.Answer);
        await app.StartAsync();
        return server;
    }

    /// <summary>The settings file of a data folder whose Hugging Face this is.</summary>
    public string Settings() => JsonSerializer.Serialize(new
    {
        Sources = new
        {
            AllowPrivateNetwork = "yes",
            HuggingFace = new { Address = Address.ToString(), DelaySeconds = "0" },
        },
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(string date, int p)
    {
        _asked.Enqueue($"{date} {p}");
        AtRequest();
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var first = p * PageSize;
        return Results.Json(Enumerable.Range(first, Math.Max(0, Math.Min(PageSize, _papersADay - first))).Select(i => Paper(day, i)));
    }

    private object Paper(DateOnly day, int i)
    {
        var number = (day.Day * _papersADay) + i;
        return new
        {
            paper = new
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{day.Year % 100:D2}{day.Month:D2}.{number:D5}"),
                title = $"Lantern {number} and what it taught us about patience",
                summary = $"We waited with lantern {number} and wrote down what it saw.",
                authors = new[] { new { name = $"Ada Example{number}" } },
                publishedAt = $"{day:yyyy-MM-dd}T00:00:00.000Z",
                upvotes = number % 50,
            },
            title = $"Lantern {number} and what it taught us about patience",
            publishedAt = $"{day:yyyy-MM-dd}T00:00:00.000Z",
            numComments = 1,
        };
    }
}
