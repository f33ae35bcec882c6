using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Segments;
using Paperboy.Search.Text;

namespace Paperboy.Search.Postings;

/// <summary>
/// The documents that a writer has taken since its last segment, inverted in memory: for each term a growing string of
/// postings in the form of a list's last block (<see cref="PostingList"/>).
/// </summary>
internal sealed class InvertedBuffer(IndexSchema schema)
{
    private readonly int _fields = schema.Fields.Count;
    private readonly TermTable _terms = new();
    private readonly ByteSlices _slices = new();
    private readonly List<TermState> _states = [];
    private readonly List<int> _counts = []; // of the current document: [term * fields + field]
    private readonly List<int> _termsOfDocument = [];
    private readonly Dictionary<string, int> _documents = new(StringComparer.Ordinal);
    private readonly List<string?> _ids = []; // null: deleted again
    private readonly List<byte> _lengthCodes = [];
    private long _idBytes;

    private struct TermState
    {
        public SliceEnds Postings;
        public int LastDocument;
        public int DocumentFrequency;
    }

    /// <summary>The documents that have not been deleted again.</summary>
    public int Live => _documents.Count;

    /// <summary>Whether nothing has been added since the buffer was made.</summary>
    public bool IsEmpty => _ids.Count == 0;

    public long AllocatedBytes =>
        _slices.AllocatedBytes + _terms.AllocatedBytes + _idBytes + (_states.Capacity * 24L) + (_counts.Capacity * 4L);

    public bool Contains(string id) => _documents.ContainsKey(id);

    public bool Delete(string id)
    {
        if (!_documents.Remove(id, out var document))
            return false;
        _ids[document] = null;
        return true;
    }

    /// <summary>Adds a document, whose fields must be the schema's, in place of the one with the same id.</summary>
    public void Add(IndexDocument document)
    {
        Delete(document.Id);
        var number = _ids.Count;
        var length = 0.0;
        foreach (var (name, text) in document.NamedTexts)
        {
            var field = schema.IndexOf(name);
            length += schema.Fields[field].Weight * CountTerms(field, text);
        }

        foreach (var term in _termsOfDocument)
            EndDocument(term, number);
        _termsOfDocument.Clear();
        _documents.Add(document.Id, number);
        _ids.Add(document.Id);
        _lengthCodes.Add(LengthCode.Encode(length));
        _idBytes += (2 * document.Id.Length) + 64;
    }

    /// <summary>Writes the live documents as a segment; they are numbered anew without gaps.</summary>
    public SegmentInfo WriteTo(IndexFolder folder, long number)
    {
        var ids = new DocumentIdsWriter();
        var lengthCodes = new byte[Live];
        var renumbered = new int[_ids.Count];
        for (var document = 0; document < _ids.Count; document++)
        {
            renumbered[document] = _ids[document] is null ? -1 : ids.Count;
            if (_ids[document] is not { } id)
                continue;
            lengthCodes[ids.Count] = _lengthCodes[document];
            ids.Add(Encoding.UTF8.GetBytes(id));
        }

        return SegmentWriter.Write(folder, number, schema, ids, lengthCodes, sink => WritePostings(sink, renumbered));
    }

    private int CountTerms(int field, string text)
    {
        var words = 0;
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            var term = _terms.GetOrAdd(reader.Term);
            if (term == _states.Count)
            {
                _states.Add(new TermState { Postings = _slices.Start(), LastDocument = -1 });
                CollectionsMarshal.SetCount(_counts, _counts.Count + _fields);
            }

            var counts = CollectionsMarshal.AsSpan(_counts).Slice(term * _fields, _fields);
            if (!counts.ContainsAnyExcept(0))
                _termsOfDocument.Add(term);
            counts[field]++;
            words += reader.IsOverlap ? 0 : 1;
        }

        return words;
    }

    private void EndDocument(int term, int document)
    {
        ref var state = ref CollectionsMarshal.AsSpan(_states)[term];
        var counts = CollectionsMarshal.AsSpan(_counts).Slice(term * _fields, _fields);
        var isSingle = counts[^1] == 1 && !counts[..^1].ContainsAnyExcept(0);
        _slices.AppendVarint(ref state.Postings, ((document - state.LastDocument - 1L) << 1) | (isSingle ? 1L : 0L));
        for (var field = 0; field < _fields && !isSingle; field++)
            _slices.AppendVarint(ref state.Postings, counts[field]);
        counts.Clear();
        state.LastDocument = document;
        state.DocumentFrequency++;
    }

    private void WritePostings(PostingsSink sink, int[] renumbered)
    {
        var bytes = new ByteBuffer();
        Span<int> frequencies = stackalloc int[_fields];
        foreach (var term in _terms.Sorted())
        {
            var state = _states[term];
            bytes.Clear();
            _slices.CopyTo(state.Postings, bytes);
            var (at, document) = (0, -1);
            for (var i = 0; i < state.DocumentFrequency; i++)
            {
                var code = Varint.Read(bytes.Written, ref at);
                document += 1 + (int)(code >> 1);
                frequencies.Clear();
                frequencies[^1] = 1;
                for (var field = 0; field < _fields && (code & 1) == 0; field++)
                    frequencies[field] = Varint.ReadInt32(bytes.Written, ref at);
                if (renumbered[document] >= 0)
                    sink.Add(renumbered[document], frequencies);
            }

            sink.EndTerm(_terms[term]);
        }
    }
}
