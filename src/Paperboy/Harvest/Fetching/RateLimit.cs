using System.Globalization;
using System.Net.Http.Headers;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// The pace that Crossref names with each reply: so many requests (x-rate-limit-limit) in so many seconds
/// (x-rate-limit-interval: 1s). It is asked no faster, even if its delay is set to less.
/// </summary>
internal static class RateLimit
{
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(1);

    /// <summary>The time between two requests; null where the reply does not say it, or not so that it makes sense.</summary>
    public static TimeSpan? PaceOf(HttpResponseHeaders headers)
    {
        if (Number(headers, "x-rate-limit-limit") is not { } limit || Number(headers, "x-rate-limit-interval") is not { } interval)
            return null;
        var pace = TimeSpan.FromSeconds(interval / limit);
        return pace < Slowest ? pace : Slowest;
    }

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.First().TrimEnd('s', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= 1e9
            ? number : null;
}
