using System.Text;
using Paperboy.Embeddings;
using Xunit;

namespace Paperboy.Tests.Embeddings;

public sealed class VocabularyTests
{
    [Fact]
    public void Every_term_is_found_in_its_row_and_no_other_is()
    {
        var random = new Random(11);
        for (var round = 0; round < 30; round++)
        {
            var terms = Words(random, random.Next(0, 2000)).Distinct().ToList();
            var vocabulary = Vocabulary.Of([.. terms.Select(Encoding.UTF8.GetBytes)]);
            var rows = terms.Index().ToDictionary(t => t.Item, t => t.Index);
            Assert.Equal(terms.Count, vocabulary.Count);
            foreach (var word in terms.Concat(Words(random, 2000)))
                Assert.Equal(rows.GetValueOrDefault(word, -1), vocabulary.Find(Encoding.UTF8.GetBytes(word)));
            for (var row = 0; row < terms.Count; row++)
                Assert.Equal(terms[row], Encoding.UTF8.GetString(vocabulary.Term(row)));
        }
    }

    [Fact]
    public void The_same_term_twice_is_refused() =>
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => Vocabulary.Of(["a"u8.ToArray(), "b"u8.ToArray(), "a"u8.ToArray()])).Message, StringComparison.Ordinal);

    [Fact]
    public void Phrases_are_found_by_both_words_in_their_order()
    {
        var random = new Random(12);
        ulong[] pairs = [.. Enumerable.Range(0, 3000).Select(_ => PhraseTable.Pair(random.Next(200), random.Next(200))).Distinct().Order()];
        var phrases = new PhraseTable(pairs);
        for (var first = 0; first < 200; first++)
        {
            for (var second = 0; second < 200; second++)
                Assert.Equal(Math.Max(-1, Array.IndexOf(pairs, PhraseTable.Pair(first, second))), phrases.Find(first, second));
        }
    }

    [Fact]
    public void A_word_of_any_length_has_n_grams_within_the_buckets()
    {
        Span<int> found = stackalloc int[CharacterGrams.Most];
        for (var length = 1; length <= 64; length++)
        {
            var count = CharacterGrams.Find(Encoding.UTF8.GetBytes(new string('x', length)), 7, found);
            Assert.InRange(count, 1, CharacterGrams.Most);
            Assert.All(found[..count].ToArray(), bucket => Assert.InRange(bucket, 0, 6));
        }
    }

    [Fact]
    public void A_mistyped_word_shares_most_of_its_n_grams_with_the_right_one()
    {
        var right = Grams("electroencephalography");
        Assert.True(right.Intersect(Grams("electroencephalograhpy")).Count() > right.Count / 2);
        Assert.True(right.Intersect(Grams("thermodynamics")).Count() < right.Count / 10);
    }

    private static HashSet<int> Grams(string word)
    {
        var found = new int[CharacterGrams.Most];
        return [.. found[..CharacterGrams.Find(Encoding.UTF8.GetBytes(word), 100_000, found)]];
    }

    private static IEnumerable<string> Words(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => "abcé日"[random.Next(5)])]));
}
