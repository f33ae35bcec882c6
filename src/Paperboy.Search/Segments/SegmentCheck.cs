using Paperboy.Search.Postings;
using Paperboy.Search.Queries;

namespace Paperboy.Search.Segments;

/// <summary>Verifies one segment: the checksums first and, if they are right, that all it says fits together.</summary>
internal sealed class SegmentCheck(SegmentReader segment, IndexSchema schema)
{
    private const float Weight = Bm25.One;
    private readonly PostingCursor _cursor = new();
    private readonly PositionCursor _positions = new();
    private readonly List<string> _problems = [];
    private readonly Bm25 _ranking = new(schema, Math.Max(1.0, (double)segment.TotalLength / Math.Max(1, segment.DocumentCount)));

    /// <summary>What is wrong, in sentences that name the file.</summary>
    public IReadOnlyList<string> Run()
    {
        try
        {
            if (segment.VerifyChecksums() is { } damage)
            {
                Report(damage);
                return _problems;
            }

            CheckIds();
            CheckLengths();
            CheckTerms();
        }
        catch (Exception exception) when (exception is IndexCorruptException || SegmentReader.IsDamage(exception))
        {
            Report($"its parts do not fit together ({exception.Message})");
        }

        return _problems;
    }

    private void Report(string problem) => _problems.Add($"{segment.Path}: {problem}");

    private void CheckIds()
    {
        for (var document = 0; document < segment.DocumentCount; document++)
        {
            if (segment.Ids.Find(segment.Ids.Utf8(document)) != document)
                Report($"the id table does not find document {document}, {segment.Ids.Text(document)}");
        }
    }

    private void CheckLengths()
    {
        var total = 0L;
        foreach (var code in segment.LengthCodes)
            total += LengthCode.Decode(code);
        if (total != segment.TotalLength)
            Report($"the lengths add up to {total}, not to {segment.TotalLength}");
    }

    private void CheckTerms()
    {
        var (terms, postings) = (0L, 0L);
        byte[] last = [];
        for (var all = segment.Terms.Enumerate(); all.MoveNext(); terms++)
        {
            if (terms > 0 && all.Term.SequenceCompareTo(last) <= 0)
                Report($"term {terms} is not greater than the one before");
            if (!segment.Terms.TryFind(all.Term, out var entry) || entry != all.Entry)
                Report($"term {terms} is not found by its text");
            last = all.Term.ToArray();
            postings += all.Entry.DocumentFrequency;
            CheckPostings(terms, all.Entry);
        }

        if (postings != segment.PostingCount)
            Report($"{postings} postings, not {segment.PostingCount}");
    }

    // Documents ascend within a block by its form; here that blocks say the truth about themselves.
    private void CheckPostings(long term, TermEntry entry)
    {
        _cursor.Open(segment, entry);
        for (var block = 0; block < _cursor.BlockCount; block++)
        {
            _cursor.Load(block);
            var bound = BoundOf(block);
            for (var i = 0; i < _cursor.Documents.Length; i++)
            {
                _positions.Read(_cursor, block, i);
                CheckPositions(term, entry);
                var frequency = segment.Signatures.Weighted[_cursor.CodesOf(block)[i]];
                if (_ranking.Contribution(Weight, frequency, segment.LengthCodes[_cursor.Documents[i]]) > bound)
                    Report($"block {block} of term {term} has a posting above its bound");
            }
        }
    }

    private int BoundOf(int block) => _cursor.HasImpacts
        ? Enumerable.Range(0, ImpactCollector.MostImpacts).Max(i => _ranking.Bound(Weight, _cursor.BlockImpact(block, i)))
        : int.MaxValue;

    private void CheckPositions(long term, TermEntry entry)
    {
        var positions = _positions.Positions;
        for (var i = 0; i < positions.Length; i++)
        {
            if ((i > 0 && positions[i] < positions[i - 1]) || positions[i] < 0)
                Report($"the positions of term {term} do not ascend");
            if (_positions.Forms[i] >= entry.FormCount)
                Report($"term {term} stands in a form that it does not have");
        }
    }
}
