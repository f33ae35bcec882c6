using Paperboy.Search.Text;

namespace Paperboy.Embeddings;

/// <summary>
/// Which rows a text is made of: first those of the words, then those of the phrases (two neighbouring words that mean more
/// together), then the buckets of character n-grams, of which words without a row are made.
/// </summary>
/// <param name="words">The words, as terms of the engine (folded, stemmed).</param>
/// <param name="phrases">The two words of each phrase, as rows; ascending, none twice.</param>
/// <param name="grams">The number of buckets of character n-grams, at least 1.</param>
internal sealed class TokenLayout(Vocabulary words, PhraseTable phrases, int grams)
{
    public Vocabulary Words => words;

    public PhraseTable Phrases => phrases;

    public int Grams => grams;

    /// <summary>The row of the first bucket.</summary>
    public int FirstGram => words.Count + phrases.Count;

    /// <summary>The number of rows.</summary>
    public int Rows => FirstGram + grams;

    /// <summary>Puts the rows of a text into a bag.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="count">How much an occurrence counts.</param>
    /// <param name="bag">Takes the rows.</param>
    public void Read(ReadOnlySpan<char> text, float count, TokenBag bag)
    {
        Span<int> found = stackalloc int[CharacterGrams.Most];
        var terms = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        var last = -1;
        while (terms.Read())
        {
            var row = words.Find(terms.Term);
            if (row >= 0)
            {
                bag.Add(row, count);
            }
            else
            {
                var number = CharacterGrams.Find(terms.Term, grams, found);
                bag.AddUnknown(found[..number], FirstGram, count);
            }

            if (terms.IsOverlap)
                continue;
            if (last >= 0 && row >= 0 && phrases.Find(last, row) is var phrase and >= 0)
                bag.Add(words.Count + phrase, count);
            last = row;
        }
    }
}
