using Paperboy.Catalog;
using Xunit;

namespace Paperboy.Tests.Catalog;

public sealed class RecordBoundsTests
{
    private static readonly PaperRecord Sound = new() { Source = "arxiv", Key = "arXiv:2603.00001", Title = "A title", Body = "" };

    /// <summary>Records that miss one bound each, and records at it.</summary>
    private static readonly (PaperRecord Record, string? Fault)[] Cases =
    [
        (Sound, null),
        (Sound with { Title = " " }, "title"),
        (Sound with { Title = new('x', 4_000), Abstract = new('x', 200_000), Comment = new('x', 200_000) }, null),
        (Sound with { Title = new('x', 4_001) }, "title"),
        (Sound with { Abstract = new('x', 200_001) }, "abstract"),
        (Sound with { Comment = new('x', 200_001) }, "comment"),
        (Sound with { Doi = "10.1000/" + new string('x', 493) }, "doi"),
        (Sound with { Venue = new('x', 8_001) }, "venue"),
        (Sound with { License = new('x', 8_001) }, "license"),
        (Sound with { Submitter = new('x', 8_001) }, "submitter"),
        (Sound with { ReportNumber = new('x', 8_001) }, "reportNumber"),
        (Sound with { Repository = new('x', 8_001) }, "repository"),
        (Sound with { ProjectPage = new('x', 8_001) }, "projectPage"),
        (Sound with { Organization = new('x', 8_001) }, "organization"),
        (Sound with { Tldr = "with \0" }, "tldr"),
        (Sound with { Authors = Names(20_000) }, null),
        (Sound with { Authors = Names(20_001) }, "authors"),
        (Sound with { Authors = [new('x', 1_001)] }, "authors"),
        (Sound with { Categories = Names(101) }, "categories"),
        (Sound with { Keywords = Names(501) }, "keywords"),
        (Sound with { Topics = Names(101) }, "topics"),
        (Sound with { Ids = Names(51) }, "ids"),
        (Sound with { Versions = [.. Enumerable.Range(1, 1_001).Select(n => new PaperVersion(n, null))] }, "versions"),
        (Sound with { Versions = [new(1, new(1599, 12, 31))] }, "date"),
        (Sound with { Published = PartialDate.Of(new(1599, 12, 31)) }, "published"),
        (Sound with { Listed = new(1599, 12, 31) }, "listed"),
        (Sound with { Featured = new(1599, 12, 31) }, "featured"),
        (Sound with { Updated = new(1599, 12, 31) }, "updated"),
        (Sound with { Updated = new(1600, 1, 1), Doi = "10.1000/" + new string('x', 492) }, null),
    ];

    [Fact]
    public void A_record_is_sound_exactly_if_its_body_can_be_read_again()
    {
        foreach (var (record, field) in Cases)
        {
            var fault = RecordBounds.Fault(record);
            Assert.Equal(field, fault?.Split(' ')[0]);
            Assert.Equal(fault is null, RecordJson.TryRead(RecordBody.Of(record), DateOnly.MaxValue, out _, out var reason));
            Assert.Equal(field, reason?.Split(' ')[0]);
        }
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"Name {i}")];
}
