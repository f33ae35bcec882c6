using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Paperboy.Settings;

namespace Paperboy.Readers;

/// <summary>Asking for the daily mail: the form, and what follows it.</summary>
internal static class SubscribeEndpoint
{
    public static RazorComponentResult Show(MailSettings mail, DigestSettings digest) => Form(mail, digest, null, mail.IsOn ? 200 : 503);

    public static async Task<IResult> AskAsync(
        HttpContext http, MailSettings mail, DigestSettings digest, SubscriptionLimit limit, Subscriptions subscriptions)
    {
        if (!mail.IsOn)
            return Form(mail, digest, null, StatusCodes.Status503ServiceUnavailable);
        if (await ReadFormAsync(http) is not { } form || !ReaderAddress.TryParse(form["address"], out var address))
            return Form(mail, digest, "That is not a mail address that Paperboy can write to. One such as name@example.org is needed.", StatusCodes.Status400BadRequest);
        if (Hour(form["hour"], digest) is not { } hour)
            return Form(mail, digest, "The hour is a whole number from 0 to 23.", StatusCodes.Status400BadRequest);
        if (limit.Count(http.Connection.RemoteIpAddress) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Form(mail, digest, "There were many subscriptions from your network in the last hour. Please try again later.", StatusCodes.Status429TooManyRequests);
        }

        // A browser may know a zone that our database does not: the mail then comes by the house's clock, as it says.
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(form["zone"].ToString().Trim()) ?? digest.TimeZone;
        await subscriptions.AskAsync(address, new Schedule(hour, zone));
        return new RazorComponentResult<AskedPage>(new { Address = address.Mailbox });
    }

    private static RazorComponentResult<SubscribePage> Form(MailSettings mail, DigestSettings digest, string? fault, int status) =>
        new(new { mail.IsOn, Fault = fault, digest.Hour, Zone = digest.TimeZone.Id }) { StatusCode = status };

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int? Hour(string? text, DigestSettings digest) =>
        string.IsNullOrEmpty(text) ? digest.Hour
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 ? hour
        : null;
}
