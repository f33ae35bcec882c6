using System.Net;
using Paperboy.Community;
using Paperboy.Readers.Accounts;
using Paperboy.Settings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Community;

public sealed class LimitsTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");
    private readonly TestTime _time = new();
    private readonly CommunityLimits _limits;

    public LimitsTests() => _limits = new CommunityLimits(new CommunitySettings(3, 2, 1, 1), _time);

    [Fact]
    public void An_account_has_its_share_and_then_waits()
    {
        var ada = Account(1);
        Assert.Null(_limits.Count(LimitedAct.Comment, ada, Home));
        _time.Pass(TimeSpan.FromMinutes(10));
        Assert.Null(_limits.Count(LimitedAct.Comment, ada, Home));
        Assert.Equal(TimeSpan.FromMinutes(50), _limits.Count(LimitedAct.Comment, ada, Home));
        Assert.Null(_limits.Count(LimitedAct.Choice, ada, Home));
        Assert.Null(_limits.Count(LimitedAct.Comment, Account(2), Home));
        _time.Pass(TimeSpan.FromMinutes(50));
        Assert.Null(_limits.Count(LimitedAct.Comment, ada, Home));
    }

    [Fact]
    public void A_network_has_the_shares_of_several_accounts()
    {
        var refused = Enumerable.Range(0, 2 * CommunityLimits.SharesOfAddress).Count(i => _limits.Count(LimitedAct.Report, Account(i), Home) is not null);
        Assert.Equal(CommunityLimits.SharesOfAddress, refused);
        Assert.Null(_limits.Count(LimitedAct.Report, Account(99), IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Behind_a_proxy_that_names_nobody_only_accounts_are_counted()
    {
        Assert.All(Enumerable.Range(0, 100), i => Assert.Null(_limits.Count(LimitedAct.Report, Account(i), IPAddress.Loopback)));
        Assert.NotNull(_limits.Count(LimitedAct.Report, Account(1), IPAddress.Loopback));
    }

    [Fact]
    public async Task Too_many_votes_comments_reports_and_submissions_are_told_so_with_the_time_to_wait()
    {
        using var folder = new TempFolder();
        await File.WriteAllLinesAsync(folder.File("papers.jsonl"), [Invented.Line()], TestContext.Current.CancellationToken);
        Assert.Equal(0, await Paperboy.Cli.VerbRunner.RunAsync(Verbs.Root(), ["import", folder.File("papers.jsonl"), "--data", folder.Path, "--quiet"]));
        await using var paperboy = new HostedPaperboy(
            folder.Path, ("Community:ChoicesPerHour", "1"), ("Community:CommentsPerHour", "1"), ("Community:ReportsPerHour", "1"), ("Community:SubmissionsPerDay", "1"));
        using var visitor = paperboy.Open();
        using var ada = paperboy.SignIn("Ada");
        (string Path, (string, string)[] Fields)[] acts =
        [
            ("/choices", [("paper", "arXiv:2601.00001"), ("choice", "vote")]),
            ("/comments", [("paper", "arXiv:2601.00001"), ("text", "Once.")]),
            ("/reports", [("paper", "arXiv:2601.00001"), ("reason", "Spam")]),
            ("/submit", [("paper", "2601.77777")]),
        ];
        foreach (var (path, fields) in acts)
        {
            using var first = await Post(ada, path, fields);
            Assert.True((int)first.StatusCode < 400, $"{path}: {first.StatusCode}");

            // A submission of the same paper is the same one; another is one more.
            using var second = await Post(ada, path, path == "/submit" ? [("paper", "2601.77778")] : fields);
            Assert.Equal((path, HttpStatusCode.TooManyRequests), (path, second.StatusCode));
            Assert.True(second.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            Assert.Contains("is the most", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string path, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    private static Account Account(int number) => new(number, $"handle{number}", number, "Ada", Role.Reader, DateTimeOffset.UnixEpoch);
}
