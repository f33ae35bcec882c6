using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Pages;

public sealed class DraftPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Lanterns = "A lantern that waits sees more than one that runs. We count how much more, and the count is honest and small.";
    private const string Secret = "zanzibarquux";

    [Fact]
    public async Task The_form_stands_on_a_page_of_its_own_that_other_pages_name()
    {
        var page = await host.Page("/draft");
        var form = page.QuerySelector("form.draft")!;
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.Contains("Nothing of a draft is stored", form.TextContent, StringComparison.Ordinal);
        Assert.Contains("does not leave this machine", form.TextContent, StringComparison.Ordinal);
        Assert.Contains("/draft", (await host.Page("/papers/help")).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Contains("/draft", (await host.Page("/")).QuerySelectorAll("footer a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_pasted_abstract_finds_what_is_close()
    {
        await host.Embed();
        var (status, page) = await Send(Lanterns);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("What is close to your draft", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Close to it", "Another draft, or the same again"], page.QuerySelectorAll("h2.part").Select(h => h.TextContent));
        Assert.Contains("Patient lanterns", page.QuerySelector("article h3")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"^Close to your text, similarity (0\.[0-9]{2}|1\.00)$", page.QuerySelector(".closeness")!.TextContent);
        Assert.Equal(Lanterns, page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task A_paper_with_its_bibliography_is_told_what_it_does_not_cite_yet()
    {
        await host.Embed();
        var tex = $"\\title{{Lanterns}}\\begin{{abstract}}{Lanterns}\\end{{abstract}}\\section{{Shelves}} {string.Join(' ', Enumerable.Repeat("We show a bound for every tidy shelf.", 5))} \\cite{{lamp,bound,away}}";
        const string bib =
            """
            @misc{lamp, title = {Patient Lanterns and What they Teach, part 7}, author = {Example, Ada}, year = 2026}
            @misc{bound, title = {A bound}, eprint = {2601.10001}, archivePrefix = {arXiv}}
            @misc{away, title = {Elsewhere}, author = {Nobody, No}, year = 1999}
            @misc{broken, title = {
            """;
        var (_, page) = await Send("", ("paper.tex", Encoding.UTF8.GetBytes(tex)), ("refs.bib", Encoding.UTF8.GetBytes(bib)));
        Assert.Equal("Read “Lanterns”. 2 of its 3 references are papers of this catalog.", page.QuerySelector(".took")!.TextContent);
        Assert.Equal(["refs.bib, line 4: the entry “broken” has a field “title” whose value does not end."], page.QuerySelectorAll(".notes li").Select(li => li.TextContent));
        Assert.Equal(["Close, and not cited yet", "Close, and cited", "Another draft, or the same again"], page.QuerySelectorAll("h2.part").Select(h => h.TextContent));
        var found = page.QuerySelectorAll("article h3 a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal(22, found.Count);
        Assert.DoesNotContain("/papers/arXiv:2601.00007", found.Take(20));
        Assert.Contains("/papers/arXiv:2601.00007", found.Skip(20));
        var bound = page.QuerySelectorAll("article").Single(article => article.QuerySelector("h3 a")!.GetAttribute("href") == "/papers/" + InventedPapers.Formulas);
        Assert.StartsWith("Close to your section “Shelves”", bound.QuerySelector(".closeness")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".cited li").Length);
    }

    [Fact]
    public async Task A_bibliography_alone_finds_what_is_close_to_what_it_cites()
    {
        await host.Embed();
        var (_, page) = await Send("@misc{bound, title = {A bound}, eprint = {2601.10001}}");
        Assert.Equal("Read a bibliography without a text: what it cites stands for it. 1 of its 1 reference is a paper of this catalog.", page.QuerySelector(".took")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("article"));
        Assert.DoesNotContain("/papers/" + InventedPapers.Formulas, page.QuerySelectorAll("article h3 a").Select(a => a.GetAttribute("href")));
        var (_, none) = await Send("@misc{x, title = {Elsewhere}}");
        Assert.Contains("None of its references is a paper of this catalog", none.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_rest_is_answered()
    {
        await host.Embed();
        var (status, page) = await Send(
            Lanterns, ("paper.tex", "%PDF-1.7"u8.ToArray()), ("image.bib", [1, 0, 2]), ("long.tex", new byte[5_000_000]), ("empty.txt", []));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            [
                "paper.tex: is a PDF, whatever its name says; Paperboy reads .tex, .bib, .bbl and .txt.",
                "image.bib: is a binary file; Paperboy reads .tex, .bib, .bbl and .txt.",
                "long.tex: is larger than 2 MB, the most of one file that is read.",
                "empty.txt: is empty.",
            ],
            page.QuerySelectorAll(".notes li").Select(li => li.TextContent));
        Assert.NotEmpty(page.QuerySelectorAll("article"));
    }

    [Fact]
    public async Task An_empty_form_and_what_is_no_form_are_refused_in_words()
    {
        var (status, page) = await Send("  ");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("There was nothing to search with", page.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        using var text = new StringContent("x");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync("/draft", text, TestContext.Current.CancellationToken)).StatusCode);
        using var cut = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nwords"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync("/draft", cut, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_encoding_is_read_too()
    {
        await host.Embed();
        using var form = new FormUrlEncodedContent([new("text", Lanterns)]);
        var answer = await host.Client.PostAsync("/draft", form, TestContext.Current.CancellationToken);
        Assert.Contains("Patient lanterns", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_hostile_draft_is_shown_and_does_nothing()
    {
        await host.Embed();
        var (_, page) = await Send("\\title{<script>alert(1)</script>}\\section{<img src=x onerror=alert(2)>} " + Lanterns + " " + Lanterns + "</textarea><script>alert(3)</script>");
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
        Assert.Contains("<script>alert(3)</script>", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_send_a_draft()
    {
        using var form = new MultipartFormDataContent { { new StringContent(Lanterns), "text" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/draft") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Of_a_draft_nothing_stays_in_the_data_folder()
    {
        using var folder = new TempFolder();
        await using var paperboy = new HostedPaperboy(folder.Path);
        using var client = paperboy.Open();
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{Secret} {Lanterns}"), "text" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"\\section{{S}} {string.Concat(Enumerable.Repeat(Secret + " ", 20_000))}")), "files", Secret + ".tex" },
        };
        var answer = await client.PostAsync("/draft", form, TestContext.Current.CancellationToken);
        Assert.Contains(Secret, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(Secret, await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_the_embedding_service_is_away_the_text_stays_in_the_form()
    {
        using var folder = new TempFolder();
        await using var paperboy = new HostedPaperboy(
            folder.Path, ("Embeddings:Kind", "openai"), ("Embeddings:Address", "http://127.0.0.1:9/v1"), ("Embeddings:Model", "m"), ("Embeddings:Tries", "1"));
        using var client = paperboy.Open();
        using var form = new MultipartFormDataContent { { new StringContent(Lanterns), "text" } };
        var answer = await client.PostAsync("/draft", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("cannot tell just now what the draft means", page.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Lanterns, page.QuerySelector("textarea")!.TextContent);
        Assert.Contains("sent to the embedding service", page.QuerySelector("form.draft")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, IHtmlDocument Page)> Send(string text, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(text), "text" } };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "files", name);
        var answer = await host.Client.PostAsync("/draft", form, TestContext.Current.CancellationToken);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
