namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on optimization: timetables, packing, and convergence in bad conditions.</summary>
internal static class Optimization
{
    public static readonly Field Field = new()
    {
        Category = "math.OC",
        CrossLists = ["cs.DS", "cs.LG", "cs.DM"],
        Nouns = ["Clockwork", "Knapsack", "Shortcut", "Timetable", "Pulley", "Suitcase", "Staircase", "Detour"],
        Suffixes = ["Opt", "Cut", "Descent"],
        Closings =
        [
            "All instances are published together with the best solutions known and the names of the cats that sat on them.",
            "The proof takes two pages, of which one is a picture.",
            "Whether the logarithm can be removed remains open, and we would like to know.",
            "The dispatchers have kept the method in use, which we count as the strongest result.",
        ],
        Topics = [Timetables, Packing, Convergence],
    };

    private static Topic Timetables => new()
    {
        Keywords = ["timetabling", "mixed-integer programming", "public transport", "robust optimization"],
        Phrases =
        [
            "Robust Timetables for [Rural Buses|Island Ferries|Night Trams]",
            "[Periodic|Forgiving|Two-Stage] Timetabling with Real Passengers",
            "Cutting Planes for [School|Shift|Ferry] Timetables",
            "Missed Connections as a [Stochastic|Bilevel] Program",
        ],
        Titles =
        [
            "Two Minutes Late Is on Time: Slack in Periodic Timetables",
            "Every Teacher Wants Friday Off",
            "The 7:42 Problem",
            "Why Ferries Wait and Buses Do Not",
        ],
        Problems =
        [
            "A timetable is a promise made to people who will run for it.",
            "Connections that are feasible on paper are missed by passengers with prams.",
            "School timetables satisfy every rule and no teacher.",
        ],
        Gaps =
        [
            "Robust formulations protect against everything and therefore leave on the hour.",
            "Existing models spread slack evenly, though delays have favorite places.",
            "Solvers prove optimality for an objective that nobody at the depot had asked for.",
        ],
        Approaches =
        [
            new(
                "a cutting-plane method that places slack where delays were seen and takes it away elsewhere",
                "We add inequalities $\\sum_{a \\in C} \\pm x_a \\le \\lfloor u(C) / T \\rfloor T$ for short cycles $C$ of the network, and rarely need more than <N>.",
                "the cycle inequalities"),
            new(
                "a two-stage program in which the second stage is an annoyed passenger",
                "Passengers choose routes by the timetable that they remember, a fixed point that we compute.",
                "the second stage"),
            new(
                "a decomposition by stop, solved in the order in which the driver meets them",
                "The relaxation has an integrality gap of at most $1 + 1/k$ when no line meets itself more than $k$ times.",
                "the delay-weighted slack"),
        ],
        Questions =
        [
            "how much slack passengers would give up for one more evening connection",
            "whether optimal timetables look optimal to those who drive them",
        ],
        Findings =
        [
            "One roundabout was responsible for <q>% of all missed connections.",
            "Drivers had been following a better timetable than the printed one for years.",
            "Moving a single departure by three minutes was worth more than a new vehicle.",
            "The optimal solution was rejected once, for reasons of lunch.",
        ],
        Items = ["instances", "scheduled trips"],
        Data = ["ValleyLines", "the Island Ferry set", "SchoolWeek"],
        Baselines = ["a commercial solver with default settings", "uniform slack", "the schedule in use"],
        Metrics = [new("the share of missed connections", "%", 1, 124, 268, 31, 96, true), new("optimality gap", "%", 1, 48, 112, 11, 40, true)],
    };

    private static Topic Packing => new()
    {
        Keywords = ["bin packing", "vehicle routing", "heuristics", "combinatorial optimization"],
        Phrases =
        [
            "Packing [Removal Vans|Picnic Baskets|Hand Luggage] in the Right Order",
            "Online Bin Packing with [Regret|Fragile Items|Opinions]",
            "Routing [Parcel Bikes|Milk Floats|Mobile Libraries] with Soft Deadlines",
            "Local Search for [Sofas|Pianos|Awkward Shapes]",
        ],
        Titles =
        [
            "Pivot: The Moving Sofa in a Real Stairwell",
            "First Fit, Last Out",
            "The Box Marked Miscellaneous",
            "It Fitted on the Way Here: Irreversibility in Packing",
        ],
        Problems =
        [
            "What is packed first is needed first.",
            "Packing problems are solved every summer by families without a solver.",
            "Real objects tip, leak, and belong to someone who is watching.",
        ],
        Gaps =
        [
            "Classical models count volume and forget that a lamp cannot carry a piano.",
            "Competitive analysis assumes an adversary, while the items merely come from a cellar.",
            "Exact methods stall at sizes that an experienced mover handles by eye.",
        ],
        Approaches =
        [
            new(
                "a local search whose moves are those of an experienced mover, written down",
                "Each neighborhood is searched in $O(n \\log n)$ by keeping the silhouette of the load in a balanced tree.",
                "the silhouette tree"),
            new(
                "an online algorithm that may reconsider one earlier decision and must then live with it",
                "With one reconsideration the competitive ratio falls from $1.7$ to $\\frac{3}{2} + \\varepsilon$.",
                "the single reconsideration"),
            new(
                "a column-generation scheme in which fragile items price themselves",
                "Stability is checked by a linear program of size $3k$ for $k$ contacts, warm-started after each move.",
                "the stability check"),
        ],
        Questions =
        [
            "how experienced movers order their items, and what they lose against an optimal plan",
            "whether permission to unpack once is worth more than a larger van",
        ],
        Findings =
        [
            "Professional movers came within <q>% of the optimum and finished before the solver had loaded.",
            "One reconsideration was worth nearly as much as three.",
            "The box marked “miscellaneous” was opened first in every household.",
            "Most infeasible plans failed at the same banister.",
        ],
        Items = ["instances", "loads"],
        Data = ["CellarBench", "VanDay", "the Stairwell set"],
        Baselines = ["first-fit decreasing", "a tuned genetic algorithm", "a professional mover"],
        Metrics = [new("unused volume", "%", 1, 142, 256, 28, 91, true), new("the share of items delivered intact", "%", 1, 824, 911, 14, 62)],
    };

    private static Topic Convergence => new()
    {
        Keywords = ["stochastic gradient methods", "convex optimization", "convergence rates", "variance reduction"],
        Phrases =
        [
            "[Stochastic|Proximal|Mirror] Descent with Stale Gradients",
            "Convergence under [Heavy-Tailed|Occasional|Correlated] Noise",
            "First-Order Methods for [Poorly Scaled|Almost Convex|Mildly Hopeless] Problems",
            "[Restarts|Averaging|Momentum] without Tuning",
        ],
        Titles =
        [
            "Almost Convex Is Convex Enough",
            "A Gradient from Last Tuesday: Convergence with Very Stale Information",
            "Downhill, on Average",
            "The Price of Not Knowing the Condition Number",
        ],
        Problems =
        [
            "Rates of convergence are proved for functions that are better behaved than any that we are given.",
            "Gradients often arrive late, and now and then not at all.",
            "Heavy-tailed noise breaks the usual step-size rules on just the days when they are trusted.",
        ],
        Gaps =
        [
            "Known bounds depend on constants that are as hard to find as the minimum itself.",
            "Clipping restores convergence at the cost of one more parameter to guess.",
            "Analyses of asynchrony assume a bounded delay, and networks assume nothing.",
        ],
        Approaches =
        [
            new(
                "a restart rule that watches the trajectory and forgets it when it turns",
                "The proof rests on one inequality, $2ab \\le a^2 + b^2$, used <k> times.",
                "the restart rule"),
            new(
                "a proximal method that weighs each gradient by its age",
                "For $\\mu$-strongly convex $f$ we obtain $\\mathbb{E}\\lVert x_t - x^\\star \\rVert^2 \\le C\\,\\frac{\\sigma^2}{\\mu^2 t} \\log t$, with no bound on the delay.",
                "the age weights"),
            new(
                "an averaging scheme that ignores a constant share of the iterates, those that were the most excited",
                "The rate is $O(t^{-(p-1)/p})$ when only moments of order $p \\in (1, 2)$ exist, which matches the lower bound.",
                "the trimmed average"),
        ],
        Questions =
        [
            "how stale a gradient may become before it is worth less than none",
            "which of the assumptions that are made for convenience ever hold in practice",
        ],
        Findings =
        [
            "Gradients that are older than a hundred steps were harmless, and on two problems helpful.",
            "On <p>% of the problems the condition number was irrelevant, as the noise floor came first.",
            "Restarting at random did nearly as well as restarting by rule.",
            "The bound is loose by a factor of about <f>, all of which is lost in the first line.",
        ],
        Items = ["problems", "independent runs"],
        Data = ["the Valley collection", "RoughSlopes", "HeavyTail"],
        Baselines = ["clipped stochastic gradients", "an accelerated method with the true constants", "a fixed step size"],
        Metrics = [new("the number of gradient evaluations", "k", 1, 384, 920, 71, 260, true), new("the share of problems solved", "%", 1, 582, 756, 44, 138)],
    };
}
