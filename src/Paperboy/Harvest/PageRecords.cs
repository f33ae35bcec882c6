using System.Globalization;
using Paperboy.Catalog;

namespace Paperboy.Harvest;

/// <summary>
/// What a page of a service has become: records, each within the bounds that every record keeps (<see cref="RecordJson"/>), and
/// what was no record, with the reason. One that is bad takes no other with it.
/// </summary>
/// <param name="latest">Dates after this day are none.</param>
internal sealed class PageRecords(DateOnly latest)
{
    private const int EarliestYear = 1600;

    private readonly List<PaperRecord> _records = [];
    private readonly List<RejectedRecord> _rejected = [];

    public IReadOnlyList<PaperRecord> Records => _records;

    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    /// <summary>A conference of next year may have its papers out; nothing honest is dated later.</summary>
    public static DateOnly LatestAt(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddYears(1);

    /// <summary>Reads one record and keeps it, or why it is none.</summary>
    /// <param name="id">As far as it is known.</param>
    /// <param name="read">Gives a record without body, or a reason.</param>
    public void Add(string id, Func<(PaperRecord? Record, string? Reason)> read)
    {
        try
        {
            var (record, reason) = read();
            if (record is not null && RecordJson.TryRead(RecordBody.Of(record), latest, out var bounded, out reason))
                _records.Add(bounded);
            else
                Reject(record?.Key ?? id, reason!);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair is good JSON, and no text.
            Reject(id, $"a text is not Unicode: {e.Message}");
        }
    }

    /// <summary>Keeps a record that was read before.</summary>
    public void Keep(PaperRecord record) => _records.Add(record);

    public void Reject(string id, string reason) => _rejected.Add(new RejectedRecord(id.Length <= 200 ? id : id[..200], reason));

    /// <summary>A date as a service writes it; null where it is none, or absurd: a paper is not lost for it.</summary>
    public PartialDate? Date(string? text) =>
        text is not null && PartialDate.TryParse(text, out var date) && date.Year >= EarliestYear
        && new DateOnly(date.Year, date.Month ?? 1, date.Day ?? 1) <= latest ? date : null;

    /// <summary>A date of which perhaps only the beginning is known; what is no month or day is left out.</summary>
    public PartialDate? Date(int? year, int? month, int? day)
    {
        if (year is not (>= EarliestYear and <= 9999))
            return null;
        if (month is not (>= 1 and <= 12))
            (month, day) = (null, null);
        if (day is not null && (day < 1 || day > DateTime.DaysInMonth(year.Value, month!.Value)))
            day = null;
        return Date(string.Create(CultureInfo.InvariantCulture, $"{year:D4}") + Part(month) + Part(day));

        static string Part(int? part) => part is null ? "" : string.Create(CultureInfo.InvariantCulture, $"-{part:D2}");
    }
}
