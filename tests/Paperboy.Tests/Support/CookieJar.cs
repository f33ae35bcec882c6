using System.Text.RegularExpressions;

namespace Paperboy.Tests.Support;

/// <summary>
/// A browser's cookies over the loopback, also those that are for https alone: a test looks at these without TLS. With
/// <paramref name="sendsTokens"/> it adds the token of one of our pages to each post that has none, as a page's form would.
/// </summary>
internal sealed partial class CookieJar(bool sendsTokens) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private const string TokenHeader = "RequestVerificationToken";

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>By name.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last answer said of cookies.</summary>
    public IReadOnlyList<string> LastSet { get; private set; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (sendsTokens && request.Method == HttpMethod.Post && !request.Headers.Contains(TokenHeader))
        {
            // A page that has a form for everybody.
            using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, "/draft"));
            using var answer = await SendOnceAsync(page, cancellationToken);
            request.Headers.Add(TokenHeader, Token().Match(await answer.Content.ReadAsStringAsync(cancellationToken)).Groups[1].Value);
        }

        return await SendOnceAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _turn.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (Cookies.Count > 0 && !request.Headers.Contains("Cookie"))
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        }
        finally
        {
            _turn.Release();
        }

        var answer = await base.SendAsync(request, cancel);
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set))
            return answer;
        await _turn.WaitAsync(cancel);
        try
        {
            LastSet = [.. set];
            foreach (var cookie in LastSet)
                Keep(cookie);
        }
        finally
        {
            _turn.Release();
        }

        return answer;
    }

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            Cookies.Remove(pair[0]);
        else
            Cookies[pair[0]] = pair[1];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
