namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on retrieval: short queries, recommenders that hold back, finding a thing for the second time.</summary>
internal static class Retrieval
{
    public static readonly Field Field = new()
    {
        Category = "cs.IR",
        CrossLists = ["cs.CL", "cs.LG", "cs.DL"],
        Nouns = ["Librarian", "Bookmark", "Retriever", "Drawer", "Footnote", "Pigeonhole", "Signpost", "Truffle"],
        Suffixes = ["Rank", "Index", "Search"],
        Closings =
        [
            "Every ranking can be explained by the three terms that moved it most.",
            "The index is a single file, and it survives being copied by somebody in a hurry.",
            "We argue that an empty result page is an answer, and deserves to be ranked as one.",
            "A live test is under way, and its users have so far not noticed, which was the aim.",
        ],
        Topics = [ShortQueries, Silence, Refinding],
    };

    private static Topic ShortQueries => new()
    {
        Keywords = ["information retrieval", "query understanding", "dense retrieval", "BM25"],
        Phrases =
        [
            "[Sparse|Dense|Hybrid] Retrieval for One-Word Queries",
            "Ranking When the Query Says Almost [Nothing|Everything]",
            "Lexical Matching with a [Second|Slower] Opinion",
            "Query Expansion That Knows When to [Stop|Abstain]",
        ],
        Titles =
        [
            "Jaguar, Again: One-Word Queries Revisited",
            "Nobody Types the Second Word",
            "When Exact Match Was Right All Along",
            "The Query Is Not the Question",
        ],
        Problems =
        [
            "People describe what they look for in two words and judge the result in two seconds.",
            "Short queries leave most of the question at home.",
            "A rare word in a query is either the whole point of it or a typing error.",
        ],
        Gaps =
        [
            "Dense retrievers generalize from a name to all similar names, none of which was asked for.",
            "Query expansion adds recall where it was not needed and drift where it was.",
            "Test collections hold carefully worded queries, and users hold their telephones in one hand.",
        ],
        Approaches =
        [
            new(
                "a hybrid ranker that consults the vectors only where the words leave a doubt",
                "The weight of the vectors is $w = 1 - \\sum_{t \\in q \\cap d} \\mathrm{idf}(t) / \\sum_{t \\in q} \\mathrm{idf}(t)$, the share of the query that no word explains.",
                "the doubt weight"),
            new(
                "an expansion model that adds a term only if two independent sources suggest it",
                "All parameters are set on the training queries, once, and left alone thereafter.",
                "the second source"),
            new(
                "a scoring function in which the rarest query term holds a veto",
                "Upper bounds on each posting block keep the cost sublinear: a query touches <q>% of the postings.",
                "the veto"),
        ],
        Questions =
        [
            "which of <k> retrieval models a librarian would have chosen, query by query",
            "how much of the gain of dense retrieval is due to spelling",
        ],
        Findings =
        [
            "On one-word queries, words won; on whole sentences, vectors did; in between, the weather mattered.",
            "Of the apparent failures, <q>% were missing judgments and not missing documents.",
            "Librarians preferred the sparse ranking for names and the dense one for moods.",
            "The veto of the rarest term alone explains more than half of the improvement.",
        ],
        Items = ["queries", "judged pairs"],
        Data = ["ShelfMark", "TwoWords", "the Reference Desk log"],
        Baselines = ["tuned BM25", "a dense bi-encoder", "reciprocal rank fusion"],
        Metrics = [new("nDCG@10", "", 3, 482, 661, 14, 72), new("recall@100", "%", 1, 684, 842, 18, 74)],
    };

    private static Topic Silence => new()
    {
        Keywords = ["recommender systems", "user interest", "exploration", "evaluation"],
        Phrases =
        [
            "Recommenders That Know When to [Stop|Be Quiet|Repeat Themselves]",
            "Abstention in [Sequential|News|Music] Recommendation",
            "Measuring [Regret|Boredom|Surprise] without Asking",
            "Recommendation for [Occasional|Undecided|Returning] Readers",
        ],
        Titles =
        [
            "Because You Once Bought a Ladder",
            "Nothing New Today: The Case for Shorter Feeds",
            "Do Readers Want Surprise, or Only to Have Been Surprised?",
            "The Second Ladder Problem",
        ],
        Problems =
        [
            "A recommender that must always show ten items will, on most days, show seven too many.",
            "Having bought a ladder, one is offered ladders.",
            "Interest is inferred from clicks, and clicks are partly accidents.",
        ],
        Gaps =
        [
            "Offline evaluation never rewards an empty slot, so no model learns to leave one.",
            "Diversity is added at random, as if variety were a matter of shuffling.",
            "Models treat a dismissal as a missing click, though it is the clearest thing a reader ever says.",
        ],
        Approaches =
        [
            new(
                "a ranker with a learned threshold below which it prefers silence",
                "An item is shown if $\\Pr(\\text{useful} \\mid x) > \\theta_u$, where each reader's $\\theta_u$ falls by a tenth after a complaint.",
                "the silence threshold"),
            new(
                "a model of *satiation* that knows which purchases end a wish",
                "Wishes are a point process whose intensity drops to zero after the purchase and returns with a half-life of <k> months.",
                "the satiation clock"),
            new(
                "a bandit that explores at the bottom of the list and says so",
                "Explanations name the saved paper that spoke loudest for each suggestion.",
                "the dismissal signal"),
        ],
        Questions =
        [
            "how long a list must be before its readers stop reading from the top",
            "whether readers miss recommendations that were left out",
        ],
        Findings =
        [
            "Lists half as long were opened more often, and nobody asked for the other half.",
            "Dismissals carried <p>% more information than clicks, at a fraction of their number.",
            "On <q>% of the days the best recommendation was none.",
            "Surprise was valued a week later, and resented at first.",
        ],
        Items = ["reading sessions", "dismissed suggestions"],
        Data = ["the Ladder Log", "QuietFeed", "the Branch Library loans"],
        Baselines = ["matrix factorization", "a sequential transformer", "the most popular items"],
        Metrics = [new("recall@20", "%", 1, 114, 262, 12, 61), new("the number of suggestions per saved item", "", 1, 138, 296, 31, 98, true)],
    };

    private static Topic Refinding => new()
    {
        Keywords = ["personal search", "near-duplicate detection", "archives", "known-item search"],
        Phrases =
        [
            "Finding a [Document|Photograph|Receipt] for the Second Time",
            "Known-Item Search in [Personal|Family|Office] Archives",
            "Near-Duplicate Detection for [Drafts|Forwarded Jokes|Final Versions]",
            "Search by [Season|Occasion|Color of the Folder]",
        ],
        Titles =
        [
            "final_v2_really_final: Version Histories in the Wild",
            "It Was Blue and I Read It on a Train",
            "Desktop Archaeology",
            "You Saved This Already",
        ],
        Problems =
        [
            "Much of searching is finding again what one has seen before.",
            "Personal archives hold several copies of everything but the thing that is needed.",
            "People remember where they were when they read a text, and rarely what it was called.",
        ],
        Gaps =
        [
            "Search engines rank by relevance, whereas memory sorts by weather, company, and the color of the folder.",
            "Duplicate detection removes the copy with the notes in its margin.",
            "Known-item benchmarks are built from titles, the one thing that has been forgotten.",
        ],
        Approaches =
        [
            new(
                "a search model that accepts vague memories and weighs each by how often such memories are wrong",
                "A memory is a noisy observation: colors are right with probability $0.<d>$, seasons almost always.",
                "the error model of memory"),
            new(
                "a clustering of versions that keeps the *reason* for each copy",
                "Signatures of <dim> bits are compared in $O(1)$ expected time, and notes in the margin are exempt from hashing.",
                "the version graph"),
            new(
                "an index over circumstances, such as place, hour, and mood of the calendar",
                "Everything is computed on the reader's own machine, which the reader is free to switch off.",
                "the season feature"),
        ],
        Questions =
        [
            "what people recall of a document after <k> months",
            "how many copies of a file it takes until none of them can be found",
        ],
        Findings =
        [
            "Participants misremembered the author in <p>% of the cases and the coffee stain in none.",
            "The file that was sought was the second newest, almost as a rule.",
            "Adding the season to a query helped more than adding a correct word.",
            "Deleting all exact copies made search faster and people anxious.",
        ],
        Items = ["search diaries", "known-item tasks"],
        Data = ["SecondLook", "the Shoebox Archive", "DraftBench"],
        Baselines = ["full-text search", "sorting by date", "asking a colleague"],
        Metrics = [new("success within five results", "%", 1, 421, 604, 45, 158), new("time to find", " s", 1, 312, 648, 84, 231, true)],
    };
}
