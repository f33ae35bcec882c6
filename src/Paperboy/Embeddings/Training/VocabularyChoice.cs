using System.Runtime.InteropServices;
using System.Text;

namespace Paperboy.Embeddings.Training;

/// <summary>Chooses the words and the phrases that have rows of their own.</summary>
internal static class VocabularyChoice
{
    private const int FewestPairs = 20;

    private static readonly HashSet<string> Plain = new(
        ("the of and to in a for we that is on with this by as are an which our it from be can or at these not have has "
         + "also such than their its was were been between show more but both using use new propos paper result method model "
         + "data approach other into they each all most one two some where when how no there while only over under through "
         + "however thus may will via if so do does").Split(' '),
        StringComparer.Ordinal);

    /// <summary>In how many papers each unit occurs.</summary>
    public static int[] PaperCounts(TrainingCorpus corpus)
    {
        var counts = new int[corpus.Terms.Count];
        var seen = new int[counts.Length];
        for (var paper = 0; paper < corpus.Papers; paper++)
        {
            for (var sentence = corpus.FirstSentence(paper); sentence < corpus.EndSentence(paper); sentence++)
            {
                foreach (var token in corpus.Sentence(sentence))
                {
                    var unit = token < 0 ? ~token : token;
                    if (seen[unit] == paper + 1)
                        continue;
                    seen[unit] = paper + 1;
                    counts[unit]++;
                }
            }
        }

        return counts;
    }

    /// <summary>The layout of the most frequent words and of the phrases that tell most.</summary>
    /// <param name="corpus">The papers.</param>
    /// <param name="words">The most words.</param>
    /// <param name="phrases">The most phrases.</param>
    /// <param name="grams">The number of buckets.</param>
    /// <param name="fewest">In how many papers a word must occur at least.</param>
    public static TokenLayout Choose(TrainingCorpus corpus, int words, int phrases, int grams, int fewest)
    {
        var counts = PaperCounts(corpus);
        int[] chosen = [.. Enumerable.Range(0, counts.Length)
            .Where(unit => counts[unit] >= fewest)
            .OrderByDescending(unit => counts[unit]).ThenBy(unit => unit)
            .Take(words)];
        var vocabulary = Vocabulary.Of([.. chosen.Select(unit => corpus.Terms[unit])]);
        var row = new int[counts.Length];
        Array.Fill(row, -1);
        for (var i = 0; i < chosen.Length; i++)
            row[chosen[i]] = i;
        return new TokenLayout(vocabulary, ChoosePhrases(corpus, row, counts, phrases), grams);
    }

    // Pairs are judged by count x log(count / expected count) without the words that stand everywhere:
    // the log-likelihood ratio's main term (Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993).
    private static PhraseTable ChoosePhrases(TrainingCorpus corpus, int[] row, int[] counts, int most)
    {
        var byRow = new int[row.Length];
        for (var unit = 0; unit < row.Length; unit++)
        {
            if (row[unit] >= 0)
                byRow[row[unit]] = counts[unit];
        }

        return new PhraseTable([.. CountPairs(corpus, row, counts)
            .Where(pair => pair.Value >= FewestPairs)
            .Select(pair => (pair.Key, Score: pair.Value * Math.Log((double)pair.Value * corpus.Papers
                / ((double)byRow[(int)(pair.Key >> 32)] * byRow[(int)(uint)pair.Key]))))
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Key)
            .Take(most)
            .Select(pair => pair.Key)
            .Order()]);
    }

    // How often two words with rows, neither a function word nor in every fourth paper, stand side by side.
    private static Dictionary<ulong, int> CountPairs(TrainingCorpus corpus, int[] row, int[] counts)
    {
        var tells = new bool[row.Length];
        for (var unit = 0; unit < row.Length; unit++)
            tells[unit] = row[unit] >= 0 && counts[unit] <= corpus.Papers / 4 && !IsPlain(corpus.Terms[unit]);
        var pairs = new Dictionary<ulong, int>(new PairComparer());
        for (var sentence = 0; sentence < corpus.EndSentence(corpus.Papers - 1); sentence++)
        {
            var last = -1;
            foreach (var token in corpus.Sentence(sentence))
            {
                if (token < 0)
                    continue;
                var now = tells[token] ? token : -1;
                if (last >= 0 && now >= 0)
                    CollectionsMarshal.GetValueRefOrAddDefault(pairs, PhraseTable.Pair(row[last], row[now]), out _)++;
                last = now;
            }
        }

        return pairs;
    }

    // Too short or function words: "of the", "we show".
    private static bool IsPlain(byte[] term) => term.Length < 2 || Plain.Contains(Encoding.UTF8.GetString(term));

    // The usual hash of a long is the exclusive or of its halves: of pairs of small numbers most would collide.
    private sealed class PairComparer : IEqualityComparer<ulong>
    {
        public bool Equals(ulong x, ulong y) => x == y;

        public int GetHashCode(ulong obj) => (int)((obj * 0x9E3779B97F4A7C15UL) >> 32);
    }
}
