using System.Security.Cryptography;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Sample;
using Paperboy.Storage;
using Xunit;

namespace Paperboy.Tests.Harvest.Sample;

public sealed class SampleLibraryTests
{
    private static readonly DateOnly LastDay = new(2026, 11, 20);

    private static readonly IReadOnlyList<PaperRecord> Library = SampleLibrary.Generate(LastDay);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Library.Select(r => r.Body)));
        Assert.Equal("e624101aae817325be8bcaba2bd26ebb97522b12602ee65c3be81a7fa5906716", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(Library.Select(r => r.Body), SampleLibrary.Generate(LastDay).Select(r => r.Body));
    }

    [Fact]
    public void Another_seed_gives_other_papers() =>
        Assert.Empty(Library.Select(r => r.Body).Intersect(SampleLibrary.Generate(LastDay, 7).Select(r => r.Body)));

    [Fact]
    public void Every_record_reads_back_from_its_own_JSON()
    {
        foreach (var record in Library)
        {
            Assert.True(RecordJson.TryRead(record.Body, LastDay, out var read, out var reason), reason);
            Assert.Equivalent(record, read, strict: true);
            Assert.Equal(PaperMerge.SampleSource, record.Source);
        }
    }

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-22")]
    [InlineData("2027-01-01")]
    [InlineData("2028-02-29")]
    public void Three_hundred_papers_fill_the_working_days_of_thirty_days(string last)
    {
        var lastDay = DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var library = SampleLibrary.Generate(lastDay);
        Assert.Equal(300, library.Count);
        Assert.All(library, r => Assert.InRange(r.Listed!.Value, lastDay.AddDays(-29), lastDay));
        Assert.All(library, r => Assert.True(r.Published!.Date < r.Listed));
        var days = library.GroupBy(r => r.Listed!.Value).ToDictionary(g => g.Key, g => g.Count());
        for (var day = lastDay.AddDays(-29); day <= lastDay; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                Assert.DoesNotContain(day, days.Keys);
            else
                Assert.InRange(days[day], 11, 18);
        }
    }

    [Fact]
    public void Ids_tell_the_month_and_count_within_it()
    {
        Assert.Equal("sample:2610-001", Library[0].Key);
        Assert.Equal("sample:2611-001", Library.First(r => r.Listed!.Value.Month == 11).Key);
        Assert.Equal(Library.Count, Library.Select(r => r.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_working_day_features_two_to_four_papers_with_votes()
    {
        foreach (var day in Library.GroupBy(r => r.Listed))
        {
            var featured = day.Where(r => r.Featured is not null).ToList();
            Assert.InRange(featured.Count, 2, 4);
            Assert.All(featured, r => Assert.True(r is { Upvotes: > 0, Comments: not null, Organization: not null, Keywords.Count: > 2 }));
            Assert.All(featured, r => Assert.Equal(r.Listed, r.Featured));
        }
    }

    [Fact]
    public void No_address_leads_to_anybody()
    {
        Assert.All(
            Library.SelectMany(r => new[] { r.Repository, r.ProjectPage }).OfType<string>(),
            address => Assert.StartsWith("https://example.org/", address, StringComparison.Ordinal));
        Assert.DoesNotContain(Library, r => r.Abstract.Replace("https://example.org/", "", StringComparison.Ordinal).Contains("://", StringComparison.Ordinal));
    }

    [Fact]
    public void Authors_come_back_with_several_papers()
    {
        Assert.All(Library, r => Assert.InRange(r.Authors.Count, 2, 12));
        Assert.All(Library, r => Assert.Equal(r.Authors.Count, r.Authors.Distinct(StringComparer.Ordinal).Count()));
        var papers = Library.SelectMany(r => r.Authors).GroupBy(a => a, StringComparer.Ordinal).Select(g => g.Count()).Order().ToList();
        Assert.InRange(papers.Count, 130, 160);
        Assert.InRange(papers[papers.Count / 2], 4, 20);
    }

    [Fact]
    public void One_topic_rises_over_the_month_and_one_falls()
    {
        var half = LastDay.AddDays(-14);
        int Count(string category, string word, bool late) => Library.Count(r =>
            r.Categories[0] == category && r.Listed > half == late
            && (r.Title + r.Abstract).Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.True(Count("cs.CL", "appliance", late: true) > 2 * Count("cs.CL", "appliance", late: false));
        Assert.True(Count("cs.CV", "window", late: true) < Count("cs.CV", "window", late: false));
    }

    [Fact]
    public void The_catalog_takes_them_all_in_as_invented_and_lets_them_go_without_a_trace()
    {
        var root = Directory.CreateTempSubdirectory("paperboy-sample-").FullName;
        try
        {
            using var database = Database.Open(new DataFolder(root), TimeProvider.System);
            var store = new PaperStore(database);
            Assert.All(store.Save(Library, new ImportRun()), outcome => Assert.Equal(SaveOutcome.New, outcome));
            Assert.Equal(300, store.Count());
            Assert.True(store.HasSample());
            Assert.All(store.FindMany([.. Library.Select(r => r.Key)]), paper => Assert.True(paper.Invented));
            Assert.All(store.Save(Library, new ImportRun()), outcome => Assert.Equal(SaveOutcome.Unchanged, outcome));

            Assert.Equal(300, store.RemoveSample());
            Assert.Equal(0, store.Count());
            Assert.False(store.HasSample());
            Assert.Empty(store.AllRecordBodies());
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void A_day_before_the_first_preprint_server_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleLibrary.Generate(new DateOnly(1900, 1, 1)));
}
