using System.Numerics;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Counts the documents of a segment that have at least one of the terms.</summary>
internal sealed class UnionCount
{
    private const int WindowLength = 1 << 15;
    private readonly ulong[] _marks = new ulong[WindowLength / 64];

    public long Count(SegmentView segment, ReadOnlySpan<TermScorer> scorers, CancellationToken cancellation)
    {
        var count = 0L;
        for (var from = 0; from < segment.Reader.DocumentCount; from += WindowLength)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var scorer in scorers)
                scorer.Mark(from, from + WindowLength, _marks);
            count += segment.Deletions is null ? CountMarks() : CountLive(segment.Deletions, from);
            _marks.AsSpan().Clear();
        }

        return count;
    }

    private int CountMarks()
    {
        var count = 0;
        foreach (var word in _marks)
            count += BitOperations.PopCount(word);
        return count;
    }

    private int CountLive(Deletions deletions, int from)
    {
        var count = 0;
        for (var word = 0; word < _marks.Length; word++)
        {
            for (var marks = _marks[word]; marks != 0; marks &= marks - 1)
                count += deletions.Contains(from + (word * 64) + BitOperations.TrailingZeroCount(marks)) ? 0 : 1;
        }

        return count;
    }
}
