using System.Text;
using Paperboy.Search.Segments;
using Paperboy.Search.Vectors;

namespace Paperboy.Search.Postings;

/// <summary>
/// The documents that a writer has taken since its last segment, inverted in memory: for each term a growing string of
/// <code>
/// posting  := (distance to the document before, less one) * 4 + code, position{code's occurrences}
/// position := (distance, as in <see cref="PositionBlock"/>) * 4 + form
/// </code>
/// in varints; a code or form of 3 or more is written as 3 and, less 3, in a varint of its own.
/// </summary>
internal sealed class InvertedBuffer(IndexSchema schema)
{
    private const int Escape = 3;

    private readonly BufferedTerms _terms = new();
    private readonly SignatureCounter _signatures = new();
    private readonly DocumentOccurrences _document = new(schema.Fields.Count);
    private readonly List<string> _ids = [];
    private readonly List<long> _stamps = [];
    private readonly List<byte> _lengthCodes = [];
    private readonly List<(int Column, int Document, long Value)> _numbers = [];
    private readonly List<(int Column, int Document, string Value)> _keywords = [];
    private readonly List<BufferedVectors> _vectors = []; // one a model
    private long _otherBytes;

    public int Count => _ids.Count;

    public long AllocatedBytes => _terms.AllocatedBytes + _otherBytes;

    public string IdOf(int document) => _ids[document];

    /// <summary>What the writer gave to a document when it was added.</summary>
    public long StampOf(int document) => _stamps[document];

    /// <summary>Adds a document, whose fields must be the schema's.</summary>
    public void Add(IndexDocument document, long stamp)
    {
        var number = _ids.Count;
        var length = 0.0;
        _document.Clear();
        for (var field = 0; field < schema.Fields.Count; field++)
        {
            foreach (var (name, text) in document.NamedTexts)
            {
                if (name != schema.Fields[field].Name)
                    continue;
                var words = _document.Add(field, text, _terms);
                length += schema.Fields[field].AddsLength ? (double)schema.Fields[field].Weight * words : 0;
            }
        }

        foreach (var term in _document.Terms)
            Append(term, number);
        _ids.Add(document.Id);
        _stamps.Add(stamp);
        _lengthCodes.Add(LengthCode.Encode(length));
        AddColumns(document, number);
        if (document.Vector is { } vector)
            AddVector(vector, number);
        _otherBytes += (2 * document.Id.Length) + 64;
    }

    /// <summary>Writes the live documents as a segment; they are numbered anew without gaps.</summary>
    public SegmentInfo WriteTo(IndexFolder folder, long number, Func<int, bool> isLive)
    {
        var ids = new DocumentIdsWriter();
        var lengthCodes = new List<byte>(_ids.Count);
        var renumbered = new int[_ids.Count];
        for (var document = 0; document < _ids.Count; document++)
        {
            renumbered[document] = isLive(document) ? ids.Count : -1;
            if (renumbered[document] < 0)
                continue;
            lengthCodes.Add(_lengthCodes[document]);
            ids.Add(Encoding.UTF8.GetBytes(_ids[document]));
        }

        var (signatures, finalCodes) = _signatures.Rank(schema);
        var vectors = new VectorWriters([.. _vectors.Select(group => group.Renumber(renumbered))]);
        var content = new SegmentContent(ids, [.. lengthCodes], signatures, WriteColumns(renumbered), vectors);
        return SegmentWriter.Write(folder, number, schema, content, sink => WritePostings(sink, renumbered, finalCodes, signatures));
    }

    private void AddColumns(IndexDocument document, int number)
    {
        foreach (var (column, value) in document.Numbers)
            _numbers.Add((schema.ColumnOf(column), number, value));
        foreach (var (column, value) in document.Keywords)
        {
            _keywords.Add((schema.ColumnOf(column), number, value));
            _otherBytes += (2 * value.Length) + 40;
        }
    }

    private void AddVector(ModelVector vector, int number)
    {
        var group = _vectors.Find(of => of.Model == vector.Model);
        if (group is null)
            _vectors.Add(group = new BufferedVectors(vector.Model));
        group.Add(number, vector.Values.Span, vector.Crowding);
        _otherBytes += vector.Model.Dimensions + (2 * sizeof(int));
    }

    private ColumnWriters WriteColumns(int[] renumbered)
    {
        var columns = new ColumnWriters(schema);
        foreach (var (column, document, value) in _numbers)
        {
            if (renumbered[document] >= 0)
                columns.Set(column, renumbered[document], value);
        }

        foreach (var (column, document, value) in _keywords)
        {
            if (renumbered[document] >= 0)
                columns.Add(column, renumbered[document], value);
        }

        return columns;
    }

    private void Append(int term, int document)
    {
        ref var state = ref _terms.StateOf(term);
        var code = _signatures.Add(_document.FrequenciesOf(state));
        _terms.AppendEscaped(ref state, document - state.LastDocument - 1L, code, Escape);
        var last = 0;
        for (var at = state.First; at >= 0; at = _document[at].Next)
        {
            ref readonly var occurrence = ref _document[at];
            var isFirst = at == state.First || occurrence.Position >> PositionBlock.FieldShift != last >> PositionBlock.FieldShift;
            var distance = isFirst ? occurrence.Position & PositionBlock.MostPositions : occurrence.Position - last;
            _terms.AppendEscaped(ref state, distance, occurrence.Form, Escape);
            last = occurrence.Position;
        }

        (state.First, state.LastDocument) = (-1, document);
        state.DocumentFrequency++;
    }

    private void WritePostings(PostingsSink sink, int[] renumbered, int[] finalCodes, SignatureTable signatures)
    {
        var bytes = new ByteBuffer();
        var (positions, forms) = (new int[256], new int[256]);
        _terms.CountForms();
        foreach (var term in _terms.Sorted())
        {
            var state = _terms.StateOf(term);
            bytes.Clear();
            _terms.CopyPostings(state, bytes);
            sink.BeginTerm(_terms.RankForms(term, out var ranks));
            var (at, document) = (0, -1);
            for (var i = 0; i < state.DocumentFrequency; i++)
            {
                document += 1 + (int)ReadEscaped(bytes.Written, ref at, out var code);
                code = finalCodes[code];
                var count = signatures.Occurrences[code];
                if (positions.Length < count)
                    (positions, forms) = (new int[2 * count], new int[2 * count]);
                ReadPositions(bytes.Written, ref at, signatures[code], positions, forms, ranks);
                if (renumbered[document] >= 0)
                    sink.Add(renumbered[document], code, positions.AsSpan(0, count), forms.AsSpan(0, count));
            }

            sink.EndTerm(_terms[term]);
        }
    }

    private void ReadPositions(ReadOnlySpan<byte> bytes, ref int at, Signature signature, int[] positions, int[] forms, int[] ranks)
    {
        var next = 0;
        for (var field = 0; field < schema.Fields.Count; field++)
        {
            var position = field << PositionBlock.FieldShift;
            for (var i = signature[field]; i > 0; i--, next++)
            {
                positions[next] = position += (int)ReadEscaped(bytes, ref at, out var form);
                forms[next] = ranks[form];
            }
        }
    }

    private static long ReadEscaped(ReadOnlySpan<byte> bytes, ref int at, out int small)
    {
        var value = Varint.Read(bytes, ref at);
        small = (int)(value & Escape);
        if (small == Escape)
            small += Varint.ReadInt32(bytes, ref at);
        return value >> 2;
    }
}
