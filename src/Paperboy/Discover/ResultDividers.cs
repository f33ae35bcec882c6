namespace Paperboy.Discover;

/// <summary>
/// Where a list of results goes from one kind to the next: papers with every word, with some of them, close in meaning. Each
/// divider stands before one place of the whole list, so on one of its pages.
/// </summary>
internal sealed class ResultDividers
{
    /// <summary>What is said where nothing is listed.</summary>
    public const string NothingAtAll = "No paper has these words, and none is close in meaning";

    private readonly Dictionary<int, Divider> _before = [];

    /// <param name="answer">One page.</param>
    /// <param name="offset">How many results stand on the pages before.</param>
    public ResultDividers(SearchAnswer answer, int offset)
    {
        var partial = FirstPartial(answer, offset);
        if (answer is not { Mode: SearchMode.Hybrid, Meaning: { CloseFrom: { } close } meaning })
        {
            // A query of one word, or of conditions alone, has no partial matches to tell apart.
            if (partial >= 0 && answer.Found.Terms.Count > 1)
                _before[partial] = SomeWords(partial + offset);
            return;
        }

        if (partial >= 0 && partial + offset < close)
            _before[partial] = SomeWords(partial + offset);
        _before[close - offset] = new Divider(
            "Close in meaning",
            answer.Total.Value == 0 ? "No paper has these words."
            : close == 0 ? "No paper has every word. These stand by the words that they have, and by what they are about."
            : "From here on, papers lack words. They stand by those that they have, and by what they are about.");
        _before[meaning.Ranked - offset] = new Divider("Some of the words", "These follow by their words alone.");
    }

    /// <summary>What stands before a result of the page; null: nothing.</summary>
    /// <param name="place">From 0.</param>
    public Divider? Before(int place) => _before.GetValueOrDefault(place);

    // On a later page without any paper that has every word this was said before.
    private static int FirstPartial(SearchAnswer answer, int offset) =>
        answer.Mode != SearchMode.Semantic && (offset == 0 || answer.Results.Any(found => found.Tier > 0))
            ? answer.Results.ToList().FindIndex(found => found.Tier == 0)
            : -1;

    private static Divider SomeWords(int place) =>
        new(null, place == 0 ? "No paper has every word. These have some of them." : "From here on, papers have some of the words, not all.");
}

/// <summary>What stands between two kinds of results.</summary>
/// <param name="Title">What follows, in a few words; null: the sentence says it.</param>
/// <param name="Text">A sentence.</param>
internal sealed record Divider(string? Title, string Text)
{
    public override string ToString() => Title is null ? Text : $"{Title}. {Text}";
}
