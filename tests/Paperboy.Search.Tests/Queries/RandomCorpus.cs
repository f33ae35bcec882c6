namespace Paperboy.Search.Tests.Queries;

/// <summary>Invented texts whose words are as unevenly frequent as those of a language, and come in several forms.</summary>
internal sealed class RandomCorpus(int seed, int vocabulary)
{
    private static readonly string[] Endings = ["", "", "", "s", "ing", "ed"];
    private static readonly string[] FunctionWords = ["the", "of", "its", "it", "For"];
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

    /// <summary>A word, now and then in capitals, possessive, a compound, or of a script without spaces.</summary>
    public string RichWord() => _random.Next(24) switch
    {
        0 => Word().ToUpperInvariant(),
        1 => Word() + "'s",
        2 or 3 => $"{Word()}-{_random.Next(3)}",
        4 => "C++",
        5 or 6 => Han(),
        7 => Word() + Han(),
        8 or 9 => FunctionWords[_random.Next(FunctionWords.Length)],
        _ => Word(),
    };

    /// <summary>Rich words.</summary>
    public string RichText(int mostWords) =>
        string.Join(_random.Next(8) == 0 ? ", " : " ", Enumerable.Range(0, _random.Next(mostWords + 1)).Select(_ => RichWord()));

    private string Han() => new([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => "学习机器"[_random.Next(4)])]);

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
