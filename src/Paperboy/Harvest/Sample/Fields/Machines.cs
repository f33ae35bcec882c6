namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on systems and software: caches, flaky tests, and computing with the sun.</summary>
internal static class Machines
{
    public static readonly Field Field = new()
    {
        Category = "cs.DC",
        CrossLists = ["cs.SE", "cs.DB", "cs.OS", "cs.PF"],
        Nouns = ["Pantry", "Turnstile", "Snail", "Lighthouse", "Cupboard", "Relay", "Anvil", "Snowplow"],
        Suffixes = ["Cache", "DB", "Sched"],
        Closings =
        [
            "The system has run for <k> months and was restarted once, by a cleaner.",
            "The artifact builds with one command on a machine that we have not touched.",
            "The change is <N> lines long, and most of them are comments explaining why it is not longer.",
            "Operators asked for one improvement only: to be woken less often than before.",
        ],
        Topics = [Caches, FlakyTests, Sunlight],
    };

    private static Topic Caches => new()
    {
        Keywords = ["caching", "storage systems", "tail latency", "databases"],
        Phrases =
        [
            "Cache Eviction with [Regret|Hindsight|Second Thoughts]",
            "[Learned|Frugal|Two-Sided] Caching for Long-Tailed Workloads",
            "Taming Tail Latency in [Small|Overcommitted|Aging] Clusters",
            "Prefetching by [Habit|Weekday|Rumor]",
        ],
        Titles =
        [
            "The Thing You Evicted Yesterday",
            "Is Your Cache a Cache or a Very Slow Database?",
            "Least Recently Loved",
            "The Ninety-Ninth Percentile Is a Place Where People Live",
        ],
        Problems =
        [
            "Caches throw out what was not needed lately, which is often what is needed next.",
            "The slowest request in a hundred is the one that gets reported.",
            "A cache hides the cost of a design until the morning it is empty.",
        ],
        Gaps =
        [
            "Learned policies beat simple ones on last year's trace and lose to them on this year's.",
            "Hit rates are averaged over users, although misses visit the same few.",
            "Existing policies never find out what their evictions went on to cost.",
        ],
        Approaches =
        [
            new(
                "an eviction policy that keeps a short list of its regrets and consults it",
                "Regret is tracked in a sketch of $O(\\frac{1}{\\epsilon} \\log \\frac{1}{\\delta})$ counters, <N> bytes for each thousand entries.",
                "the regret list"),
            new(
                "a cache that reserves a tenth of its space for requests which failed before",
                "The policy is $k/(k - h + 1)$-competitive and, unlike earlier ones, fits on a slide.",
                "the reserved tenth"),
            new(
                "a prefetcher that knows the day of the week and nothing else",
                "No lock is held on the read path; writers wait their turn and are told how long.",
                "the weekday"),
        ],
        Questions =
        [
            "how much of the published advantage of learned caches is due to the trace",
            "what happens in the first minute after a cache is emptied",
        ],
        Findings =
        [
            "A policy that knows only the weekday came within <q>% of the learned one.",
            "Half of all misses fell on entries that had been evicted within the last minute.",
            "Emptying the cache on purpose, at noon, made the nights quiet.",
            "Doubling the memory helped less than removing one well-meant retry.",
        ],
        Items = ["requests", "traced sessions"],
        Data = ["the Morning Trace", "LongShelf", "BackOffice"],
        Baselines = ["least recently used", "a learned policy", "a cache of twice the size"],
        Metrics = [new("miss rate", "%", 1, 124, 312, 21, 84, true), new("99th-percentile latency", " ms", 1, 284, 720, 64, 228, true)],
    };

    private static Topic FlakyTests => new()
    {
        Keywords = ["flaky tests", "software testing", "continuous integration", "debugging"],
        Phrases =
        [
            "Finding the [Sleep|Race|Time Zone] behind Flaky Tests",
            "Root Causes of [Intermittent|Monday|Midnight] Failures",
            "Test Selection for [Impatient|Part-Time|Tired] Developers",
            "Deterministic Replay of [Flaky|Forgotten|Quarantined] Tests",
        ],
        Titles =
        [
            "It Passed When I Ran It",
            "A Test That Fails on Thursdays",
            "Have You Tried Running It Again? The Cost of Retries",
            "Sleep(1000) and Other Prayers",
        ],
        Problems =
        [
            "A test that fails once a week teaches its owners to ignore it on the other days.",
            "Retries turn failures into delays, and delays into habit.",
            "Tests depend on clocks, orders, and each other far more often than their authors intended.",
        ],
        Gaps =
        [
            "Detectors say that a test is flaky, which its owners already knew.",
            "Replaying a failure requires the schedule that caused it, and nobody wrote it down.",
            "Studies of flakiness count tests, although the harm is done to trust.",
        ],
        Approaches =
        [
            new(
                "a runner that perturbs one cause at a time, clock, order, or network, until the test gives in",
                "With $c$ possible causes, $O(\\log c)$ groups of perturbations suffice to isolate one, and <k> reruns in practice.",
                "the clock perturbation"),
            new(
                "a recorder of schedules that is cheap enough to be left on",
                "Recording costs <q>% of the running time, less than a single unnecessary retry.",
                "the schedule recorder"),
            new(
                "a test selector that starts with whatever failed for the last person in a hurry",
                "A failing schedule is minimized by delta debugging until it can be read aloud.",
                "the memory of recent failures"),
        ],
        Questions =
        [
            "what developers do in the minute after a test fails that they do not trust",
            "how many quarantined tests were right all along",
        ],
        Findings =
        [
            "Of the quarantined tests, <p>% had found a real defect before they were silenced.",
            "The most common cause was a fixed sleep, and the most common fix was a longer one.",
            "Tests fail more often on Thursdays, for which we have <k> explanations.",
            "Banning retries hurt for two weeks and was not proposed for reversal.",
        ],
        Items = ["test failures", "nightly builds"],
        Data = ["the Thursday Collection", "FlakeYard", "NightBuild"],
        Baselines = ["plain reruns", "a classifier on test names", "random shuffling"],
        Metrics = [new("the share of causes found", "%", 1, 382, 564, 72, 214), new("the number of reruns per diagnosis", "", 1, 148, 412, 52, 112, true)],
    };

    private static Topic Sunlight => new()
    {
        Keywords = ["energy-aware computing", "scheduling", "solar power", "sustainability"],
        Phrases =
        [
            "Scheduling Batch Jobs around [Clouds|Lunch|Sunset]",
            "A [Village|Rooftop|Hilltop] Data Center on Solar Power",
            "Carbon-Aware [Training|Backups|Compilation] without a Forecast",
            "Graceful Degradation for [Dim|Windless|Very Short] Days",
        ],
        Titles =
        [
            "Computing While the Sun Shines",
            "Compile Tomorrow: Patience as a Power Source",
            "The Cloud Was in the Way",
            "Overnight Is the Wrong Time for Overnight Jobs",
        ],
        Problems =
        [
            "Much of what computers do at night could wait for the sun.",
            "A rooftop of solar panels offers more power than one needs, at hours when nobody asked.",
            "Deadlines in computing are mostly habits with a number attached.",
        ],
        Gaps =
        [
            "Carbon-aware schedulers rely on forecasts that are published a day late.",
            "Batteries solve the problem by moving it to the purchasing department.",
            "Users are never asked how long a job may take, and so they say “now”.",
        ],
        Approaches =
        [
            new(
                "a scheduler that looks at the sky through its own panels and at nothing else",
                "We prove a competitive ratio of $e/(e-1)$ against a scheduler that knows the weather.",
                "the sky sensor"),
            new(
                "a batch queue in which *patience* earns priority later",
                "A job of $w$ watt-hours runs when the surplus $s(t) > \\theta(t)$, and the threshold $\\theta$ falls as its deadline comes nearer.",
                "the patience credit"),
            new(
                "a checkpointing scheme that saves just before the cloud arrives",
                "Checkpoints take 1.<d> s, which is less than the time that a cumulus needs to cross the roof.",
                "the early checkpoint"),
        ],
        Questions =
        [
            "how long people are willing to wait when they are told why",
            "how much nightly computing would be missed if it stopped",
        ],
        Findings =
        [
            "When asked for a deadline, users chose one that was <f> times later than the schedule had assumed.",
            "Some <q>% of the nightly jobs produced output that nobody had opened within the year.",
            "Patience was contagious: queues grew longer and complaints fewer.",
            "The panels predicted the next ten minutes better than the weather service.",
        ],
        Items = ["batch jobs", "daylight hours"],
        Data = ["RoofTrace", "the Village Hall log", "LongNights"],
        Baselines = ["first come, first served", "a scheduler with day-ahead forecasts", "a battery of equal cost"],
        Metrics = [new("grid energy", " kWh", 1, 214, 486, 64, 172, true), new("the share of jobs finished on sunlight", "%", 1, 412, 604, 71, 214)],
    };
}
