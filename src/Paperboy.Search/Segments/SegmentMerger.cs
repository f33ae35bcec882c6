using Paperboy.Search.Postings;

namespace Paperboy.Search.Segments;

/// <summary>Writes several segments as one, without the deleted documents. Terms and postings stream through.</summary>
internal sealed class SegmentMerger
{
    private readonly IReadOnlyList<SegmentView> _sources;
    private readonly IndexSchema _schema;
    private readonly int[][] _renumbered;
    private readonly TermEnumerator?[] _terms;
    private readonly PostingCursor _cursor = new();

    private SegmentMerger(IReadOnlyList<SegmentView> sources, IndexSchema schema)
    {
        _sources = sources;
        _schema = schema;
        _renumbered = new int[sources.Count][];
        _terms = new TermEnumerator?[sources.Count];
    }

    /// <exception cref="IndexCorruptException">A source is damaged: the damage must not get a new, right checksum.</exception>
    public static SegmentInfo Merge(IndexFolder folder, long number, IndexSchema schema, IReadOnlyList<SegmentView> sources)
    {
        foreach (var source in sources)
        {
            if (source.Reader.VerifyChecksums() is { } damage)
                throw source.Reader.Corrupt(damage);
        }

        return new SegmentMerger(sources, schema).WriteTo(folder, number);
    }

    private SegmentInfo WriteTo(IndexFolder folder, long number)
    {
        var ids = new DocumentIdsWriter();
        var lengthCodes = new byte[_sources.Sum(source => source.Live)];
        for (var i = 0; i < _sources.Count; i++)
        {
            var source = _sources[i];
            _renumbered[i] = new int[source.Reader.DocumentCount];
            for (var document = 0; document < source.Reader.DocumentCount; document++)
            {
                _renumbered[i][document] = source.IsDeleted(document) ? -1 : ids.Count;
                if (_renumbered[i][document] < 0)
                    continue;
                lengthCodes[ids.Count] = source.Reader.LengthCodes[document];
                ids.Add(source.Reader.Ids.Utf8(document));
            }
        }

        return SegmentWriter.Write(folder, number, _schema, ids, lengthCodes, MergePostings);
    }

    private void MergePostings(PostingsSink sink)
    {
        for (var i = 0; i < _sources.Count; i++)
        {
            _terms[i] = _sources[i].Reader.Terms.Enumerate();
            Advance(i);
        }

        for (var least = FindLeast(); least >= 0; least = FindLeast())
        {
            var term = _terms[least]!.Term.ToArray();
            for (var i = least; i < _sources.Count; i++)
            {
                if (_terms[i] is null || !_terms[i]!.Term.SequenceEqual(term))
                    continue;
                CopyPostings(i, sink);
                Advance(i);
            }

            sink.EndTerm(term);
        }
    }

    // The first source whose term is the least of all, or -1 when all are read.
    private int FindLeast()
    {
        var least = -1;
        for (var i = 0; i < _terms.Length; i++)
        {
            if (_terms[i] is { } terms && (least < 0 || terms.Term.SequenceCompareTo(_terms[least]!.Term) < 0))
                least = i;
        }

        return least;
    }

    private void Advance(int source)
    {
        if (!_terms[source]!.MoveNext())
            _terms[source] = null;
    }

    private void CopyPostings(int source, PostingsSink sink)
    {
        Span<int> frequencies = stackalloc int[_schema.Fields.Count];
        _cursor.Open(_sources[source].Reader, _terms[source]!.Entry);
        for (var block = 0; block < _cursor.BlockCount; block++)
        {
            _cursor.Load(block);
            for (var i = 0; i < _cursor.Block.Count; i++)
            {
                var document = _renumbered[source][_cursor.Block.Documents[i]];
                if (document < 0)
                    continue;
                for (var field = 0; field < frequencies.Length; field++)
                    frequencies[field] = _cursor.Frequencies(field)[i];
                sink.Add(document, frequencies);
            }
        }
    }
}
