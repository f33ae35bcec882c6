using System.Runtime.InteropServices;

namespace Paperboy.Embeddings.Training;

/// <summary>Which rows the units of a corpus are made of, in a layout: looked up once instead of at every step.</summary>
internal sealed class CorpusRows
{
    private readonly TrainingCorpus _corpus;
    private readonly int[] _word; // -1: made of n-grams
    private readonly int[] _gramStarts;
    private readonly List<int> _grams = [];

    public CorpusRows(TrainingCorpus corpus, TokenLayout layout)
    {
        (_corpus, Layout) = (corpus, layout);
        var units = corpus.Terms.Count;
        _word = new int[units];
        _gramStarts = new int[units + 1];
        Span<int> found = stackalloc int[CharacterGrams.Most];
        for (var unit = 0; unit < units; unit++)
        {
            _word[unit] = layout.Words.Find(corpus.Terms[unit]);
            _grams.AddRange(found[..CharacterGrams.Find(corpus.Terms[unit], layout.Grams, found)]);
            _gramStarts[unit + 1] = _grams.Count;
        }
    }

    public TokenLayout Layout { get; }

    public TrainingCorpus Corpus => _corpus;

    /// <summary>Puts the rows of a sentence into a bag.</summary>
    /// <param name="sentence">Its number in the corpus.</param>
    /// <param name="count">How much an occurrence counts.</param>
    /// <param name="bag">Takes the rows.</param>
    /// <param name="random">Draws which words are left out or taken apart.</param>
    /// <param name="dropped">The share of the words that are left out.</param>
    /// <param name="apart">The share of the words that are made of their n-grams although they have a row.</param>
    public void Add(int sentence, float count, TokenBag bag, ref SplitMix random, float dropped = 0, float apart = 0)
    {
        var grams = CollectionsMarshal.AsSpan(_grams);
        var last = -1;
        foreach (var token in _corpus.Sentence(sentence))
        {
            var unit = token < 0 ? ~token : token;
            var row = _word[unit];
            if (dropped > 0 && random.NextUnit() < dropped)
            {
                last = -1;
                continue;
            }

            if (row >= 0 && apart > 0 && random.NextUnit() < apart)
                row = -1;
            if (row >= 0)
                bag.Add(row, count);
            else
                bag.AddUnknown(grams[_gramStarts[unit].._gramStarts[unit + 1]], Layout.FirstGram, count);
            if (token < 0)
                continue;
            if (last >= 0 && row >= 0 && Layout.Phrases.Find(last, row) is var phrase and >= 0)
                bag.Add(Layout.Words.Count + phrase, count);
            last = row;
        }
    }
}
