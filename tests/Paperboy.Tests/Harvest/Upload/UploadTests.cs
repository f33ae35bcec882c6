using System.Net;
using System.Text;
using System.Text.Json;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest.Upload;

public sealed class UploadTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private HostedPaperboy? _host;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_uploaded_file_is_imported_behind_a_page_that_tells_how_far_it_is()
    {
        using var client = Start();
        var answer = await Upload(client, "papers.jsonl", [.. Invented.Lines(1_500), "broken"]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = answer.Headers.Location!.ToString();
        var state = await Ended(client, page);
        Assert.Equal("1,500 new, 0 changed, 0 unchanged, 1 rejected.", state.GetProperty("words").GetString());
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.Contains("The papers are in", html, StringComparison.Ordinal);
        Assert.Contains("<td>1501</td>", html, StringComparison.Ordinal);
        Assert.Contains("<mark>", await client.GetStringAsync(new Uri("/papers?q=towers", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "uploads")));
    }

    [Fact]
    public async Task An_uploaded_table_is_read_as_one()
    {
        using var client = Start();
        var page = (await Upload(client, "papers.tsv", ["Patient caches\tThey wait.", "no tab"])).Headers.Location!.ToString();
        Assert.Equal("1 new, 0 changed, 0 unchanged, 1 rejected.", (await Ended(client, page)).GetProperty("words").GetString());
    }

    [Fact]
    public async Task A_second_server_on_the_folder_leaves_the_uploads_of_the_first_alone()
    {
        using var client = Start();
        await Ended(client, (await Upload(client, "papers.jsonl", [Invented.Line()])).Headers.Location!.ToString());
        var waiting = Path.Combine(_folder.Data.Uploads, "waiting.jsonl");
        await File.WriteAllTextAsync(waiting, Invented.Line());
        await using (var second = await ServeProcess.Start(_folder.Path))
            Assert.True(File.Exists(waiting));
        await _host!.DisposeAsync();
        _host = null;
        await using (var later = await ServeProcess.Start(_folder.Path))
            Assert.False(File.Exists(waiting));
    }

    [Fact]
    public async Task What_is_no_file_of_papers_is_refused_in_words()
    {
        using var client = Start();
        var answer = await Upload(client, "papers.pdf", ["x"]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("papers.pdf is not of a form", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nothing = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new Uri("/import", UriKind.Relative), nothing)).StatusCode);
        using var text = new StringContent("x");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new Uri("/import", UriKind.Relative), text)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_fill_the_catalog()
    {
        using var client = Start();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(client, "papers.jsonl", [Invented.Line()])).StatusCode);
        client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(client, "papers.jsonl", [Invented.Line()])).StatusCode);
    }

    [Fact]
    public async Task With_a_public_address_strangers_upload_nothing_once_there_are_papers()
    {
        using var client = Start(("Server:PublicAddress", "https://papers.example.org"));
        await Ended(client, (await Upload(client, "papers.jsonl", [Invented.Line()])).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(client, "papers.jsonl", [Invented.Line()])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(new Uri("/sample", UriKind.Relative), null)).StatusCode);
    }

    [Fact]
    public async Task Larger_uploads_than_the_settings_allow_leave_nothing()
    {
        using var client = Start(("Server:MaxUploadMegabytes", "1"));
        var answer = await Upload(client, "papers.jsonl", [.. Invented.Lines(4_000)]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("No papers yet", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    private HttpClient Start(params (string Name, string Value)[] settings)
    {
        _host = new HostedPaperboy(_folder.Path, settings);
        return _host.Open();
    }

    private static Task<HttpResponseMessage> Upload(HttpClient client, string name, string[] lines)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "file", name } };
        return client.PostAsync(new Uri("/import", UriKind.Relative), form);
    }

    private static async Task<JsonElement> Ended(HttpClient client, string page)
    {
        var limit = DateTime.UtcNow.AddMinutes(1);
        while (true)
        {
            var state = JsonDocument.Parse(await client.GetStringAsync(new Uri(page + ".json", UriKind.Relative))).RootElement;
            if (state.GetProperty("ended").GetBoolean())
                return state;
            Assert.True(DateTime.UtcNow < limit, "The import did not end.");
            await Task.Yield();
        }
    }
}
