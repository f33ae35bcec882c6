namespace Paperboy.Search.Tests.Queries;

/// <summary>Invented texts whose words are as unevenly frequent as those of a language.</summary>
internal sealed class RandomCorpus(int seed, int vocabulary)
{
    private readonly Random _random = new(seed);

    public Random Random => _random;

    public string Text(int mostWords)
    {
        var words = new string[_random.Next(mostWords + 1)];
        for (var i = 0; i < words.Length; i++)
            words[i] = Word();
        return string.Join(' ', words);
    }

    /// <summary>A word of digits and letters, which the analysis leaves alone.</summary>
    public string Word() => $"w{(int)(Math.Pow(vocabulary, _random.NextDouble()) - 1)}x9";
}
