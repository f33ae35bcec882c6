namespace Paperboy.Search.Tests.Queries;

/// <summary>Invented texts whose words are as unevenly frequent as those of a language, and come in several forms.</summary>
internal sealed class RandomCorpus(int seed, int vocabulary)
{
    private static readonly string[] Endings = ["", "", "", "s", "ing", "ed"];
    private readonly Random _random = new(seed);

    public Random Random => _random;

    public string Text(int mostWords)
    {
        var words = new string[_random.Next(mostWords + 1)];
        for (var i = 0; i < words.Length; i++)
            words[i] = Word();
        return string.Join(' ', words);
    }

    /// <summary>A word of digits and letters, which the analysis leaves alone, or one of letters that may be stemmed.</summary>
    public string Word()
    {
        var number = (int)(Math.Pow(vocabulary, _random.NextDouble()) - 1);
        return number % 3 == 0 ? $"w{number}x9" : Letters(number) + Endings[_random.Next(Endings.Length)];
    }

    private static string Letters(int number)
    {
        var word = "k";
        do
        {
            word += $"{"aeiou"[number % 5]}{"bdfmpt"[number / 5 % 6]}";
            number /= 30;
        }
        while (number > 0);
        return word;
    }
}
