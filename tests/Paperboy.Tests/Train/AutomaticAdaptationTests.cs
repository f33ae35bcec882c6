using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paperboy.Catalog;
using Paperboy.Embeddings;
using Paperboy.Embeddings.Training;
using Paperboy.Jobs;
using Paperboy.Settings;
using Paperboy.Storage;
using Paperboy.Tests.Support;
using Paperboy.Train;
using Xunit;

namespace Paperboy.Tests.Train;

public sealed class AutomaticAdaptationTests : IDisposable
{
    private static readonly EmbeddingsSettings BuiltIn =
        new("built-in", null, "", 0, "", "", 8_000, 64, 100_000, 2, TimeSpan.FromMinutes(1), 1, "", "");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(999, null, false)]
    [InlineData(1_000, null, true)]
    [InlineData(1_999, 1_000, false)]
    [InlineData(2_000, 1_000, true)]
    public void It_is_due_at_a_thousand_papers_and_whenever_they_have_doubled(long papers, int? before, bool isDue) =>
        Assert.Equal(isDue, AutomaticAdaptation.IsDue(BuiltIn, papers, before is { } count ? Record(count, adopted: false) : null, hasModel: false));

    [Fact]
    public void It_is_due_again_when_the_model_was_deleted_and_never_for_services_or_when_switched_off()
    {
        Assert.True(AutomaticAdaptation.IsDue(BuiltIn, 1_500, Record(1_000, adopted: true), hasModel: false));
        Assert.False(AutomaticAdaptation.IsDue(BuiltIn, 1_500, Record(1_000, adopted: true), hasModel: true));
        Assert.False(AutomaticAdaptation.IsDue(BuiltIn with { Adapts = false }, 9_000, null, hasModel: false));
        Assert.False(AutomaticAdaptation.IsDue(BuiltIn with { Kind = "ollama" }, 9_000, null, hasModel: false));
    }

    [Fact]
    public async Task A_catalog_that_has_stopped_growing_gets_its_model_and_the_job_tells_how_good_it_is()
    {
        using var database = _folder.OpenDatabase();
        Save(database, 0, 1_100);
        var ledger = new JobLedger(TimeProvider.System);
        var adaptation = new AutomaticAdaptation(database, BuiltIn, ledger, NullLogger<AutomaticAdaptation>.Instance);
        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_folder.Data.Adaptation));
        Save(database, 1_100, 1_200);
        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_folder.Data.Adaptation));

        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        var record = AdaptationRecord.Read(_folder.Data)!;
        Assert.Equal(1_200, record.Papers);
        Assert.InRange(record.HeldOut, 30, 100);
        Assert.Equal(record.After >= record.Before, record.Adopted);
        Assert.Equal(record.Adopted, File.Exists(_folder.Data.Embedder));
        Assert.Equal(record.ToWords(), Assert.Single(ledger.All).Note);

        var written = File.GetLastWriteTimeUtc(_folder.Data.Adaptation);
        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.Data.Adaptation));
    }

    [Fact]
    public async Task What_stops_it_is_told_in_its_own_words()
    {
        using var database = _folder.OpenDatabase();
        Save(database, 0, 1_000);
        File.WriteAllText(_folder.Data.Embedder, "no model");
        var adaptation = new AutomaticAdaptation(database, BuiltIn, new JobLedger(TimeProvider.System), NullLogger<AutomaticAdaptation>.Instance);
        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<AdaptationException>(() => adaptation.LookAsync(TestContext.Current.CancellationToken));
        Assert.Contains(_folder.Data.Embedder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_everything_as_it_was()
    {
        using var database = _folder.OpenDatabase();
        Save(database, 0, 1_000);
        var adaptation = new AutomaticAdaptation(database, BuiltIn, new JobLedger(TimeProvider.System), NullLogger<AutomaticAdaptation>.Instance);
        await adaptation.LookAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var work = adaptation.LookAsync(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.False(File.Exists(_folder.Data.Adaptation));
        Assert.False(File.Exists(_folder.Data.Embedder));
    }

    [Fact]
    public void Papers_that_were_kept_out_are_asked_for_and_a_useless_model_is_not_better()
    {
        var texts = Enumerable.Range(0, 1_200).Select(i => new CatalogText(
            i.ToString(CultureInfo.InvariantCulture),
            new TrainingText($"quuxly{i % 40} zorble{i % 31} study", $"We look at quuxly{i % 40} and at zorble{i % 31}. It works."))).ToList();
        var outcome = AdaptationTrial.Run(BuiltInEmbedder.General, texts, 1, (_, _) => { }, CancellationToken.None);
        Assert.Equal(texts.Count(text => AdaptationTrial.IsHeldOut(text.Id)), outcome.HeldOut);
        Assert.True(outcome.IsBetter);
        Assert.False((outcome with { After = outcome.Before - 0.001 }).IsBetter);
        Assert.False((outcome with { HeldOut = 19 }).IsBetter);
    }

    [Fact]
    public void A_large_catalog_asks_only_for_what_the_general_model_has_not_learned_by_heart()
    {
        List<CatalogText> papers = [.. Enumerable.Range(0, 14_000).Select(i => new CatalogText($"arXiv:{i}", new TrainingText($"arXiv:{i}", "It works.")))];
        var unknown = papers.Where(paper => HeldOut.Contains(paper.Id)).Select(paper => paper.Text).ToList();
        Assert.InRange(unknown.Count, 100, 200);
        Assert.Equal(unknown, AdaptationTrial.Asked(papers));
        Assert.Contains(AdaptationTrial.Asked(papers[..2_000]), text => !HeldOut.Contains(text.Title));
        Assert.All(AdaptationTrial.Asked(papers[..2_000]), text => Assert.True(AdaptationTrial.IsHeldOut(text.Title)));
        Assert.Empty(AdaptationTrial.Asked([.. papers.Select(paper => paper with { Text = new TrainingText("", "It works.") })]));
    }

    [Fact]
    public void The_mean_reciprocal_rank_is_one_where_each_title_is_its_abstract_and_small_where_all_are_alike()
    {
        var apart = Enumerable.Range(0, 30).Select(i => new TrainingText($"graph{i} tower{i * 7}", $"graph{i} tower{i * 7}")).ToList();
        Assert.Equal(1, AdaptationTrial.MeanReciprocalRank(BuiltInEmbedder.General, apart, []), 0.001);
        var alike = Enumerable.Repeat(new TrainingText("graphs", "graphs"), 30).ToList();
        Assert.Equal(1 / 30.0, AdaptationTrial.MeanReciprocalRank(BuiltInEmbedder.General, alike, []), 0.001);
        Assert.Equal(0, AdaptationTrial.MeanReciprocalRank(BuiltInEmbedder.General, [], apart));
    }

    [Fact]
    public void A_record_that_cannot_be_read_counts_as_none()
    {
        Assert.Null(AdaptationRecord.Read(_folder.Data));
        File.WriteAllText(_folder.Data.Adaptation, "{ broken");
        Assert.Null(AdaptationRecord.Read(_folder.Data));
        var record = Record(1_234, adopted: true);
        record.Write(_folder.Data);
        Assert.Equal(record, AdaptationRecord.Read(_folder.Data));
        Assert.Equal(1_234, JsonDocument.Parse(File.ReadAllText(_folder.Data.Adaptation)).RootElement.GetProperty("papers").GetInt32());
    }

    private static AdaptationRecord Record(long papers, bool adopted) =>
        new(papers, adopted, 50, 0.5, 0.6, 12, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private static void Save(Database database, int from, int until) => new PaperStore(database).Save(
        [.. Enumerable.Range(from, until - from).Select(i => Invented.Record(
            ("id", $"arXiv:2602.{i:D5}"), ("title", $"Quuxly study {i} of widget{i % 20}"), ("abstract", $"We study {i} and its widget{i % 20}. It works.")))],
        new ImportRun());
}
