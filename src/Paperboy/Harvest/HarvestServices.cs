using Paperboy.Harvest.Files;
using Paperboy.Harvest.Upload;

namespace Paperboy.Harvest;

internal static class HarvestServices
{
    /// <summary>Files that browsers send, imported behind the pages.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<PaperImport>()
        .AddSingleton<UploadAccess>()
        .AddSingleton<UploadImporter>()
        .AddHostedService(provider => provider.GetRequiredService<UploadImporter>());
}
