using Paperboy.Jobs;

namespace Paperboy.Train;

internal static class TrainServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton<AutomaticAdaptation>()
        .AddRepeatedJob<AdaptationJob>(AdaptationJob.Name, AdaptationJob.Interval);
}
