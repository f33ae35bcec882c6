using System.Runtime.InteropServices;

namespace Paperboy.Search;

/// <summary>A document to be indexed: its id and the texts of its fields. The texts are not kept, only their terms.</summary>
public sealed class IndexDocument
{
    private readonly List<(string Field, string Text)> _texts = [];

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

    /// <summary>The id.</summary>
    public string Id { get; }

    internal ReadOnlySpan<(string Field, string Text)> NamedTexts => CollectionsMarshal.AsSpan(_texts);

    /// <summary>Adds a text to a field. A field may have several.</summary>
    public IndexDocument Add(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(text);
        _texts.Add((field, text));
        return this;
    }
}
