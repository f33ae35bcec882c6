using System.Runtime.InteropServices;

namespace Paperboy.Search;

/// <summary>A document to be indexed: its id and the texts of its fields. The texts are not kept, only their terms.</summary>
public sealed class IndexDocument
{
    private readonly List<(string Field, string Text)> _texts = [];
    private readonly List<(string Column, long Value)> _numbers = [];
    private readonly List<(string Column, string Value)> _keywords = [];

    /// <param name="id">What the document is upserted and deleted by: not empty, at most 512 bytes in UTF-8.</param>
    public IndexDocument(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (System.Text.Encoding.UTF8.GetByteCount(id) > MostIdBytes)
            throw new ArgumentException($"A document's id has at most {MostIdBytes} bytes: {id[..40]}...", nameof(id));
        Id = id;
    }

    /// <summary>The greatest length of an id in UTF-8.</summary>
    public const int MostIdBytes = 512;

    /// <summary>The greatest length of a keyword in UTF-8.</summary>
    public const int MostKeywordBytes = Columns.KeywordColumnWriter.MostValueBytes;

    /// <summary>The id.</summary>
    public string Id { get; }

    internal IReadOnlyList<(string Column, long Value)> Numbers => _numbers;

    internal IReadOnlyList<(string Column, string Value)> Keywords => _keywords;

    /// <summary>The vector; null if it has none, and is no document's neighbour.</summary>
    public ModelVector? Vector { get; private set; }

    internal ReadOnlySpan<(string Field, string Text)> NamedTexts => CollectionsMarshal.AsSpan(_texts);

    /// <summary>Adds a text to a field. A field may have several.</summary>
    public IndexDocument Add(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(text);
        _texts.Add((field, text));
        return this;
    }

    /// <summary>Sets the number of a column.</summary>
    public IndexDocument Set(string column, long value)
    {
        ArgumentNullException.ThrowIfNull(column);
        _numbers.RemoveAll(number => number.Column == column);
        _numbers.Add((column, value));
        return this;
    }

    /// <summary>Sets the vector, in place of one set before. A document has at most one, whatever the model.</summary>
    public IndexDocument Set(ModelVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        Vector = vector;
        return this;
    }

    /// <summary>Adds a value to a keyword column: 1 to 1,024 bytes in UTF-8; longer ones are cut.</summary>
    public IndexDocument AddKeyword(string column, string value)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentException.ThrowIfNullOrEmpty(value);
        while (System.Text.Encoding.UTF8.GetByteCount(value) > MostKeywordBytes)
            value = value[..(value.Length - 1 - (value.Length / 8))];
        _keywords.Add((column, value));
        return this;
    }
}
