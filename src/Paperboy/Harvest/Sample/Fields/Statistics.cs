namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on statistics: honest intervals, causes in the garden, values that are not there.</summary>
internal static class Statistics
{
    public static readonly Field Field = new()
    {
        Category = "stat.ML",
        CrossLists = ["stat.ME", "cs.LG", "math.ST"],
        Nouns = ["Abacus", "Almanac", "Barometer", "Census", "Dice", "Plumbline", "Sundial", "Tally"],
        Suffixes = ["Bayes", "Fit", "Test"],
        Closings =
        [
            "An implementation in forty lines is given, of which twelve check the arguments.",
            "We discuss what the assumptions mean in practice, and which of them we would bet on.",
            "The conclusions are robust to all the choices that we could think of and to two that a referee suggested.",
            "Simulations confirm the theory, as simulations written by its authors will.",
        ],
        Topics = [Intervals, Gardens, Missing],
    };

    private static Topic Intervals => new()
    {
        Keywords = ["conformal prediction", "calibration", "uncertainty quantification", "forecasting"],
        Phrases =
        [
            "Conformal Prediction for [Bus Arrivals|Baking Times|Parcel Deliveries]",
            "[Honest|Narrow|Lopsided] Prediction Intervals under Drift",
            "Calibrated Forecasts for [Impatient|Skeptical|Busy] Users",
            "Coverage Guarantees with [Few|Dependent|Borrowed] Samples",
        ],
        Titles =
        [
            "Ninety Percent of What? Coverage as Users Understand It",
            "The Bus Will Come between Now and Later",
            "On the Overconfidence of Error Bars",
            "An Interval Is a Promise",
        ],
        Problems =
        [
            "A forecast without an interval is an opinion.",
            "People plan by the end of the interval that suits them.",
            "Calibrated probabilities are easy to ask for, and they drift as soon as they are delivered.",
        ],
        Gaps =
        [
            "Conformal methods guarantee coverage on average, yet one waits for a particular bus.",
            "Exchangeability fails on the first day of snow, which is when anyone looks at the forecast.",
            "Wide intervals are valid and useless; narrow ones are useful until they are not.",
        ],
        Approaches =
        [
            new(
                "a conformal method whose intervals widen at once after a surprise and narrow only with evidence",
                "The threshold follows $q_{t+1} = q_t + \\gamma\\,(\\mathbf{1}\\{y_t \\notin C_t\\} - \\alpha)$ with a step $\\gamma$ that grows with the surprise.",
                "the surprise step"),
            new(
                "a recalibration step that needs <N> observations and no model of the drift",
                "Coverage is at least $1 - \\alpha - O(n^{-1/2})$ for every group that was named in advance.",
                "the group correction"),
            new(
                "an asymmetric interval that charges lateness and earliness at their own prices",
                "No distribution is assumed, and no retraining is done.",
                "the price of lateness"),
        ],
        Questions =
        [
            "what people believe a ninety-percent interval to promise",
            "how quickly <k> recalibration methods recover after the clocks change",
        ],
        Findings =
        [
            "Participants took ninety percent to mean always, and fifty percent to mean never.",
            "The first snow of the year accounts for <q>% of all misses.",
            "Showing the interval before the point forecast halved the complaints about both.",
            "Narrow intervals were trusted more, whether or not they were right.",
        ],
        Items = ["arrivals", "daily forecasts"],
        Data = ["LateBus", "the Oven Diary", "ParcelTrace"],
        Baselines = ["split conformal prediction", "a Gaussian interval", "the printed timetable"],
        Metrics = [new("mean interval width", " min", 1, 94, 186, 14, 62, true), new("worst-group coverage", "%", 1, 712, 821, 41, 79)],
    };

    private static Topic Gardens => new()
    {
        Keywords = ["causal inference", "interference", "field experiments", "gardening"],
        Phrases =
        [
            "Causal Effects of [Compost|Mulch|Companion Plants] under Interference",
            "[Randomized|Natural] Experiments on [Allotments|Balconies|Roof Gardens]",
            "Estimating Spillover between Neighboring [Plots|Beds|Hedges]",
            "Instrumental Variables from [Hose Lengths|Market Days|Late Frosts]",
        ],
        Titles =
        [
            "The Neighbor's Tomatoes: Interference in Allotment Experiments",
            "Does Talking to Plants Work? A Preregistered Answer",
            "Slugs as Instruments",
            "Correlation, Causation, and Courgettes",
        ],
        Problems =
        [
            "Gardens are experiments that nobody randomized.",
            "What one gardener does to the soil, the next one harvests.",
            "Advice on growing vegetables is plentiful, confident, and rarely tested against a control.",
        ],
        Gaps =
        [
            "Standard estimators assume that plots do not affect one another, which slugs have never accepted.",
            "Enthusiasm is an unmeasured confounder, and it varies with the weather.",
            "Treatments are shared across the fence, together with most of the seedlings.",
        ],
        Approaches =
        [
            new(
                "an estimator that treats the fence as part of the design",
                "The effect is identified when each plot has at most <k> neighbors; its variance is $O(d^2/n)$ in the degree $d$.",
                "the fence term"),
            new(
                "a randomization scheme over rows that gardeners can follow without a computer",
                "We write the potential yield as $Y_i(z_i, \\bar{z}_{N(i)})$ and estimate both arguments by inverse weighting.",
                "the row design"),
            new(
                "a sensitivity analysis whose parameter is stated in *wheelbarrows*",
                "Compliance was measured by the length of the hose, which proved hard to falsify.",
                "the slug correction"),
        ],
        Questions =
        [
            "whether attentive gardeners have better soil or merely better memories",
            "how much of the effect of compost is due to the person who carries it",
        ],
        Findings =
        [
            "Talking to plants had no effect on the plants ($p = 0.<P>$) and a small one on the gardeners.",
            "Accounting for neighbors cut the apparent benefit of copper tape by <p>%.",
            "Half of the harvest was counted twice, once on each side of the hedge.",
            "Slugs crossed treatment boundaries at night, as the power analysis had feared.",
        ],
        Items = ["plots", "garden beds"],
        Data = ["the Long Acre trial", "FiftyFences", "the Balcony Register"],
        Baselines = ["a difference in means", "regression with fixed effects", "the head gardener's judgment"],
        Metrics = [new("root mean squared error", " kg", 2, 84, 196, 18, 62, true), new("interval coverage", "%", 1, 704, 838, 45, 98)],
    };

    private static Topic Missing => new()
    {
        Keywords = ["missing data", "imputation", "surveys", "measurement error"],
        Phrases =
        [
            "Imputation for Surveys That Were [Abandoned|Rained On|Filled In Twice]",
            "Values Missing for a [Reason|Good Reason]",
            "Multiple Imputation with [Sparse|Reluctant|Rounded] Answers",
            "Learning from [Blank|Crossed-Out|Evasive] Answers",
        ],
        Titles =
        [
            "Prefer Not to Say: Nonresponse as Information",
            "The Respondent Who Was Always Exactly Forty",
            "Missing, Presumed Average",
            "On Imputing the Opinions of People Who Left",
        ],
        Problems =
        [
            "The values that are missing from a survey are seldom missing by chance.",
            "Respondents skip what is private, what is tedious, and what comes after lunch.",
            "An empty cell may mean zero, no, not applicable, or that the pen gave out.",
        ],
        Gaps =
        [
            "Imputation fills all of them with the same polite average.",
            "Models for informative absence need parameters that the absent would have had to supply.",
            "Deleting incomplete rows keeps the conscientious, who differ from everybody else.",
        ],
        Approaches =
        [
            new(
                "an imputer that models the reason for a gap before its content",
                "Rounded answers enter as intervals, so that “about forty” is allowed to be 38.",
                "the model of reasons"),
            new(
                "a latent-variable model in which fatigue grows along the questionnaire",
                "The fatigue of respondent $i$ at question $j$ is $f_{ij} = \\beta_i\\,j + \\xi_j$, and $\\beta_i$ is shared within households.",
                "the fatigue term"),
            new(
                "a partial-identification method that reports a range and names whose silence made it so wide",
                "Bounds follow from a linear program with $O(m)$ constraints, solved in well under a second.",
                "the rounding intervals"),
        ],
        Questions =
        [
            "what respondents would have said, by going back and asking them",
            "whether the order of the questions changes who finishes",
        ],
        Findings =
        [
            "When asked again, <p>% gave the answer that they had withheld, and the rest withheld it more firmly.",
            "Fatigue explained more of the gaps than income, age, and education together.",
            "The average of the imputed values was right, and each one of them was wrong.",
            "Moving one question past the coffee break saved a tenth of the sample.",
        ],
        Items = ["questionnaires", "survey answers"],
        Data = ["the Patience Survey", "DoorToDoor", "the Résumé Panel"],
        Baselines = ["chained equations", "complete cases only", "the column median"],
        Metrics = [new("imputation error", "", 3, 214, 398, 24, 96, true), new("nominal coverage reached", "%", 1, 742, 851, 31, 88)],
    };
}
