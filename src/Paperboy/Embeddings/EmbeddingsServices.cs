using System.Net;
using System.Net.Http.Headers;
using Paperboy.Settings;

namespace Paperboy.Embeddings;

/// <summary>What turns texts into vectors, put together by the settings.</summary>
internal static class EmbeddingsServices
{
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.AddHttpClient(EmbedderFactory.ClientName)
            .ConfigureHttpClient(client =>
            {
                // Each try has a time of its own, by a clock that tests can set.
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Paperboy", Version()));
            })
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<EmbeddingsSettings>()))

            // They would print headers, and with them the key, at their lowest level.
            .RemoveAllLoggers();
        return services.AddSingleton<EmbedderFactory>();
    }

    private static SocketsHttpHandler Handler(EmbeddingsSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 2 * settings.Requests,
        UseProxy = settings.Address is { IsLoopback: false },
    };

    private static string Version() => typeof(EmbeddingsServices).Assembly.GetName().Version?.ToString(3) ?? "0";
}
