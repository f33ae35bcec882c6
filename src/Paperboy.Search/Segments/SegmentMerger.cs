using Paperboy.Search.Postings;
using Paperboy.Search.Vectors;

namespace Paperboy.Search.Segments;

/// <summary>Writes several segments as one, without the deleted documents. Terms and postings stream through.</summary>
internal sealed class SegmentMerger
{
    private readonly IReadOnlyList<SegmentView> _sources;
    private readonly IndexSchema _schema;
    private readonly CancellationToken _cancellation;
    private readonly TermEnumerator?[] _terms;
    private readonly int[][] _codes; // of each source's signatures in the merged table
    private readonly PostingCursor _cursor = new();
    private readonly PositionCursor _positions = new();
    private readonly FormMerger _forms = new();
    private byte[] _term = [];

    private SegmentMerger(IReadOnlyList<SegmentView> sources, IndexSchema schema, CancellationToken cancellation)
    {
        _sources = sources;
        _schema = schema;
        _cancellation = cancellation;
        Renumbered = new int[sources.Count][];
        _codes = new int[sources.Count][];
        _terms = new TermEnumerator?[sources.Count];
    }

    /// <summary>The new number of each source's documents, -1 for deleted ones.</summary>
    public int[][] Renumbered { get; }

    /// <exception cref="IndexCorruptException">A source is damaged: the damage must not get a new, right checksum.</exception>
    public static (SegmentInfo Info, int[][] Renumbered) Merge(
        IndexFolder folder, long number, IndexSchema schema, IReadOnlyList<SegmentView> sources, CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            cancellation.ThrowIfCancellationRequested();
            if (source.Reader.VerifyChecksums() is { } damage)
                throw source.Reader.Corrupt(damage);
        }

        try
        {
            var merger = new SegmentMerger(sources, schema, cancellation);
            return (merger.WriteTo(folder, number), merger.Renumbered);
        }
        catch (Exception exception) when (SegmentReader.IsDamage(exception))
        {
            // Checksums were right: a source was written wrong. The check says which, and what is wrong with it.
            var problem = sources.SelectMany(source => new SegmentCheck(source.Reader, schema).Run()).FirstOrDefault();
            throw sources[0].Reader.Corrupt(problem ?? $"it cannot be merged ({exception.Message})", exception);
        }
    }

    private SegmentInfo WriteTo(IndexFolder folder, long number)
    {
        var ids = new DocumentIdsWriter();
        var lengthCodes = new byte[_sources.Sum(source => source.Live)];
        for (var i = 0; i < _sources.Count; i++)
        {
            var source = _sources[i];
            Renumbered[i] = new int[source.Reader.DocumentCount];
            for (var document = 0; document < source.Reader.DocumentCount; document++)
            {
                Renumbered[i][document] = source.IsDeleted(document) ? -1 : ids.Count;
                if (Renumbered[i][document] < 0)
                    continue;
                lengthCodes[ids.Count] = source.Reader.LengthCodes[document];
                ids.Add(source.Reader.Ids.Utf8(document));
            }
        }

        var columns = ColumnWriters.Merge(_schema, _sources, Renumbered);
        var vectors = VectorWriters.Merge(_sources, Renumbered, _cancellation);
        var content = new SegmentContent(ids, lengthCodes, MergeSignatures(), columns, vectors);
        return SegmentWriter.Write(folder, number, _schema, content, MergePostings);
    }

    private SignatureTable MergeSignatures()
    {
        var counter = new SignatureCounter();
        for (var i = 0; i < _sources.Count; i++)
        {
            var table = _sources[i].Reader.Signatures;
            _codes[i] = new int[table.Count];
            for (var code = 0; code < table.Count; code++)
                _codes[i][code] = counter.Add(table[code], table.CountOf(code));
        }

        var (merged, finalCodes) = counter.Rank(_schema);
        foreach (var codes in _codes)
        {
            foreach (ref var code in codes.AsSpan())
                code = finalCodes[code];
        }

        return merged;
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
            _cancellation.ThrowIfCancellationRequested();
            _term = _terms[least]!.Term.ToArray();
            sink.BeginTerm(MergeForms(least));
            for (var i = least; i < _sources.Count; i++)
            {
                if (!HasTerm(i))
                    continue;
                CopyPostings(i, sink);
                Advance(i);
            }

            sink.EndTerm(_term);
        }
    }

    private bool HasTerm(int source) => _terms[source] is { } terms && terms.Term.SequenceEqual(_term);

    private List<TermForm> MergeForms(int first)
    {
        _forms.Clear();
        for (var i = first; i < _sources.Count; i++)
        {
            if (HasTerm(i))
                _forms.Add(i, _sources[i].Reader.Terms.FormsOf(_term, _terms[i]!.Entry));
        }

        return _forms.Rank();
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
        var finalForms = _forms.NumbersOf(source).AsSpan();
        var isRenumbered = finalForms.Length > 1 || finalForms[0] != 0;
        _cursor.Open(_sources[source].Reader, _terms[source]!.Entry);
        for (var block = 0; block < _cursor.BlockCount; block++)
        {
            _cursor.Load(block);
            var documents = _cursor.Documents;
            var codes = _cursor.CodesOf(block);
            _positions.ReadAll(_cursor);
            for (var i = 0; i < documents.Length; i++)
            {
                var document = Renumbered[source][documents[i]];
                if (document < 0)
                    continue;
                var positions = _positions.Take(i, out var forms);
                for (var j = 0; j < forms.Length && isRenumbered; j++)
                    forms[j] = finalForms[forms[j]];
                sink.Add(document, _codes[source][codes[i]], positions, forms);
            }
        }

        _positions.Close();
    }
}
