using Paperboy.Search.Columns;
using Paperboy.Search.Postings;
using Paperboy.Search.Queries;
using Paperboy.Search.Vectors;

namespace Paperboy.Search.Segments;

/// <summary>Verifies one segment: the checksums first and, if they are right, that all it says fits together.</summary>
internal sealed class SegmentCheck
{
    private const float Weight = Bm25.One;
    private readonly SegmentReader _segment;
    private readonly IndexSchema _schema;
    private readonly PostingCursor _cursor = new();
    private readonly PositionCursor _positions = new();
    private readonly List<string> _problems = [];
    private readonly Bm25 _ranking;
    private readonly long[] _codes; // the postings of each signature
    private long[] _forms = []; // the occurrences of each form of the term at hand

    public SegmentCheck(SegmentReader segment, IndexSchema schema)
    {
        (_segment, _schema) = (segment, schema);
        _ranking = new Bm25(schema, Math.Max(1.0, (double)segment.TotalLength / Math.Max(1, segment.DocumentCount)));
        _codes = new long[segment.Signatures.Count];
    }

    /// <summary>What is wrong, in sentences that name the file.</summary>
    public IReadOnlyList<string> Run()
    {
        try
        {
            if (_segment.VerifyChecksums() is { } damage)
            {
                Report(damage);
                return _problems;
            }

            CheckIds();
            CheckLengths();
            CheckTerms();
            CheckSignatures();
            CheckColumns();
            CheckVectors();
        }
        catch (IndexCorruptException exception)
        {
            _problems.Add(exception.Message); // names the file already
        }
        catch (Exception exception) when (SegmentReader.IsDamage(exception))
        {
            Report($"its parts do not fit together ({exception.Message})");
        }

        return _problems;
    }

    private void Report(string problem) => _problems.Add($"{_segment.Path}: {problem}");

    private void CheckIds()
    {
        for (var document = 0; document < _segment.DocumentCount; document++)
        {
            if (_segment.Ids.Find(_segment.Ids.Utf8(document)) != document)
                Report($"the id table does not find document {document}, {_segment.Ids.Text(document)}");
        }
    }

    private void CheckLengths()
    {
        var total = 0L;
        foreach (var code in _segment.LengthCodes)
            total += LengthCode.Decode(code);
        if (total != _segment.TotalLength)
            Report($"the lengths add up to {total}, not to {_segment.TotalLength}");
    }

    private void CheckTerms()
    {
        var (terms, postings) = (0L, 0L);
        byte[] last = [];
        for (var all = _segment.Terms.Enumerate(); all.MoveNext(); terms++)
        {
            if (terms > 0 && all.Term.SequenceCompareTo(last) <= 0)
                Report($"term {terms} is not greater than the one before");
            if (!_segment.Terms.TryFind(all.Term, out var entry) || entry != all.Entry)
                Report($"term {terms} is not found by its text");
            last = all.Term.ToArray();
            postings += all.Entry.DocumentFrequency;
            CheckPostings(terms, all.Entry);
            CheckForms(terms, last, all.Entry);
        }

        if (terms != _segment.Terms.Count)
            Report($"{terms} terms, not {_segment.Terms.Count}");
        if (postings != _segment.PostingCount)
            Report($"{postings} postings, not {_segment.PostingCount}");
    }

    // Documents ascend within a block by its form; here that blocks say the truth about themselves and follow one another.
    private void CheckPostings(long term, TermEntry entry)
    {
        if (_forms.Length < entry.FormCount)
            _forms = new long[entry.FormCount];
        _forms.AsSpan().Clear();
        _cursor.Open(_segment, entry);
        var (last, ofList) = (-1, BoundOfList());
        for (var block = 0; block < _cursor.BlockCount; block++)
        {
            _cursor.Load(block);
            if (_cursor.Documents[0] <= last)
                Report($"block {block} of term {term} begins before the one before ends");
            last = _cursor.Documents[^1];
            CheckBlock(term, entry, block, ofList);
        }
    }

    private void CheckBlock(long term, TermEntry entry, int block, int boundOfList)
    {
        var bound = Math.Min(BoundOf(block), boundOfList);
        for (var i = 0; i < _cursor.Documents.Length; i++)
        {
            _positions.Read(_cursor, block, i);
            CheckPositions(term, entry);
            var code = _cursor.CodesOf(block)[i];
            _codes[code]++;
            if (_ranking.Contribution(Weight, _segment.Signatures.Weighted[code], _segment.LengthCodes[_cursor.Documents[i]]) > bound)
                Report($"block {block} of term {term} has a posting above its bound");
        }
    }

    private int BoundOf(int block) => _cursor.HasImpacts
        ? Enumerable.Range(0, ImpactCollector.MostImpacts).Max(i => _ranking.Bound(Weight, _cursor.BlockImpact(block, i)))
        : int.MaxValue;

    private int BoundOfList() => _cursor.HasImpacts
        ? Enumerable.Range(0, ImpactCollector.MostImpacts).Max(i => _ranking.Bound(Weight, _cursor.ListImpact(i)))
        : int.MaxValue;

    private void CheckPositions(long term, TermEntry entry)
    {
        var positions = _positions.Positions;
        for (var i = 0; i < positions.Length; i++)
        {
            if ((i > 0 && positions[i] < positions[i - 1]) || positions[i] < 0 || positions[i] >> PositionBlock.FieldShift >= _schema.Fields.Count)
                Report($"the positions of term {term} do not ascend within their fields");
            if (_positions.Forms[i] >= entry.FormCount)
                Report($"term {term} stands in a form that it does not have");
            else
                _forms[_positions.Forms[i]]++;
        }
    }

    // The dictionary counts how often each form stands in the texts; a term that is its only form counts nothing.
    private void CheckForms(long term, byte[] text, TermEntry entry)
    {
        if (entry.FormsOffset == 0)
            return;
        var forms = _segment.Terms.FormsOf(text, entry);
        for (var form = 0; form < forms.Count; form++)
        {
            if (forms[form].Occurrences != _forms[form])
                Report($"form {form} of term {term} stands {_forms[form]} times in the texts, not {forms[form].Occurrences}");
            for (var other = 0; other < form; other++)
            {
                if (forms[other].Utf8.AsSpan().SequenceEqual(forms[form].Utf8))
                    Report($"forms {other} and {form} of term {term} are the same");
            }
        }
    }

    // A merge takes over the counts of its sources, whose deleted documents it leaves out: they may be too high.
    private void CheckSignatures()
    {
        var known = new HashSet<Signature>();
        for (var code = 0; code < _codes.Length; code++)
        {
            var signature = _segment.Signatures[code];
            if (_codes[code] > _segment.Signatures.CountOf(code))
                Report($"signature {code} has {_codes[code]} postings, not {_segment.Signatures.CountOf(code)}");
            if (!known.Add(signature))
                Report($"signature {code} is there twice");
            if (_segment.Signatures.Occurrences[code] == 0)
                Report($"signature {code} has no occurrence");
            for (var field = _schema.Fields.Count; field < IndexSchema.MostFields; field++)
            {
                if (signature[field] > 0)
                    Report($"signature {code} has occurrences in field {field}, which is none");
            }
        }
    }

    private void CheckColumns()
    {
        for (var column = 0; column < _schema.Columns.Count; column++)
        {
            var problems = _schema.Columns[column].Kind == ColumnKind.Number
                ? ColumnCheck.Run(_segment.Columns.Number(column)!)
                : ColumnCheck.Run(_segment.Columns.Keyword(column)!);
            foreach (var problem in problems)
                Report($"column {_schema.Columns[column].Name}: {problem}");
        }
    }

    private void CheckVectors()
    {
        var groups = _segment.Vectors.Groups;
        foreach (var problem in groups.SelectMany(VectorCheck.Run))
            Report(problem);
        for (var document = 0; document < _segment.DocumentCount && groups.Count > 1; document++)
        {
            if (groups.Count(group => group.Has(document)) > 1)
                Report($"document {document} has several vectors");
        }
    }
}
