using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Paperboy.Tests.Support;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>What goes wrong between a service and its client: spoils a good reply, or gives none.</summary>
internal sealed partial class FaultyReply(HttpContext context, PlayedReply good, Uri trap, FakeClock? clock, Ending end)
{
    private const int NothingBytes = 100 * 1024 * 1024;

    private static readonly Lazy<byte[]> Packed = new(() =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var i = 0; i < NothingBytes; i += blanks.Length)
                gzip.Write(blanks);
        }

        return packed.ToArray();
    });

    /// <returns>False where the fault is one of what the reply says: the service has done it already.</returns>
    public async Task<bool> WriteAsync(Fault fault)
    {
        switch (fault)
        {
            case Fault.TooManyRequests: await StatusAsync(429); return true;
            case Fault.TooManyRequestsWithRetryAfter: await StatusAsync(429, "30"); return true;
            case Fault.ServerError: await StatusAsync(500); return true;
            case Fault.BadGateway: await StatusAsync(502); return true;
            case Fault.Unavailable: await StatusAsync(503); return true;
            case Fault.UnavailableWithRetryAfter: await StatusAsync(503, RetryDate()); return true;
            case Fault.TimeOut: await HangAsync(); return true;
            case Fault.Reset: end.Now(); context.Abort(); return true;
            case Fault.HalfReply: await HalfAsync(isChunked: false); return true;
            case Fault.HalfChunked: await HalfAsync(isChunked: true); return true;
            case Fault.InvalidSyntax: await BodyAsync(good.Body[..(good.Body.Length * 2 / 3)]); return true;
            case Fault.WrongCharset: await BodyAsync(Latin(good.Body)); return true;
            case Fault.EntityBomb: await BodyAsync(Bomb()); return true;
            case Fault.ExternalEntity: await BodyAsync(WithExternalEntity()); return true;
            case Fault.BrowserPage: await BrowserPageAsync(); return true;
            case Fault.EndlessPage: await EndlessAsync(); return true;
            case Fault.Nothing: await NothingAsync(); return true;
            case Fault.PackedNothing: await PackedNothingAsync(); return true;
            case Fault.RedirectElsewhere: await RedirectAsync(); return true;
            default: return false;
        }
    }

    private async Task StatusAsync(int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        end.Now();
        await context.Response.WriteAsync($"<html><title>{status}</title></html>");
    }

    private string RetryDate() =>
        ((clock ?? TimeProvider.System).GetUtcNow() + TimeSpan.FromSeconds(20)).ToString("R", CultureInfo.InvariantCulture);

    // Time passes for the client that waits; where its clock is the real one, it is cut off before long.
    private async Task HangAsync()
    {
        end.Now();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        for (var tries = 0; tries < 20; tries++)
        {
            clock?.PassNextLimit();
            if (await Task.WhenAny(gone.Task, Task.Delay(250)) == gone.Task)
                return;
        }

        context.Abort();
    }

    private async Task HalfAsync(bool isChunked)
    {
        Head();
        if (!isChunked)
            context.Response.ContentLength = good.Body.Length;
        await context.Response.Body.WriteAsync(good.Body.AsMemory(0, good.Body.Length / 2));
        await context.Response.Body.FlushAsync();
        end.Now();

        // An abort could overtake the half; after an exception the server sends what it has, and closes.
        throw new CutShortException();
    }

    private async Task BodyAsync(byte[] body)
    {
        Head();
        context.Response.ContentLength = body.Length;
        end.Now();
        await context.Response.Body.WriteAsync(body);
    }

    private async Task BrowserPageAsync()
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        end.Now();
        await context.Response.WriteAsync("<!DOCTYPE html><html><head><title>We are moving</title></head><body>Back soon.<br></body></html>");
    }

    private async Task EndlessAsync()
    {
        Head();
        var text = Encoding.UTF8.GetString(good.Body);
        var record = Record().Matches(text).LastOrDefault();
        var (start, again) = record is null ? (text, " ") : (text[..(record.Index + record.Length)], record.Value);
        await context.Response.WriteAsync(start);
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(again, Math.Max(1, 200_000 / again.Length))));
        for (long sent = 0; sent < 3L * NothingBytes; sent += block.Length)
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
    }

    private async Task NothingAsync()
    {
        Head();
        var blanks = new byte[1 << 16];
        Array.Fill(blanks, (byte)' ');
        for (var sent = 0; sent < NothingBytes; sent += blanks.Length)
            await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
    }

    private async Task PackedNothingAsync()
    {
        Head();
        context.Response.Headers.ContentEncoding = "gzip";
        end.Now();
        await context.Response.Body.WriteAsync(Packed.Value, context.RequestAborted);
    }

    // The same machine by another name, which is not the configured one.
    private Task RedirectAsync()
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = $"http://localhost:{trap.Port}/elsewhere";
        end.Now();
        return Task.CompletedTask;
    }

    private void Head()
    {
        context.Response.StatusCode = good.Status;
        context.Response.ContentType = good.ContentType;
    }

    private static byte[] Bomb()
    {
        var entities = string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE r [<!ENTITY e0 \"paper\">{entities}]><r>&e12;</r>");
    }

    private byte[] WithExternalEntity()
    {
        var text = Encoding.UTF8.GetString(good.Body);
        var start = text.IndexOf("?>", StringComparison.Ordinal) + 2;
        var close = text.LastIndexOf("</", StringComparison.Ordinal);
        return close < start ? Bomb() : Encoding.UTF8.GetBytes(
            $"{text[..start]}<!DOCTYPE r SYSTEM \"{trap}r.dtd\" [<!ENTITY x SYSTEM \"{trap}secret\">]>{text[start..close]}&x;{text[close..]}");
    }

    // An accent where the text is, so that no tag is hit; all else as a Latin-1 program would write it.
    private static byte[] Latin(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var place = TextLetter().Match(text, Math.Min(text.Length / 3, Math.Max(0, text.Length - 1)));
        if (!place.Success)
            place = TextLetter().Match(text);
        return Encoding.Latin1.GetBytes(place.Success ? text[..(place.Index + 1)] + "\u00E9" + text[(place.Index + 2)..] : "\u00E9");
    }

    private sealed class CutShortException : Exception;

    [GeneratedRegex("<(?<name>record|entry|item)>.*?</\\k<name>>", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Record();

    [GeneratedRegex("[>\"][a-zA-Z][^<>\"]*[<\"]", RegexOptions.CultureInvariant)]
    private static partial Regex TextLetter();
}
