using Paperboy.Search.Postings;
using Paperboy.Search.Queries;

namespace Paperboy.Search.Segments;

/// <summary>Verifies one segment: the checksums first and, if they are right, that all it says fits together.</summary>
internal sealed class SegmentCheck(SegmentReader segment, IndexSchema schema)
{
    private readonly PostingCursor _cursor = new();
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
            if (!_cursor.HasImpacts)
                continue;
            if (_cursor.LastDocument(block) != _cursor.Block.Documents[^1])
                Report($"block {block} of term {term} ends with another document than its entry says");
            var bound = Enumerable.Range(0, ImpactCollector.MostImpacts).Max(i => _ranking.Contribution(1, _cursor.BlockImpact(block, i)));
            var frequencies = _cursor.WeightedFrequencies(_ranking.FieldWeights);
            for (var i = 0; i < frequencies.Length; i++)
            {
                var impact = new Impact(frequencies[i], segment.LengthCodes[_cursor.Block.Documents[i]]);
                if (_ranking.Contribution(1, impact) > bound)
                    Report($"block {block} of term {term} has a posting above its bound");
            }
        }
    }
}
