using Paperboy.Catalog;
using Paperboy.Cli;
using Paperboy.Community;
using Paperboy.Daily;
using Paperboy.Digest;
using Paperboy.Discover;
using Paperboy.Embeddings;
using Paperboy.Harvest;
using Paperboy.Indexing;
using Paperboy.Jobs;
using Paperboy.Ledger;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Readers.Accounts;
using Paperboy.Readers.Personal;
using Paperboy.Readers.Visits;
using Paperboy.Recommend;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Train;
using Paperboy.Upkeep;
using Paperboy.Web;

namespace Paperboy;

/// <summary>Puts the rooms of the house together into one running server.</summary>
internal static class PaperboyHost
{
    public static WebApplication Build(DataFolder folder, PaperboySettings settings, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Else it is the current folder, which the host would watch and search: seconds, when started from /.
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.WebHost.UseUrls(settings.Server.Address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        Logging.Configure(builder.Logging, settings.Log);
        AddRooms(builder.Services, folder, settings, time);
        builder.Services.AddWeb(folder, settings.Server);
        builder.Services.AddUploads();
        builder.Services.AddScheduledHarvests();
        builder.Services.AddJobs();
        var app = builder.Build();
        app.UseWeb();
        app.UseSessions();
        app.UseFormTokens();
        app.UseVisits();
        Routes.Map(app);
        return app;
    }

    /// <summary>What pages and verbs work with: everything but the web server itself.</summary>
    internal static void AddRooms(IServiceCollection services, DataFolder folder, PaperboySettings settings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(folder);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Server);
        services.AddSingleton(settings.Mail);
        services.AddSingleton(settings.Digest);
        services.AddSingleton(settings.Embeddings);
        services.AddSingleton(settings.Sources);
        services.AddSingleton(settings.Accounts);
        services.AddSingleton(settings.Community);
        services.AddSingleton(provider => Opened(folder, time, [.. provider.GetServices<IPersonalData>()]));
        services.AddCatalog().AddLedger().AddEmbeddings().AddIndexing().AddUpkeep();
        services.AddFetching().AddSources().AddHarvest();
        services.AddDaily().AddDiscover().AddRecommend().AddCommunity();
        services.AddMail().AddReaders().AddDigest().AddTraining();
        services.AddSingleton(provider => new LibraryState(
            provider.GetRequiredService<PaperStore>().Count, provider.GetRequiredService<PaperStore>().HasSample, http => http.Account()?.Name));
    }

    // Whoever had been deleted when the catalog was restored is deleted again, before anything looks at it.
    private static Database Opened(DataFolder folder, TimeProvider time, IReadOnlyList<IPersonalData> rooms)
    {
        var database = Database.Open(folder, time);
        Deletions.Apply(database, rooms);
        return database;
    }
}
