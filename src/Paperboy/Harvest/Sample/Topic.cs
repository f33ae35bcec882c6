namespace Paperboy.Harvest.Sample;

/// <summary>A field of research: its categories, its words, its topics.</summary>
internal sealed record Field
{
    /// <summary>The primary arXiv category.</summary>
    public required string Category { get; init; }

    /// <summary>Categories that papers of this field are cross-listed in.</summary>
    public required IReadOnlyList<string> CrossLists { get; init; }

    /// <summary>The second half of a method's name.</summary>
    public required IReadOnlyList<string> Nouns { get; init; }

    /// <summary>What the field hangs behind a name to make it sound like a method.</summary>
    public required IReadOnlyList<string> Suffixes { get; init; }

    /// <summary>Last sentences: what it all means.</summary>
    public required IReadOnlyList<string> Closings { get; init; }

    public required IReadOnlyList<Topic> Topics { get; init; }
}

/// <summary>
/// What is written about one topic. Texts are templates (see <see cref="Template"/>); what ends with a stop is a whole
/// sentence that may stand next to every other one of its topic.
/// </summary>
internal sealed record Topic
{
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>What a title says after the method's name and a colon.</summary>
    public required IReadOnlyList<string> Phrases { get; init; }

    /// <summary>Titles that need no method's name; each is used once.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<string> Gaps { get; init; }

    public required IReadOnlyList<Approach> Approaches { get; init; }

    /// <summary>What follows "We ask".</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>What is counted in the data, in the plural.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>What the method is compared with, each with its article.</summary>
    public required IReadOnlyList<string> Baselines { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>How the interest in the topic moves over the month.</summary>
    public Tide Tide { get; init; }
}

/// <summary>One way to go about a topic; the three texts speak of the same thing.</summary>
/// <param name="Method">What follows "We present NAME,".</param>
/// <param name="Detail">A sentence on how it works.</param>
/// <param name="Component">Its principal part, with the article: what an ablation takes away.</param>
internal sealed record Approach(string Method, string Detail, string Component);

/// <summary>How the number of a topic's papers moves from the first day to the last.</summary>
internal enum Tide
{
    Steady,
    Rising,
    Falling,
}
