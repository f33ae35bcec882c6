using Paperboy.Search.Suggest;
using Xunit;

namespace Paperboy.Search.Tests.Suggest;

public sealed class SpellingDistanceTests
{
    [Fact]
    public void It_is_that_of_the_whole_table_and_signatures_miss_no_near_word()
    {
        var random = new Random(3);
        var near = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var a = Word(random, random.Next(0, 14));
            var b = random.Next(2) == 0 ? Word(random, random.Next(0, 14)) : Edited(random, a);
            var distance = Naive(a, b);
            for (var most = 1; most <= SpellingDistance.Most; most++)
            {
                Assert.Equal(Math.Min(distance, most + 1), SpellingDistance.Between(a, b, most));
                Assert.True(distance > most || SpellingDistance.MayBeNear(SpellingDistance.Signature(a), SpellingDistance.Signature(b), most), $"{a} {b}");
            }

            near += distance <= 2 ? 1 : 0;
        }

        Assert.InRange(near, 5_000, 29_000);
    }

    /// <summary>The distance by its definition: the best of all ways to edit the ends.</summary>
    internal static int Naive(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                var best = i == 0 ? j : j == 0 ? i : int.MaxValue;
                if (i > 0 && j > 0)
                {
                    best = Math.Min(table[i - 1, j], table[i, j - 1]) + 1;
                    best = Math.Min(best, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                        best = Math.Min(best, table[i - 2, j - 2] + 1);
                }

                table[i, j] = best;
            }
        }

        return table[a.Length, b.Length];
    }

    /// <summary>The word with one or two letters inserted, deleted, replaced or exchanged.</summary>
    internal static string Edited(Random random, string word)
    {
        for (var edits = random.Next(1, 3); edits > 0; edits--)
            word = EditedOnce(random, word, "abcdeéπ");
        return word;
    }

    internal static string EditedOnce(Random random, string word, string letters)
    {
        var at = random.Next(word.Length + 1);
        var letter = letters[random.Next(letters.Length)];
        return random.Next(4) switch
        {
            0 => word.Insert(at, letter.ToString()),
            1 when at < word.Length => word.Remove(at, 1),
            2 when at < word.Length => word.Remove(at, 1).Insert(at, letter.ToString()),
            3 when at + 1 < word.Length => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word + letter,
        };
    }

    private static string Word(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => "abcdeéπ"[random.Next(7)])]);
}
