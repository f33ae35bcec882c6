using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>How many stars a paper's repository had, as a source told.</summary>
/// <param name="Paper">The permanent id, as it was then: a merge redirects it.</param>
/// <param name="Source">Who told.</param>
/// <param name="CountedAt">When that was so.</param>
/// <param name="KnownAt">Since when this catalog knows; never before <paramref name="CountedAt"/>.</param>
/// <param name="Stars">How many.</param>
public sealed record StarCount(string Paper, string Source, DateTimeOffset CountedAt, DateTimeOffset KnownAt, int Stars);

/// <summary>That a source put a paper into its own edition.</summary>
/// <param name="Paper">The permanent id, as it was then.</param>
/// <param name="Source">Who did.</param>
/// <param name="Day">Of that edition.</param>
/// <param name="KnownAt">Since when this catalog knows.</param>
public sealed record Mention(string Paper, string Source, DateOnly Day, DateTimeOffset KnownAt)
{
    /// <summary>When it happened: as soon as it was known, but not after its day.</summary>
    public DateTimeOffset At
    {
        get
        {
            var end = new DateTimeOffset(Day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return KnownAt < end ? KnownAt : end;
        }
    }
}

/// <summary>
/// The tables of star counts and mentions, within one transaction. Rows are added and never changed, so that what was known at a
/// moment can be told later. Sources give records of one paper again and again; only what is new is kept.
/// </summary>
internal sealed class StarHistory(SqliteConnection connection, ImportRun run) : IDisposable
{
    private readonly PreparedStatement _count = new(connection,
        """
        INSERT OR IGNORE INTO star_count (paper, source, counted_at, known_at, stars)
        SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?5 IS NOT (
          SELECT stars FROM star_count WHERE paper = ?1 AND source = ?2 AND counted_at <= ?3 ORDER BY counted_at DESC LIMIT 1)
        """);

    private readonly PreparedStatement _mention = new(connection,
        "INSERT OR IGNORE INTO mention (paper, source, day, known_at) VALUES (?1, ?2, ?3, ?4)");

    /// <summary>Notes what a record that was just saved tells. Most tell neither, and cost nothing.</summary>
    public void Note(string paper, PaperRecord record)
    {
        if ((record.Stars is null && record.Featured is null) || record.Source == PaperMerge.SampleSource)
            return;
        var now = run.Time.GetUtcNow();
        if (record.Stars is { } stars && CountedAt(record, now) is { } at)
            _count.Bind(1, paper).Bind(2, record.Source).Bind(3, at.ToSql()).Bind(4, now.ToSql()).Bind(5, stars).Run();
        if (record.Featured is { } day)
            _mention.Bind(1, paper).Bind(2, record.Source).Bind(3, day.ToSql()).Bind(4, now.ToSql()).Run();
    }

    public void Dispose()
    {
        _count.Dispose();
        _mention.Dispose();
    }

    // A service counts as it answers. A file was written at some time: its record's day is the best that is known, and where it
    // has none, nobody can tell whether its count is older or newer than another.
    private DateTimeOffset? CountedAt(PaperRecord record, DateTimeOffset now)
    {
        if (run.IsHarvest)
            return now;
        if (record.Day is not { } day)
            return null;
        var at = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return at < now ? at : now;
    }
}
