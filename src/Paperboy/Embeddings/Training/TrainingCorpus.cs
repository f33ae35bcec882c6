using System.Runtime.InteropServices;
using System.Text;
using Paperboy.Search.Text;

namespace Paperboy.Embeddings.Training;

/// <summary>
/// The texts of all papers as terms: each different term has a number (a unit), each paper is a title and the sentences of
/// its abstract. Units are numbered in the order in which the texts first show them.
/// </summary>
internal sealed class TrainingCorpus
{
    // Papers are read in chunks of a fixed size, so that the numbers do not depend on the number of cores.
    private const int ChunkSize = 2000;

    private readonly List<byte[]> _terms = [];
    private readonly List<int> _tokens = [];
    private readonly List<int> _sentences = [0];
    private readonly List<int> _papers = [0];

    private TrainingCorpus()
    {
    }

    /// <summary>The number of papers.</summary>
    public int Papers => _papers.Count - 1;

    /// <summary>The terms of all units, in UTF-8.</summary>
    public IReadOnlyList<byte[]> Terms => _terms;

    /// <summary>The number of tokens in all texts.</summary>
    public long Tokens => _tokens.Count;

    /// <summary>The number of the first sentence of a paper, which is its title; the abstract follows.</summary>
    public int FirstSentence(int paper) => _papers[paper];

    /// <summary>The number after that of a paper's last sentence.</summary>
    public int EndSentence(int paper) => _papers[paper + 1];

    /// <summary>The units of a sentence in their order; of the whole of a compound the complement.</summary>
    public ReadOnlySpan<int> Sentence(int sentence) =>
        CollectionsMarshal.AsSpan(_tokens)[_sentences[sentence].._sentences[sentence + 1]];

    /// <summary>Reads the terms of texts, on all cores.</summary>
    public static TrainingCorpus Read(IReadOnlyList<TrainingText> texts, CancellationToken cancel)
    {
        var corpus = new TrainingCorpus();
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        var chunks = (texts.Count + ChunkSize - 1) / ChunkSize;
        var read = new Chunk[chunks];
        Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancel }, chunk =>
        {
            read[chunk] = new Chunk();
            for (var i = chunk * ChunkSize; i < Math.Min(texts.Count, (chunk + 1) * ChunkSize); i++)
                read[chunk].Add(texts[i]);
        });
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            corpus.Append(read[chunk], units);
            read[chunk] = null!;
        }

        return corpus;
    }

    private void Append(Chunk chunk, Dictionary<string, int> units)
    {
        var mine = new int[chunk.Terms.Count];
        for (var i = 0; i < mine.Length; i++)
        {
            var key = Encoding.Latin1.GetString(chunk.Terms[i]);
            if (!units.TryGetValue(key, out mine[i]))
            {
                units.Add(key, mine[i] = units.Count);
                _terms.Add(chunk.Terms[i]);
            }
        }

        var (firstToken, firstSentence) = (_tokens.Count, _sentences.Count - 1);
        foreach (var token in chunk.Tokens)
            _tokens.Add(token < 0 ? ~mine[~token] : mine[token]);
        foreach (var end in chunk.SentenceEnds)
            _sentences.Add(firstToken + end);
        foreach (var end in chunk.PaperEnds)
            _papers.Add(firstSentence + end);
    }

    private sealed class Chunk
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _units =
            new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public List<byte[]> Terms { get; } = [];

        public List<int> Tokens { get; } = [];

        public List<int> SentenceEnds { get; } = [];

        public List<int> PaperEnds { get; } = [];

        public void Add(TrainingText text)
        {
            AddSentence(text.Title);
            var starts = Sentences.Starts(text.Abstract);
            for (var i = 0; i < starts.Count && text.Abstract.Length > 0; i++)
                AddSentence(text.Abstract.AsSpan()[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Abstract.Length)]);
            PaperEnds.Add(SentenceEnds.Count);
        }

        private void AddSentence(ReadOnlySpan<char> text)
        {
            Span<char> letters = stackalloc char[TermReader.BufferLength];
            var terms = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
            while (terms.Read())
            {
                // A byte a character: equal strings are equal terms.
                var key = letters[..Encoding.Latin1.GetChars(terms.Term, letters)];
                if (!_units.TryGetValue(key, out var unit))
                {
                    _units[key] = unit = Terms.Count;
                    Terms.Add(terms.Term.ToArray());
                }

                Tokens.Add(terms.IsOverlap ? ~unit : unit);
            }

            SentenceEnds.Add(Tokens.Count);
        }
    }
}
