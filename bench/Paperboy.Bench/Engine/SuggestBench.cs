using System.Diagnostics;
using Paperboy.Search;
using Paperboy.Search.Queries.Language;

namespace Paperboy.Bench.Engine;

/// <summary>
/// <c>engine-suggest</c>: how fast misspelt queries are corrected and beginnings of queries completed, by one thread. A
/// query is misspelt by the loss of a letter of its longest word, and completed as it grows letter by letter.
/// </summary>
internal static class SuggestBench
{
    private static readonly QueryVocabulary Vocabulary = new();

    public static void Run(string index, string queryFile, int first)
    {
        string[] queries = [.. File.ReadLines(queryFile).Take(first)];
        using var searcher = Searcher.Open(index);
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetTotalMemory(true);
        searcher.Suggest("qqqzzzxxx", Vocabulary);
        Console.WriteLine($"tables of words: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms, {(GC.GetTotalMemory(true) - before) / 1048576.0:0.0} MB");
        string[] misspelt = [.. queries.Select(Misspelt)];
        string[] beginnings = [.. queries.SelectMany(query => Enumerable.Range(1, query.Length).Select(length => query[..length]))];
        Console.WriteLine("| | texts | answered | median ms | p90 ms | p99 ms | max ms |\n|---|---|---|---|---|---|---|");
        Print("as typed", queries, text => searcher.Suggest(text, Vocabulary) is not null);
        Print("misspelt", misspelt, text => searcher.Suggest(text, Vocabulary) is not null);
        Print("completions", beginnings, text => searcher.Complete(new CompletionRequest(text, text.Length, Vocabulary, 6)).Items.Count > 0);
    }

    private static void Print(string name, string[] texts, Func<string, bool> ask)
    {
        foreach (var text in texts.Take(200))
            ask(text);
        var times = new double[texts.Length];
        var answered = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            answered += ask(texts[i]) ? 1 : 0;
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Console.WriteLine($"| {name} | {texts.Length} | {answered} | {Percentiles.Of(times, 0.5):0.00} | {Percentiles.Of(times, 0.9):0.00} | {Percentiles.Of(times, 0.99):0.00} | {times.Max():0.00} |");
        foreach (var slow in times.Index().OrderByDescending(time => time.Item).Take(3))
            Console.Error.WriteLine($"  {slow.Item:0.0} ms: {texts[slow.Index]}");
    }

    private static string Misspelt(string query)
    {
        var longest = query.Split(' ').MaxBy(word => word.Length)!;
        return longest.Length < 5 ? query : query.Replace(longest, longest.Remove(longest.Length / 2, 1), StringComparison.Ordinal);
    }
}
