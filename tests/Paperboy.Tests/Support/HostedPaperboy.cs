using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Paperboy.Tests.Support;

/// <summary>The whole program within the test's process, on a real port of its own.</summary>
internal sealed class HostedPaperboy(string data, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    /// <summary>Services that take the place of the program's own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>
    /// Starts it, and gives a client that follows no redirect, since redirects are what some tests look at, and that posts as our
    /// pages' forms do, with their token.
    /// </summary>
    public HttpClient Open()
    {
        UseKestrel(0);
        StartServer();
        return new HttpClient(new CookieJar(sendsTokens: true)) { BaseAddress = ClientOptions.BaseAddress };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", data).UseSetting("quiet", "true").UseSetting("Sources:Scheduled", "no").ConfigureLogging(log => log.ClearProviders());
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        if (Replace is not null)
            builder.ConfigureTestServices(Replace);
    }
}
