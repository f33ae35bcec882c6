using Paperboy.Catalog;
using Paperboy.Daily;
using Paperboy.Digest;
using Paperboy.Discover;
using Paperboy.Harvest.Files;
using Paperboy.Harvest.Upload;
using Paperboy.Indexing;
using Paperboy.Jobs;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Settings;
using Paperboy.Storage;
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
        Logging.Configure(builder.Logging, settings.Log);
        AddRooms(builder.Services, folder, settings, time);
        builder.Services.AddJobs();
        builder.Services.AddWeb(folder, settings.Server);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.UseWeb();
        Routes.Map(app);
        return app;
    }

    internal static void AddRooms(IServiceCollection services, DataFolder folder, PaperboySettings settings, TimeProvider time)
    {
        services.AddSingleton(folder);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Server);
        services.AddSingleton(settings.Mail);
        services.AddSingleton(settings.Digest);
        services.AddSingleton(time);
        services.AddSingleton(_ => Database.Open(folder, time));
        services.AddSingleton<PaperStore>();
        services.AddSingleton<EditionStore>();
        services.AddSingleton<Editions>();
        services.AddSingleton<Newsstand>();
        services.AddSingleton<PaperSearch>();
        services.AddMail().AddReaders().AddDigest();
        services.AddSingleton<PaperIndex>();
        services.AddSingleton<IndexService>();
        services.AddSingleton<IndexQueue>();
        services.AddSingleton<PaperImport>();
        services.AddSingleton<UploadAccess>();
        services.AddSingleton<UploadImporter>();
        services.AddHostedService(provider => provider.GetRequiredService<UploadImporter>());
        services.AddSingleton(provider => new LibraryState(
            provider.GetRequiredService<PaperStore>().Count, provider.GetRequiredService<PaperStore>().HasSample));
    }
}
