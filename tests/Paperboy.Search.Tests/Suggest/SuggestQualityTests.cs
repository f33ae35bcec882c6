using Xunit;

namespace Paperboy.Search.Tests.Suggest;

/// <summary>How often the right word is suggested for real titles with one typing error.</summary>
public sealed class SuggestQualityTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Misspelt_titles_become_themselves_and_correct_ones_stay()
    {
        var path = SharedData.Require("papers", "hf-daily-2024-2026.jsonl.gz");
        using var index = new SuggestIndex();
        var titles = new List<string>();
        foreach (var paper in SharedData.ReadLines(path))
        {
            titles.Add(paper.GetProperty("title").GetString()!);
            index.Add(new IndexDocument($"{titles.Count}").Add("title", titles[^1]).Add("abstract", paper.GetProperty("abstract").GetString()!));
        }

        index.Commit();
        var random = new Random(42);
        var (misspelt, right, suggested, corrected) = (0, 0, 0, 0);
        while (misspelt < 400)
        {
            var title = titles[random.Next(titles.Count)];
            string[] words = title.Split(' ');
            var place = random.Next(words.Length);
            var word = words[place];
            if (word.Length < 5 || !word.All(char.IsAsciiLetter))
                continue;
            misspelt++;
            corrected += index.Suggest(title) is null ? 0 : 1;
            words[place] = SpellingDistanceTests.EditedOnce(random, word.ToLowerInvariant(), Alphabet);
            var answer = index.Suggest(string.Join(' ', words));
            suggested += answer is null ? 0 : 1;
            right += string.Equals(answer, title, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"of {misspelt}: suggested {suggested}, right {right}; of correct ones {corrected} got a suggestion");
        Assert.InRange(right / (double)misspelt, 0.6, 1);
        Assert.InRange(right / (double)suggested, 0.9, 1);
        Assert.InRange(corrected / (double)misspelt, 0, 0.02);
    }
}
