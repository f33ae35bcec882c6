namespace Paperboy.Search.Queries.Language;

/// <summary>Collects what is to be said about the reading of a query.</summary>
internal sealed class QueryNotes
{
    /// <summary>A text full of stray brackets needs no thousand sentences.</summary>
    public const int Most = 16;

    private const int LongestExcerpt = 40;

    private readonly List<QueryNote> _notes = [];

    public IReadOnlyList<QueryNote> All => _notes;

    /// <summary>Adds a sentence on what begins at <paramref name="start"/>, counted from 0.</summary>
    public void Add(int start, int length, string sentence)
    {
        if (_notes.Count < Most)
            _notes.Add(new QueryNote(new TextSpan(start, length), sentence));
        else if (_notes.Count == Most)
            _notes.Add(new QueryNote(new TextSpan(start, length), $"From {start + 1} on there is more that was doubtful; it was read in the same ways."));
    }

    /// <summary>A piece of the query to be quoted in a sentence, shortened if it is long.</summary>
    public static string Excerpt(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestExcerpt)
            return text.ToString();
        var length = char.IsHighSurrogate(text[LongestExcerpt - 1]) ? LongestExcerpt - 1 : LongestExcerpt;
        return string.Concat(text[..length], "…");
    }
}
