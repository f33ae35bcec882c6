using System.IO.Compression;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.ResponseCompression;
using Paperboy.Settings;

namespace Paperboy.Web;

/// <summary>What all pages need of the host: compression, static files, headers, error pages, the hosts that may be asked for.</summary>
internal static class WebRoom
{
    public static void AddWeb(this IServiceCollection services, ServerSettings server)
    {
        services.AddRazorComponents();
        services.AddSingleton<Assets>();
        services.AddResponseCompression(options =>
        {
            // Pages hold no secrets that an attacker could reflect and measure (BREACH).
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
        app.UseSameOriginPosts(app.Services.GetRequiredService<ServerSettings>().PublicAddress);
        app.UseResponseCompression();
        app.UseStatusPages();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => Assets.SetCaching(file.Context) });
        app.UseRouting();
    }
}
