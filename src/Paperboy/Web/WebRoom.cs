using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Web;

/// <summary>What all pages need of the host: compression, static files, headers, error pages, the hosts that may be asked for.</summary>
internal static class WebRoom
{
    public static void AddWeb(this IServiceCollection services, DataFolder folder, ServerSettings server)
    {
        services.AddRazorComponents();
        // The framework makes keys for form tokens at its start; they stay with the rest of the data, not in a home folder.
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(folder.Keys)).SetApplicationName("Paperboy");
        // A page with a form takes back that it may be cached: that is meant, and no warning.
        services.AddLogging(log => log
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error));
        services.AddFormTokens();
        services.AddSingleton<Assets>();
        services.AddResponseCompression(options =>
        {
            // Pages hold no secret that an attacker could measure by what they reflect (BREACH): a form's token is another one each time.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. server.AllowedHosts];
            options.IncludeFailureMessage = false;
            if (server.PublicAddress is { } address)
                options.AllowedHosts.Add(address.Host);
        });
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        // A proxy on this machine says whom it speaks for, and whether by https; nobody else is believed.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseSameOriginPosts(app.Services.GetRequiredService<ServerSettings>().PublicAddress);
        app.UseSecureCookies();
        app.UseResponseCompression();
        app.UseStatusPages();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => Assets.SetCaching(file.Context) });
        app.UseRouting();
    }
}
