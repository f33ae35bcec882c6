using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paperboy.Catalog;
using Paperboy.Harvest.Sample.Fields;

namespace Paperboy.Harvest.Sample;

/// <summary>Chooses topic and authors of one invented paper after the other, and puts each into the form of a record.</summary>
internal sealed class SampleDesk
{
    private static readonly IReadOnlyList<Field> AllFields =
    [
        Language.Field, Vision.Field, Learning.Field, Statistics.Field, Retrieval.Field,
        Robotics.Field, Optimization.Field, Biology.Field, Sound.Field, Machines.Field,
    ];

    private static readonly (int Field, Topic Topic)[] Topics =
        [.. AllFields.SelectMany((field, i) => field.Topics.Select(topic => (i, topic)))];

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SeededRandom _random;
    private readonly Community _community;
    private readonly PaperWriter _writer;

    public SampleDesk(SeededRandom random)
    {
        _random = random;
        _community = new Community(random, AllFields.Count);
        _writer = new PaperWriter(random);
    }

    /// <param name="id">The paper's id.</param>
    /// <param name="day">The day on which it is announced.</param>
    /// <param name="daysIn">How many days of the library lie before that day.</param>
    /// <param name="featured">Whether the paper is featured on that day.</param>
    public PaperRecord Announce(string id, DateOnly day, int daysIn, bool featured)
    {
        var (fieldNumber, topic) = Topics[_random.Weighted([.. Topics.Select(t => Interest(t.Topic.Tide, daysIn))])];
        var field = AllFields[fieldNumber];
        var released = _random.Percent(featured ? 85 : 35);
        var draft = _writer.Write(field, topic, released);
        var authors = _community.Authors(_random, fieldNumber);

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("source", PaperMerge.SampleSource);
            json.WriteString("title", draft.Title);
            json.WriteString("abstract", draft.Abstract);
            WriteTexts(json, "authors", authors.Select(a => a.Name));
            WriteTexts(json, "categories", [field.Category, .. _random.Shuffled(field.CrossLists).Take(_random.Below(3))]);
            WriteDays(json, day, featured);
            if (featured)
                WriteFeature(json, draft, topic, authors[0], released);
            WriteRemarks(json, draft);
            json.WriteEndObject();
        }

        return RecordJson.Read(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static int Interest(Tide tide, int daysIn) => tide switch
    {
        // Squared, since fashions come and go faster than in proportion.
        Tide.Rising => daysIn * daysIn,
        Tide.Falling => (SampleLibrary.Days - daysIn) * (SampleLibrary.Days - daysIn) / 2,
        _ => 100,
    };

    private void WriteDays(Utf8JsonWriter json, DateOnly day, bool featured)
    {
        var submitted = day.AddDays(-_random.Between(1, 3));
        json.WriteString("published", string.Create(
            CultureInfo.InvariantCulture,
            $"{submitted:yyyy-MM-dd}T{_random.Below(24):D2}:{_random.Below(60):D2}:{_random.Below(60):D2}Z"));
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString("listed", text);
        if (featured)
            json.WriteString("featured", text);
    }

    private void WriteFeature(Utf8JsonWriter json, Draft draft, Topic topic, Researcher first, bool released)
    {
        // Most featured papers get a few votes, and one in four gets a crowd.
        json.WriteNumber("upvotes", _random.Between(3, 38) + (_random.Percent(25) ? _random.Between(20, 140) : 0));
        json.WriteNumber("comments", _random.Below(9));
        WriteTexts(json, "keywords", _random.Shuffled(topic.Keywords).Take(_random.Between(3, 5)));
        json.WriteString("organization", first.Organization);
        if (!released)
            return;
        json.WriteString("repository", "https://example.org/code/" + draft.Slug);
        json.WriteNumber("stars", _random.Below(24) * _random.Below(24));
        if (_random.Percent(50))
            json.WriteString("projectPage", "https://example.org/" + draft.Slug);
    }

    private void WriteRemarks(Utf8JsonWriter json, Draft draft)
    {
        if (draft.Remark is not null)
            json.WriteString("comment", draft.Remark);
        if (_random.Percent(10))
            json.WriteString("venue", _random.Pick(Sentences.Venues));
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
