using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Paperboy.Search.Segments;
using Paperboy.Search.Text;

namespace Paperboy.Search.Suggest;

/// <summary>A word near another, how far it is, and about how many documents of the segment have it in this form.</summary>
internal readonly record struct NearWord(string Text, int Distance, int Documents);

/// <summary>
/// The words of a segment as they are written, in the order of their bytes: the dictionary itself is in the order of
/// stems. It is made when a segment is first asked for suggestions, takes about 25 bytes a word and goes with the
/// segment. How many documents have a form the index does not say: it is taken to be the form's share of the
/// documents of its term.
/// </summary>
internal sealed class WordTable
{
    private static readonly ConditionalWeakTable<SegmentReader, Lazy<WordTable>> Tables = [];

    private readonly byte[] _text;
    private readonly int[] _starts;
    private readonly int[] _documents;
    private readonly ulong[] _signatures;

    private WordTable(byte[] text, int[] starts, int[] documents, ulong[] signatures) =>
        (_text, _starts, _documents, _signatures) = (text, starts, documents, signatures);

    public int Count => _documents.Length;

    /// <summary>The table of a segment, which the caller keeps open meanwhile.</summary>
    /// <exception cref="IndexCorruptException">The dictionary is damaged.</exception>
    public static WordTable Of(SegmentReader segment) =>
        Tables.GetValue(segment, static reader => new Lazy<WordTable>(() => Read(reader))).Value;

    public ReadOnlySpan<byte> Utf8(int word) => _text.AsSpan(_starts[word].._starts[word + 1]);

    public string TextOf(int word) => Encoding.UTF8.GetString(Utf8(word));

    /// <summary>About how many documents have each word in this form; at least 1.</summary>
    public ReadOnlySpan<int> AllDocuments => _documents;

    /// <summary>About how many documents have the word in this form; 0: none has.</summary>
    public int DocumentsOf(ReadOnlySpan<char> word)
    {
        Span<byte> utf8 = stackalloc byte[TermForms.MostBytes + 1];
        var place = Encoding.UTF8.TryGetBytes(word, utf8, out var length) ? Find(utf8[..length]) : -1;
        return place < 0 ? 0 : _documents[place];
    }

    /// <summary>The word's place, or -1.</summary>
    public int Find(ReadOnlySpan<byte> utf8)
    {
        var place = LowerBound(utf8);
        return place < Count && Utf8(place).SequenceEqual(utf8) ? place : -1;
    }

    /// <summary>The places of the words that begin with a prefix: from the first up to, but not with, the last.</summary>
    public (int First, int End) WithPrefix(ReadOnlySpan<byte> prefix)
    {
        var first = LowerBound(prefix);
        var (low, high) = (first, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Utf8(middle).StartsWith(prefix))
                low = middle + 1;
            else
                high = middle;
        }

        return (first, low);
    }

    /// <summary>Adds the words of letters alone that are at most so far from a word, itself not.</summary>
    public void FindNear(ReadOnlySpan<char> word, int most, List<NearWord> found)
    {
        if (word.Length > SpellingDistance.LongestWord)
            return;
        var wanted = SpellingDistance.Signature(word);
        Span<char> buffer = stackalloc char[SpellingDistance.LongestWord + SpellingDistance.Most];
        for (var place = 0; place < _signatures.Length; place++)
        {
            if (!SpellingDistance.MayBeNear(wanted, _signatures[place], most)
                || !Encoding.UTF8.TryGetChars(Utf8(place), buffer, out var length))
            {
                continue;
            }

            var distance = SpellingDistance.Between(word, buffer[..length], most);
            if (distance > 0 && distance <= most && AreLetters(buffer[..length]))
                found.Add(new NearWord(new string(buffer[..length]), distance, _documents[place]));
        }
    }

    private static bool AreLetters(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsLetter(letter))
                return false;
        }

        return true;
    }

    private static WordTable Read(SegmentReader segment)
    {
        try
        {
            var words = new Collector();
            for (var terms = segment.Terms.Enumerate(); terms.MoveNext();)
                words.Add(segment.Terms, terms.Term, terms.Entry);
            return words.Sort();
        }
        catch (Exception exception) when (SegmentReader.IsDamage(exception))
        {
            throw segment.Corrupt($"the dictionary is damaged ({exception.Message})", exception);
        }
    }

    private int LowerBound(ReadOnlySpan<byte> utf8)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Utf8(middle).SequenceCompareTo(utf8) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Takes the words in the order of their stems and sorts them.</summary>
    private sealed class Collector
    {
        private readonly List<byte> _text = [];
        private readonly List<int> _starts = [0];
        private readonly List<int> _documents = [];
        private readonly List<ulong> _keys = []; // the first eight bytes, so that few words have to be compared in full

        public void Add(TermDictionary terms, ReadOnlySpan<byte> term, in TermEntry entry)
        {
            if (entry.FormsOffset == 0)
            {
                Add(term, entry.DocumentFrequency);
                return;
            }

            var forms = terms.FormsOf(term, entry);
            var all = Math.Max(1, forms.Sum(form => form.Occurrences));
            foreach (var form in forms)
                Add(form.Utf8, (int)Math.Max(1, Math.Round(entry.DocumentFrequency * (form.Occurrences / (double)all))));
        }

        public WordTable Sort()
        {
            ulong[] keys = [.. _keys];
            var order = new int[keys.Length];
            for (var i = 0; i < order.Length; i++)
                order[i] = i;
            Array.Sort(keys, order);
            var inFull = Comparer<int>.Create((a, b) => Utf8(a).SequenceCompareTo(Utf8(b)));
            for (var start = 0; start < order.Length;)
            {
                var end = start + 1;
                while (end < order.Length && keys[end] == keys[start])
                    end++;
                if (end - start > 1)
                    Array.Sort(order, start, end - start, inFull);
                start = end;
            }

            return Copy(order);
        }

        private WordTable Copy(int[] order)
        {
            var text = new byte[_text.Count];
            var starts = new int[order.Length + 1];
            var documents = new int[order.Length];
            var signatures = new ulong[order.Length];
            Span<char> buffer = stackalloc char[256];
            for (var i = 0; i < order.Length; i++)
            {
                var utf8 = Utf8(order[i]);
                utf8.CopyTo(text.AsSpan(starts[i]));
                starts[i + 1] = starts[i] + utf8.Length;
                documents[i] = _documents[order[i]];
                signatures[i] = Encoding.UTF8.TryGetChars(utf8, buffer, out var length) ? SpellingDistance.Signature(buffer[..length]) : ulong.MaxValue;
            }

            return new WordTable(text, starts, documents, signatures);
        }

        private void Add(ReadOnlySpan<byte> word, int documents)
        {
            Span<byte> key = stackalloc byte[sizeof(ulong)];
            key.Clear();
            word[..Math.Min(word.Length, key.Length)].CopyTo(key);
            _keys.Add(BinaryPrimitives.ReadUInt64BigEndian(key));
            _text.AddRange(word);
            _starts.Add(_text.Count);
            _documents.Add(documents);
        }

        private ReadOnlySpan<byte> Utf8(int word) =>
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_text)[_starts[word].._starts[word + 1]];
    }
}
