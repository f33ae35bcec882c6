using System.Collections.Concurrent;
using Paperboy.Search.Columns;

namespace Paperboy.Search.Segments;

/// <summary>
/// The documents of a segment's most frequent terms as sets of bits, kept from the first time that all matches of a query
/// with the term are asked for: such a set is smaller than the decoded list and is added or intersected 64 documents at a
/// time. It lives as long as the segment is open. Safe for any number of threads.
/// </summary>
internal sealed class FrequentTerms(int documents)
{
    // One document in so many must have the term: of rarer ones the list is as cheap.
    private const int RarestShare = 16;

    // 16 bytes a document if all are taken: 48 MB for three million.
    private const int MostSets = 128;

    // The sets of a small segment, which is soon merged away, would cost more than they spare.
    private const int FewestDocuments = 2 * WindowBits.Length;

    private readonly ConcurrentDictionary<long, ulong[]> _sets = new(); // by the offset of the posting list

    /// <summary>Whether the set of a term is worth keeping, and there is room for it.</summary>
    public bool Takes(in TermEntry entry) =>
        documents >= FewestDocuments && (long)entry.DocumentFrequency * RarestShare >= documents && _sets.Count < MostSets;

    /// <summary>The set of a term, in whole windows; null: it has not been added.</summary>
    public ulong[]? Find(in TermEntry entry) => _sets.GetValueOrDefault(entry.PostingsOffset);

    /// <summary>Keeps the set of a term, which does not change any more.</summary>
    public void Add(in TermEntry entry, ulong[] set) => _sets.TryAdd(entry.PostingsOffset, set);
}
