using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Paperboy.Digest;
using Paperboy.Mail;
using Paperboy.Readers;
using Paperboy.Tests.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Readers;

/// <summary>A reader's way through the pages, on the real host, with a real SMTP server where there is one.</summary>
public sealed partial class ReaderPagesTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTime _time = new();
    private WebApplication? _app;
    private HttpClient? _http;

    private CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task From_the_form_to_the_maildir_and_out_again_through_a_real_server()
    {
        await using var postfix = await Postfix.StartAsync();
        await StartAsync(("Mail:Transport", "smtp"), ("Mail:SmtpSecurity", "none"), ("Mail:SmtpPort", $"{postfix.Port}"));
        _app!.Services.GetRequiredService<Paperboy.Catalog.PaperStore>().Save(
            [Invented.Record(("listed", "2026-03-17"))], new Paperboy.Catalog.ImportRun());

        Assert.Equal(HttpStatusCode.OK, (await SubscribeAsync(("address", "ann@paperboy.test"), ("zone", "Europe/Berlin"), ("hour", "8"))).StatusCode);
        await Services<OutboxSender>().SendDueAsync(Cancel);
        var confirmation = Assert.Single(await postfix.MailsAsync(1));
        var link = Link(confirmation.Text, "confirm");
        Assert.Contains(link, WebUtility.HtmlDecode(confirmation.Html), StringComparison.Ordinal);

        Assert.Contains("<button", await GetAsync(link), StringComparison.Ordinal);
        Assert.Equal(0, await Services<DigestRound>().QueueAsync(new DateOnly(2026, 3, 17), Cancel));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(link)).StatusCode);
        var reader = Assert.Single(Services<ReaderStore>().Confirmed());
        Assert.Equal(("ann@paperboy.test", 8, "Europe/Berlin"), (reader.Address, reader.Schedule.Hour, reader.Schedule.Zone.Id));

        Assert.Equal(1, await Services<DigestRound>().QueueAsync(new DateOnly(2026, 3, 17), Cancel));
        Assert.Equal(0, await Services<DigestRound>().QueueAsync(new DateOnly(2026, 3, 17), Cancel));
        await Services<OutboxSender>().SendDueAsync(Cancel);
        var digest = (await postfix.MailsAsync(2)).Single(m => m.Has("List-Unsubscribe"));

        var unsubscribe = digest.Header("List-Unsubscribe").Trim('<', '>');
        Assert.Contains("<button", await GetAsync(unsubscribe), StringComparison.Ordinal);
        Assert.Single(Services<ReaderStore>().Confirmed());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(unsubscribe, ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.Empty(Services<ReaderStore>().Confirmed());
        Assert.Equal(0, await Services<DigestRound>().QueueAsync(new DateOnly(2026, 3, 18), Cancel));

        // The old confirmation, still in its 48 hours, must not bring the reader back.
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(link)).StatusCode);
        Assert.Empty(Services<ReaderStore>().Confirmed());
        Assert.Equal(2, postfix.Count);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer()
    {
        await StartAsync(("Digest:SubscriptionsPerHour", "100"));
        var first = await BodyAsync(await SubscribeAsync(("address", "ann@example.org")));
        var again = await BodyAsync(await SubscribeAsync(("address", "ann@example.org")));
        await ConfirmFirstAsync();
        var confirmed = await BodyAsync(await SubscribeAsync(("address", "ann@example.org")));
        Assert.Equal(first, again);
        Assert.Equal(first, confirmed);
        Assert.Equal(first.Replace("ann@", "ben@", StringComparison.Ordinal), await BodyAsync(await SubscribeAsync(("address", "ben@example.org"))));
    }

    [Fact]
    public async Task One_address_gets_few_confirmations_however_many_are_asked_for()
    {
        await StartAsync(("Digest:SubscriptionsPerHour", "100"));
        for (var i = 0; i < 10; i++)
        {
            await SubscribeAsync(("address", "ann@example.org"));
            _time.Pass(TimeSpan.FromMinutes(4));
        }

        await Services<OutboxSender>().SendDueAsync(Cancel);
        Assert.Equal(Subscriptions.ConfirmationsPerDay, Directory.GetFiles(_folder.Data.Mail).Length);
    }

    [Fact]
    public async Task One_network_address_may_ask_a_few_times_an_hour()
    {
        await StartAsync(("Digest:SubscriptionsPerHour", "2"));
        Assert.Equal(HttpStatusCode.OK, (await SubscribeAsync(("address", "a@example.org"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SubscribeAsync(("address", "b@example.org"))).StatusCode);
        var refused = await SubscribeAsync(("address", "c@example.org"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await SubscribeAsync(("address", "c@example.org"))).StatusCode);
    }

    [Fact]
    public async Task A_confirmation_expires_and_says_so()
    {
        await StartAsync();
        await SubscribeAsync(("address", "ann@example.org"));
        var link = await ConfirmationLinkAsync();
        _time.Pass(TimeSpan.FromHours(49));
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(link)).StatusCode);
        Assert.Empty(Services<ReaderStore>().Confirmed());
    }

    [Fact]
    public async Task An_address_whose_owner_never_answers_is_forgotten_and_a_reader_is_not()
    {
        await StartAsync();
        await SubscribeAsync(("address", "ann@example.org"));
        await ConfirmFirstAsync();
        await SubscribeAsync(("address", "ben@example.org"));
        _time.Pass(TimeSpan.FromDays(8));
        Services<Subscriptions>().ForgetUnconfirmed();
        Assert.NotNull(Find("ann@example.org"));
        Assert.Null(Find("ben@example.org"));
    }

    [Theory]
    [InlineData("address", "not an address")]
    [InlineData("address", "ann@example.org\r\nBcc: eve@example.org")]
    [InlineData("hour", "24")]
    [InlineData("hour", "-1")]
    public async Task A_wrong_form_is_answered_with_the_form_and_the_reason(string field, string value)
    {
        await StartAsync();
        var answer = await SubscribeAsync(field == "address" ? [(field, value)] : [("address", "ann@example.org"), (field, value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_time_zone_becomes_the_houses()
    {
        await StartAsync();
        await SubscribeAsync(("address", "ann@example.org"), ("zone", "Atlantis/Capital"));
        await ConfirmFirstAsync();
        Assert.Equal("UTC", Assert.Single(Services<ReaderStore>().Confirmed()).Schedule.Zone.Id);
    }

    [Fact]
    public async Task Without_mail_the_form_says_so()
    {
        await StartAsync(("Mail:Transport", "none"));
        var answer = await SubscribeAsync(("address", "ann@example.org"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Mail:Transport", await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_never_follow_the_host_header()
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/subscribe") { Content = Form(("address", "ann@example.org")) };
        request.Headers.Host = "localhost";
        await _http!.SendAsync(request, Cancel);
        Assert.StartsWith("https://papers.example.org/confirm/", await ConfirmationLinkAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/confirm/nonsense")]
    [InlineData("/unsubscribe/nonsense.nonsense")]
    public async Task A_link_that_is_not_ours_does_nothing(string link)
    {
        await StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _http!.GetAsync(link, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(link)).StatusCode);
    }

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        _app = PaperboyHost.Build(_folder.Data, MailHouse.Settings(settings), _time);
        await _app.StartAsync(Cancel);
        _http = new HttpClient(new CookieJar(sendsTokens: true)) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private T Services<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    private Reader? Find(string text) =>
        ReaderAddress.TryParse(text, out var address) ? Services<ReaderStore>().Find(address) : null;

    private async Task<string> ConfirmationLinkAsync()
    {
        await Services<OutboxSender>().SendDueAsync(Cancel);
        var mail = ReceivedMail.Parse(await File.ReadAllBytesAsync(Directory.GetFiles(_folder.Data.Mail).Order().First(), Cancel));
        return Link(mail.Text, "confirm");
    }

    private async Task ConfirmFirstAsync() => await PostAsync(await ConfirmationLinkAsync());

    private static string Link(string text, string kind) => LinkForm().Matches(text).Select(m => m.Value).Single(l => l.Contains($"/{kind}/", StringComparison.Ordinal));

    private Task<HttpResponseMessage> SubscribeAsync(params (string Name, string Value)[] fields) => PostAsync("/subscribe", fields);

    private Task<HttpResponseMessage> PostAsync(string link, params (string Name, string Value)[] fields) =>
        _http!.PostAsync(PathOf(link), Form(fields), Cancel);

    private Task<string> GetAsync(string link) => _http!.GetStringAsync(PathOf(link), Cancel);

    private Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    // What stands under the public address is here on loopback.
    private static string PathOf(string link) => link.Replace("https://papers.example.org", "", StringComparison.Ordinal);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    [GeneratedRegex(@"https://papers\.example\.org/\S+")]
    private static partial Regex LinkForm();
}
