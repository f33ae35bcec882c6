using System.Text;
using Paperboy.Search.Queries.Language;
using Paperboy.Search.Segments;
using Paperboy.Search.Text;

namespace Paperboy.Search.Suggest;

/// <summary>A word that begins with what is typed.</summary>
/// <param name="Text">The form of its term that most documents have.</param>
/// <param name="Term">The term.</param>
/// <param name="Documents">How many documents have the term.</param>
internal readonly record struct CompletedWord(string Text, byte[] Term, long Documents);

/// <summary>
/// Completes a word from the words of the index, the most frequent first. Where other words are typed already, those
/// that occur with them come first, by how many documents of a sample have both, and others only if none does.
/// </summary>
/// <param name="snapshot">The commit.</param>
/// <param name="rest">What else is typed.</param>
/// <param name="field">The field that must have the word; -1: any.</param>
internal sealed class WordCompleter(Snapshot snapshot, SequenceNode rest, int field)
{
    // The candidates: far more than are shown, for words typed before choose among them.
    private const int MostForms = 96;
    private const int MostTerms = 40;
    private const int MostSeenInField = 64;

    private readonly TogetherSample _sample = new(snapshot, rest);
    private byte[] _prefix = [];

    /// <summary>What stands before the word in the stretch being typed: the first part of a compound, or words of a phrase.</summary>
    public string Before { get; private set; } = "";

    /// <summary>The word as far as it is typed, folded.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>Whether what is typed ends with a word.</summary>
    public bool Read(string typed)
    {
        var reader = new TermReader(typed, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (reader.IsOverlap || reader.Span.End != typed.Length)
                continue;
            (_prefix, Before) = (reader.Exact.ToArray(), typed[..reader.Span.Start]);
        }

        return _prefix.Length > 0;
    }

    /// <summary>Whether the word typed is one already.</summary>
    public bool IsWord() => snapshot.Segments.Any(segment => WordTable.Of(segment.Reader).Find(_prefix) >= 0);

    public List<CompletedWord> Find(int limit)
    {
        var words = Candidates();
        if (field >= 0)
            words.RemoveAll(word => !_sample.IsInField(word.Term, field, MostSeenInField));
        if (_sample.Count == 0)
            return [.. words.Take(limit)];
        var counted = words.Select(word => (Word: word, Together: _sample.CountOf(word.Term))).ToList();
        var meeting = counted.Where(word => word.Together > 0).OrderByDescending(word => word.Together).Select(word => word.Word).Take(limit).ToList();
        return meeting.Count > 0 ? meeting : [.. words.Take(limit)];
    }

    private List<CompletedWord> Candidates()
    {
        var words = new List<CompletedWord>();
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new byte[TermReader.BufferLength];
        foreach (var (form, _) in Forms().OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal))
        {
            var reader = new TermReader(form, buffer);
            if (!reader.Read() || reader.Exact.SequenceEqual(_prefix) || FunctionWords.Contains(reader.Exact))
                continue;
            // Of the forms of one term the most frequent stands for all: they find the same.
            if (terms.Add(Encoding.UTF8.GetString(reader.Term)))
                words.Add(new CompletedWord(form, reader.Term.ToArray(), DocumentsOf(reader.Term)));
            if (words.Count == MostTerms)
                break;
        }

        return words;
    }

    private Dictionary<string, long> Forms()
    {
        var forms = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var segment in snapshot.Segments)
        {
            var table = WordTable.Of(segment.Reader);
            var (first, end) = table.WithPrefix(_prefix);
            foreach (var word in MostFrequent.Of(table.AllDocuments, first, end, MostForms))
                forms.TryAdd(table.TextOf(word), 0);
        }

        // One that is frequent in one segment may be just below the others in the next.
        foreach (var form in forms.Keys)
            forms[form] = snapshot.Segments.Sum(segment => WordTable.Of(segment.Reader).DocumentsOf(form));
        return forms;
    }

    private long DocumentsOf(ReadOnlySpan<byte> term)
    {
        var documents = 0L;
        foreach (var segment in snapshot.Segments)
        {
            if (segment.Reader.TryFindTerm(term, out var entry))
                documents += entry.DocumentFrequency;
        }

        return documents;
    }
}
