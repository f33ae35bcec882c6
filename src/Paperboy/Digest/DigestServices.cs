using Paperboy.Jobs;

namespace Paperboy.Digest;

internal static class DigestServices
{
    public static IServiceCollection AddDigest(this IServiceCollection services) => services
        .AddSingleton<DigestStore>()
        .AddSingleton<DigestWriter>()
        .AddSingleton<DigestRound>()
        .AddRepeatedJob<DigestJob>("digest", TimeSpan.FromMinutes(1));
}
