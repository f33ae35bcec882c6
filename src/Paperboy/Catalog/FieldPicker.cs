namespace Paperboy.Catalog;

/// <summary>Takes each field from the first record that has it, and remembers which one that was.</summary>
/// <param name="trusted">At least one, the most trusted first.</param>
internal sealed class FieldPicker(IReadOnlyList<PaperRecord> trusted)
{
    // By place in the list of records; null while there is nothing to choose between.
    private readonly List<string>?[] _given = trusted.Count == 1 ? [] : new List<string>?[trusted.Count];

    public string? Text(string field, Func<PaperRecord, string?> value) => First(field, value);

    public T? First<T>(string field, Func<PaperRecord, T?> value)
        where T : class
    {
        for (var r = 0; r < trusted.Count; r++)
        {
            if (value(trusted[r]) is not { } found)
                continue;
            if (_given.Length > 0)
                (_given[r] ??= []).Add(field);
            return found;
        }

        return null;
    }

    /// <summary>Which record gave which fields, those of one source's id together; a sole record gave all.</summary>
    /// <param name="counted">The record that citations are counted by.</param>
    public IReadOnlyList<FieldOrigin> Origins(PaperRecord? counted)
    {
        if (trusted.Count == 1)
            return [OriginOf(trusted[0], [])];
        if (counted is not null)
            (_given[IndexOf(counted)] ??= []).Add("citations");
        return
        [
            .. Enumerable.Range(0, trusted.Count)
                .Where(r => _given[r] is not null)
                .GroupBy(r => (trusted[r].Source, trusted[r].Key))
                .Select(group => OriginOf(trusted[group.First()], [.. group.SelectMany(r => _given[r]!)])),
        ];
    }

    private static FieldOrigin OriginOf(PaperRecord record, IReadOnlyList<string> fields) =>
        new(record.Source, record.Key, Licences.OfTexts(record), fields);

    private int IndexOf(PaperRecord record)
    {
        for (var r = 0; r < trusted.Count; r++)
        {
            if (ReferenceEquals(trusted[r], record))
                return r;
        }

        throw new ArgumentException("The record is none of those that are merged.", nameof(record));
    }
}
