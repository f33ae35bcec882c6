namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on learning: forgetting, step sizes, and knowing when not to train at all.</summary>
internal static class Learning
{
    public static readonly Field Field = new()
    {
        Category = "cs.LG",
        CrossLists = ["stat.ML", "cs.AI", "cs.NE"],
        Nouns = ["Attic", "Compass", "Sandglass", "Orchard", "Ladder", "Thimble", "Pebble", "Pendulum"],
        Suffixes = ["Net", "Grad", "Flow"],
        Closings =
        [
            "Negative results, of which there were several, are collected in the appendix.",
            "The method adds one hyperparameter and removes two, which we consider a step in the right direction.",
            "We conclude that part of the progress on this problem was regularization in disguise.",
            "All experiments were repeated on a second machine, and once on a third after a disagreement.",
        ],
        Topics = [Forgetting, Steps, SmallTables],
    };

    private static Topic Forgetting => new()
    {
        Keywords = ["continual learning", "catastrophic forgetting", "replay", "unlearning"],
        Phrases =
        [
            "Forgetting [Gracefully|on Purpose|in the Right Order]",
            "Continual Learning with a [Small|Leaky|Curated] Memory",
            "Replay Buffers That [Tidy|Weed|Summarize] Themselves",
            "Task-Free Continual Learning on [Seasonal|Slowly Drifting] Data",
        ],
        Titles =
        [
            "What Networks Remember When Nobody Asks",
            "Some Forgetting Is Good Housekeeping",
            "Where Did I Put That Gradient?",
            "Do Networks Forget, or Do They Only Lose the Key?",
        ],
        Problems =
        [
            "Networks that learn a second task tend to mislay the first.",
            "A model that is updated every night must decide each night what to let go.",
            "Forgetting is usually treated as an accident, although people call a good part of it tact.",
        ],
        Gaps =
        [
            "Replay keeps examples at random, which is how one fills an attic and not how one furnishes a room.",
            "Benchmarks cut the world into tasks, and the world declines to mark the cuts.",
            "Regularizers guard all weights alike, including the ones that nobody needs any more.",
        ],
        Approaches =
        [
            new(
                "a replay buffer that keeps an example only as long as some other example leans on it",
                "The buffer holds <N> examples in total, fewer than most people have spoons.",
                "the weeding step"),
            new(
                "an update rule that asks of each weight when it was last useful",
                "The importance of a weight decays as $\\omega_i(t) = \\omega_i(0)\\,e^{-t/\\tau_i}$, and $\\tau_i$ doubles each time the weight is needed.",
                "the usefulness clock"),
            new(
                "a method that rehearses old tasks *before* they are forgotten, by predicting when that will be",
                "We prove that the regret is at most $O(\\sqrt{T \\log K})$ for $K$ tasks, without knowing where one ends.",
                "the rehearsal schedule"),
        ],
        Questions =
        [
            "whether what a network has forgotten is gone or merely hard to reach",
            "which examples a network would keep if it had to pay for storage",
        ],
        Findings =
        [
            "After one epoch of reminders, <p>% of the lost accuracy came back, which suggests misplacement and not loss.",
            "Easy examples are forgotten first and relearned first, and the net effect is nil.",
            "A buffer that was chosen once, with care, beat one that was reshuffled nightly.",
            "Forgetting the oldest tenth of the data improved the accuracy on all the rest.",
        ],
        Items = ["labeled images", "daily batches"],
        Data = ["SeasonStream", "the Drifting Shelf", "AtticBench"],
        Baselines = ["uniform replay", "a quadratic penalty on the weights", "retraining from scratch"],
        Metrics = [new("final average accuracy", "%", 1, 583, 742, 22, 97), new("backward forgetting", "%", 1, 118, 264, 41, 97, true)],
    };

    private static Topic Steps => new()
    {
        Keywords = ["optimizers", "learning rate", "loss landscape", "training dynamics"],
        Phrases =
        [
            "Learning Rates That [Listen|Wait|Sleep In]",
            "Step Sizes from [Two|Three] Consecutive Gradients",
            "Warmup-Free Training of [Deep|Wide|Narrow] Networks",
            "A [Cautious|Patient|Two-Timescale] Optimizer for Noisy Gradients",
        ],
        Titles =
        [
            "Why Warm Up? A Skeptic's Tour of Learning-Rate Schedules",
            "The Loss Went Up and We Let It",
            "Flat Minima, Steep Claims",
            "Momentum Remembers What the Gradient Would Rather Forget",
        ],
        Problems =
        [
            "The learning rate is the first thing that one tunes and the last that one understands.",
            "Schedules for the step size are handed down between projects like sourdough.",
            "Large runs are started with small steps out of caution, and seldom out of theory.",
        ],
        Gaps =
        [
            "Adaptive methods estimate curvature from noise and are at their most confident where the noise is largest.",
            "Theory assumes smoothness constants that nobody has ever measured on a Tuesday afternoon.",
            "Comparisons between optimizers mostly compare the effort that went into tuning them.",
        ],
        Approaches =
        [
            new(
                "a schedule-free optimizer that halves its step when two successive gradients disagree and doubles it when they bore each other",
                "Its state is one vector of the size of the model, half of what is customary.",
                "the halving rule"),
            new(
                "a controller that sets the step size from the angle between gradients and needs no other state",
                "The step is $\\eta_t = \\eta_0 \\max(0, \\cos\\angle(g_t, g_{t-1}))^{1/2}$, and no further constant is needed.",
                "the angle rule"),
            new(
                "an optimizer that takes <k> timid steps, looks back, and takes them all again as one",
                "For convex losses we show $f(x_T) - f^\\star \\le \\frac{L\\,\\lVert x_0 - x^\\star \\rVert^2}{2T}$ without knowing $L$.",
                "the look-back step"),
        ],
        Questions =
        [
            "how much of the advantage of <k> popular optimizers survives an equal tuning budget",
            "what happens when the learning rate is drawn at random on every step",
        ],
        Findings =
        [
            "With equal tuning, <p>% of the published differences fell within the noise between seeds.",
            "Random step sizes lost only <q>% of the final accuracy, which is less than we had hoped to lose.",
            "Loss spikes were followed by better minima more often than not, though nobody should rely on it.",
            "The best schedule was a constant, chosen after the fact.",
        ],
        Items = ["training runs", "tuned configurations"],
        Data = ["the Sourdough suite", "TenTinyTasks", "SlopeBench"],
        Baselines = ["a tuned adaptive optimizer", "plain gradient descent with momentum", "last year's schedule"],
        Metrics = [new("the number of steps to target loss", "k", 1, 412, 890, 62, 240, true), new("validation accuracy", "%", 1, 712, 836, 9, 46)],
    };

    private static Topic SmallTables => new()
    {
        Keywords = ["tabular data", "model selection", "small data", "benchmarks"],
        Phrases =
        [
            "Deciding When Not to [Train|Tune|Ensemble]",
            "Deep Learning on [Small|Untidy|Hand-Typed] Tables",
            "Model Selection with [Forty|Sixty|Ninety] Rows",
            "Pretrained Priors for [Spreadsheets|Ledgers|Logbooks]",
        ],
        Titles =
        [
            "Have You Tried the Mean?",
            "A Spreadsheet Is All There Was",
            "Leaks in the Greenhouse: How Tabular Benchmarks Give Away Their Labels",
            "Forty Rows Are Plenty, Provided They Are the Right Ones",
        ],
        Problems =
        [
            "Most of the world's data sets would fit on one sheet of paper.",
            "Practitioners reach for a large model when a look at the table would have done.",
            "On small tables the choice of the method matters less than the choice of the rows.",
        ],
        Gaps =
        [
            "Benchmarks collect what is easy to download, which has mostly been cleaned by someone who knew the answer.",
            "No accepted procedure exists for concluding that a problem needs no model.",
            "Cross-validation on a few dozen rows selects the luckiest model and calls it the best.",
        ],
        Approaches =
        [
            new(
                "a test that tells, before any training, whether a model can beat the column mean",
                "The test compares $\\hat{\\sigma}^2_{\\mathrm{nn}}$, the variance between nearest neighbors, with the total variance $\\hat{\\sigma}^2$; it takes $O(n \\log n)$.",
                "the neighbor test"),
            new(
                "a prior over small tables that was learned from <n2> invented ones",
                "Inference is a single forward pass over the whole table, rows and all.",
                "the invented tables"),
            new(
                "a selection rule that prefers the simpler of two models unless the data object",
                "Ties are broken in favor of the model that can be explained on the telephone.",
                "the simplicity rule"),
        ],
        Questions =
        [
            "how often a published model beats the mean of the training labels by more than chance",
            "whether experienced analysts can tell a hopeless table by sight",
        ],
        Findings =
        [
            "On <q>% of the tables no method was better than the mean, including ours.",
            "Analysts who had looked at the data for ten minutes saved, on average, four days of tuning.",
            "In nine tables the label could be read off the row number.",
            "Ensembles helped wherever a single model was already good enough.",
        ],
        Items = ["small tables", "spreadsheets"],
        Data = ["the Ledger Collection", "PocketTables", "GreenhouseBench"],
        Baselines = ["gradient boosting with default settings", "a tuned neural network", "the column mean"],
        Metrics = [new("mean AUC", "", 3, 712, 802, 12, 58), new("tuning time", " h", 1, 94, 310, 38, 84, true)],
    };
}
