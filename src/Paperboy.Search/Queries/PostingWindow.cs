using System.Numerics;
using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries;

/// <summary>
/// The documents of a window that have a term, and which posting of the term's list each is: the first one's number and
/// how many documents of the set stand before it (rank by counting bits).
/// </summary>
internal sealed class PostingWindow
{
    private readonly ulong[] _documents = new ulong[WindowBits.Words];
    private readonly int[] _before = new int[WindowBits.Words];
    private int _first;

    public Span<ulong> Documents => _documents;

    /// <summary>Empties the set.</summary>
    /// <param name="first">The number of the first posting that will be in it.</param>
    public void Clear(int first)
    {
        _documents.AsSpan().Clear();
        _first = first;
    }

    /// <summary>Says that the set is complete. False: it is empty.</summary>
    public bool Close()
    {
        var count = _first;
        for (var word = 0; word < _documents.Length; word++)
        {
            _before[word] = count;
            count += BitOperations.PopCount(_documents[word]);
        }

        return count > _first;
    }

    /// <summary>The number of the posting of a document of the set.</summary>
    public int PostingOf(int place) =>
        _before[place >> 6] + BitOperations.PopCount(_documents[place >> 6] & ((1UL << place) - 1));
}
